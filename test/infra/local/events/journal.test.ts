import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deliverySchema } from '../../../../infra/local/events/delivery.ts';
import { openJournal } from '../../../../infra/local/events/journal.ts';
import { temporaryFolder } from '../support/folders.ts';

const open = (file: string) => openJournal(file, deliverySchema);
const delivery = (n: number) => ({ id: String(n), function: 'record-upload', event: { n } });

describe('the journal of events', () => {
  it('gives back what was not dealt with when it is opened again', () => {
    const file = join(temporaryFolder(), 'events.jsonl');
    const journal = open(file);
    for (const n of [1, 2]) journal.note(delivery(n));
    journal.done(delivery(1));
    expect(open(file).left).toEqual([delivery(2)]);
    expect(open(file).left).toEqual([delivery(2)]);
  });

  it('gives an entry that was noted again as it was noted last', () => {
    const file = join(temporaryFolder(), 'events.jsonl');
    const journal = open(file);
    for (const n of [1, 2]) journal.note(delivery(n));
    journal.note({ ...delivery(1), event: 'later' });
    expect(open(file).left).toEqual([{ ...delivery(1), event: 'later' }, delivery(2)]);
  });

  it('leaves out a line that a crash cut off', () => {
    const file = join(temporaryFolder(), 'events.jsonl');
    open(file).note(delivery(1));
    appendFileSync(file, '{"id":"half');
    expect(open(file).left).toEqual([delivery(1)]);
  });

  it('does not grow with what has been dealt with', () => {
    const file = join(temporaryFolder(), 'events.jsonl');
    const journal = open(file);
    for (let n = 0; n < 10; n += 1) {
      journal.note(delivery(n));
      journal.done(delivery(n));
    }
    open(file);
    expect(readFileSync(file, 'utf8')).toBe('');
  });
});
