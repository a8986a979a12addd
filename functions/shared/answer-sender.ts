import type { Instant } from '../../lib/calendar/dates.ts';
import { sendAnswers } from '../../lib/notices/answering.ts';
import type { Sending } from '../../lib/notices/sending.ts';
import { awaiting, type Obligation, type OutboxEntry } from '../../lib/obligations/obligation.ts';
import type { NoticeStore } from '../../lib/store/notices.ts';
import type { AnswerWriter } from './answers.ts';

/**
 * Sends a receipt, a refusal or a decision at once instead of at the next sweep. Whatever goes wrong here is not lost: the entry
 * stays in the outbox and the timer stays due. The timer is moved only where no plan is left to follow; an open
 * obligation's next sweep finds the answer said and moves on.
 */
export function createAnswerSender(sending: Sending, notices: Pick<NoticeStore, 'setTimer'>, letterFor: AnswerWriter) {
  return async ({ obligation }: { obligation: Obligation }, now: Instant): Promise<void> => {
    const { nextNoticeAt, outbox, id } = obligation;
    if (nextNoticeAt === undefined) return;
    const letter = (entry: OutboxEntry) => letterFor(obligation, id, entry);
    // What was urged by hand goes with all else that is due to the unit, in the sweep's one letter.
    const answers = outbox.filter(({ kind }) => kind !== 'urging');
    const remaining = await sendAnswers(sending, obligation, answers, letter, now);
    if (!awaiting.includes(obligation.status) && remaining.length === 0)
      await notices.setTimer({ ...obligation, nextNoticeAt }, undefined, []);
  };
}
