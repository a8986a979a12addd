import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJournal } from '../../../../infra/local/events/journal.ts';
import { temporaryFolder } from '../support/folders.ts';

describe('the journal of events', () => {
  it('gives back what was not dealt with when it is opened again', () => {
    const file = join(temporaryFolder(), 'events.jsonl');
    const journal = openJournal(file);
    const [first, second] = [1, 2].map((n) => journal.add('record-upload', { n }));
    if (first) journal.done(first);
    expect(openJournal(file).left).toEqual([second]);
    expect(openJournal(file).left).toEqual([second]);
  });

  it('leaves out a line that a crash cut off', () => {
    const file = join(temporaryFolder(), 'events.jsonl');
    const { add } = openJournal(file);
    const whole = add('record-upload', {});
    appendFileSync(file, '{"id":"half');
    expect(openJournal(file).left).toEqual([whole]);
  });

  it('does not grow with what has been dealt with', () => {
    const file = join(temporaryFolder(), 'events.jsonl');
    const journal = openJournal(file);
    for (let n = 0; n < 10; n += 1) journal.done(journal.add('record-upload', { n }));
    openJournal(file);
    expect(readFileSync(file, 'utf8')).toBe('');
  });
});
