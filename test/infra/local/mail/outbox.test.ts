import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOutbox } from '../../../../infra/local/mail/outbox.ts';
import { temporaryFolder } from '../support/folders.ts';

const letter = (subject: string) => ({
  messageId: subject,
  at: '2026-10-27T01:00:00Z',
  from: 'a@x.example',
  to: ['b@x.example'],
  cc: [],
  subject,
  text: 'Kính gửi\n',
  html: '',
});

describe('the letters that were sent', () => {
  it('are kept in order', () => {
    const file = join(temporaryFolder(), 'mail.jsonl');
    const outbox = openOutbox(file);
    outbox.add(letter('một'));
    outbox.add(letter('hai'));
    expect(openOutbox(file).items).toEqual([letter('một'), letter('hai')]);
  });

  it('survive a crash in the middle of the next', () => {
    const file = join(temporaryFolder(), 'mail.jsonl');
    openOutbox(file).add(letter('một'));
    appendFileSync(file, '{"messageId":"ha');
    const outbox = openOutbox(file);
    expect(outbox.items).toEqual([letter('một')]);
    outbox.add(letter('hai'));
    expect(openOutbox(file).items).toEqual([letter('một'), letter('hai')]);
  });
});
