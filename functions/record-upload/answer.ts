import type { Instant } from '../../lib/calendar/dates.ts';
import { sendAnswers } from '../../lib/notices/answering.ts';
import type { Letter } from '../../lib/notices/letter.ts';
import type { Sending } from '../../lib/notices/sending.ts';
import type { ObligationKey, OutboxEntry } from '../../lib/obligations/obligation.ts';
import type { NoticeStore } from '../../lib/store/notices.ts';
import type { Settled } from '../../lib/submissions/settling.ts';

/**
 * Sends the receipt or refusal at once instead of at the next sweep. Whatever goes wrong here is not lost: the entry
 * stays in the outbox and the timer stays due. The timer is moved only where no plan is left to follow; an open
 * obligation's next sweep finds the answer said and moves on.
 */
export function createAnswerSender(
  sending: Sending,
  notices: Pick<NoticeStore, 'setTimer'>,
  letterFor: (key: ObligationKey, id: string, entry: OutboxEntry) => Promise<Letter | undefined>,
) {
  return async ({ obligation }: Settled, now: Instant): Promise<void> => {
    const { nextNoticeAt, outbox, id } = obligation;
    if (nextNoticeAt === undefined) return;
    const letter = (entry: OutboxEntry) => letterFor(obligation, id, entry);
    const remaining = await sendAnswers(sending, obligation, outbox, letter, now);
    if (obligation.status === 'received' && remaining.length === 0)
      await notices.setTimer({ ...obligation, nextNoticeAt }, undefined, []);
  };
}
