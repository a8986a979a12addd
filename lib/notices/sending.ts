import type { Instant } from '../calendar/dates.ts';
import type { Notice } from './ledger.ts';
import type { Letter, SendResult } from './letter.ts';

export type NoticeName = Pick<Notice, 'about' | 'kind' | 'scheduledFor'>;
/** A notice on its way, with what caused it; none is known of what was noted before causes were. */
export type CausedNotice = NoticeName & Pick<Notice, 'cause'>;

/** `claimed`: it is ours to send; `done`: it was said before; `busy`: another sender holds it and its lease runs. */
export type Claim = 'claimed' | 'done' | 'busy';

/** The permanent ledger of what was said. */
export interface Ledger {
  claim(name: NoticeName, now: Instant): Promise<Claim>;
  release(name: NoticeName, now: Instant): Promise<void>;
  settle(notice: Notice): Promise<void>;
}

export interface Mailer {
  send(letter: Letter): Promise<SendResult>;
}
export interface Sending {
  ledger: Ledger;
  mailer: Mailer;
}

/**
 * Sends one letter for notices already claimed, and marks them. The order is the promise: a crash before the send
 * leaves a claim whose lease ends (sent later); a crash after it leaves the same (sent twice, the one double that
 * is admitted); nothing is ever marked that was not sent.
 */
export async function sendClaimed(
  { ledger, mailer }: Sending,
  letter: Letter,
  notices: readonly CausedNotice[],
  now: Instant,
): Promise<SendResult['outcome']> {
  if (letter.to.length === 0) {
    await Promise.all(notices.map((name) => ledger.settle({ ...name, status: 'undeliverable', reason: 'no-address' })));
    return 'refused';
  }
  const result = await mailer.send(letter);
  switch (result.outcome) {
    case 'sent': {
      const { messageId } = result;
      await Promise.all(notices.map((name) => ledger.settle({ ...name, status: 'sent', sentAt: now, messageId })));
      return 'sent';
    }
    case 'later':
      await Promise.all(notices.map((name) => ledger.release(name, now)));
      return 'later';
    case 'refused': {
      const refusal = { reason: 'refused-by-mail-service', detail: result.reason } as const;
      await Promise.all(notices.map((name) => ledger.settle({ ...name, status: 'undeliverable', ...refusal })));
      return 'refused';
    }
  }
}
