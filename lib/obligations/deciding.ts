import { addDays, type Instant, type LocalDate, localDateOf, startOfDay } from '../calendar/dates.ts';
import { formatDate } from '../calendar/vietnamese.ts';
import { allowedFrom } from './events.ts';
import { currentTerm, deadlineTerm, type Obligation, type ObligationFacts, termOf } from './obligation.ts';
import { type Decided, refuse, refuseForState } from './refusing.ts';
import { awaitsWorkEnd, countsFromWorkEnd, refuseBeforeWorkEnd } from './work-end.ts';

/** On whose authority a decision stands, and why (R22); both are required and are shown to the unit. */
export interface Grounds {
  reason: string;
  authority: string;
}

/** What the Office can decide about an obligation. Dates are last acceptable days in Asia/Ho_Chi_Minh. */
export type Decision =
  | ({ kind: 'extension'; lastDay: LocalDate } & Grounds)
  | ({ kind: 'waiver' } & Grounds)
  | { kind: 'acceptance'; submission: number; note?: string | undefined }
  | ({ kind: 'return'; submission: number; lastDay: LocalDate } & Grounds)
  | ({ kind: 'rejection'; submission: number } & Grounds);

const eventTypeOf = {
  extension: 'extended',
  waiver: 'waived',
  acceptance: 'accepted',
  return: 'returned',
  rejection: 'rejected',
} as const;

/** Everything that the Office can do about a report, in the order in which it is offered. */
export const steps = ['acceptance', 'return', 'rejection', 'extension', 'waiver', 'off-system', 'work-end'] as const;
export type Step = (typeof steps)[number];

const stepEventOf = { ...eventTypeOf, 'off-system': 'received-off-system', 'work-end': 'work-ended' } as const;

/** A later date is a slip of the pen, and an extension cannot be taken back. */
const MOST_DAYS_EXTENDED = 366;

/**
 * Turns a decision into the event that it is, or says why it cannot be taken. An extension only ever moves a deadline
 * forward, so it never makes a verdict worse; one granted after the deadline says so for ever.
 */
export function decide(obligation: Obligation, decision: Decision, by: string, now: Instant): Decided {
  const type = eventTypeOf[decision.kind];
  if (!allowedFrom[type].includes(obligation.status)) return refuseForState('Không thực hiện được', obligation.status);
  if ('submission' in decision && obligation.receipts[decision.submission] === undefined)
    return refuse('wrong-submission', 'Lần gửi này không có hoặc không còn giá trị.', 'submission');
  const head = { at: now, by };
  switch (decision.kind) {
    case 'extension': {
      const { lastDay, reason, authority } = decision;
      const current = deadlineTerm(obligation);
      if (!current)
        return refuse('wrong-state', 'Báo cáo này gửi ngay khi kết thúc công việc, không có hạn để gia hạn.');
      if (lastDay <= current.lastDay)
        return refuse('wrong-date', `Hạn mới phải sau hạn hiện tại (${formatDate(current.lastDay)}).`, 'lastDay');
      if (lastDay > addDays(localDateOf(now), MOST_DAYS_EXTENDED))
        return refuse('wrong-date', `Hạn mới không được quá ${MOST_DAYS_EXTENDED} ngày kể từ hôm nay.`, 'lastDay');
      const afterDeadline = now >= current.dueBefore;
      return {
        ok: true,
        event: { type: 'extended', ...head, data: { ...termOf(lastDay), reason, authority, afterDeadline } },
      };
    }
    case 'waiver': {
      const { reason, authority } = decision;
      return { ok: true, event: { type: 'waived', ...head, data: { reason, authority } } };
    }
    case 'acceptance': {
      const { submission: number, note } = decision;
      return { ok: true, event: { type: 'accepted', ...head, data: { number, ...(note ? { note } : {}) } } };
    }
    case 'return': {
      const { submission: number, lastDay, reason, authority } = decision;
      if (lastDay < localDateOf(now)) return refuse('wrong-date', 'Ngày bổ sung không được trước hôm nay.', 'lastDay');
      return {
        ok: true,
        event: { type: 'returned', ...head, data: { number, ...termOf(lastDay), reason, authority } },
      };
    }
    case 'rejection': {
      const { submission: number, reason, authority } = decision;
      return { ok: true, event: { type: 'rejected', ...head, data: { number, reason, authority } } };
    }
  }
}

/** A receipt that the Office records for a report that did not come through the system (R19). */
export interface OffSystemReceipt {
  receivedAt: Instant;
  documentNumber: string;
  documentDate: LocalDate;
  signedBy: string;
  channel: 'cipher' | 'in-person' | 'post' | 'telephone';
}

/** Records a report received off-system: it counts like any other, at the time at which the Office had it. */
export function receiveOffSystem(obligation: Obligation, receipt: OffSystemReceipt, by: string, now: Instant): Decided {
  if (!allowedFrom['received-off-system'].includes(obligation.status))
    return refuseForState('Không ghi nhận được', obligation.status);
  if (awaitsWorkEnd(obligation)) return refuseBeforeWorkEnd();
  if (receipt.receivedAt > now) return refuse('wrong-date', 'Thời điểm nhận không được ở tương lai.', 'receivedAt');
  if (receipt.receivedAt < startOfDay(obligation.from))
    return refuse('wrong-date', 'Thời điểm nhận không được trước khi kỳ báo cáo bắt đầu.', 'receivedAt');
  if (receipt.documentDate > localDateOf(now))
    return refuse('wrong-date', 'Ngày văn bản không được ở tương lai.', 'documentDate');
  const data = { ...receipt, number: obligation.submissionsDeclared + 1, version: obligation.versionsReceived + 1 };
  return { ok: true, event: { type: 'received-off-system', at: now, by, data } };
}

/** What may be done about a report as it stands; what is not listed would be refused for its state. */
export const stepsOpenTo = (facts: ObligationFacts, now: Instant): Step[] =>
  steps.filter((step) => {
    if (!allowedFrom[stepEventOf[step]].includes(facts.status)) return false;
    const term = deadlineTerm(facts);
    if (step === 'extension') return term !== undefined;
    if (step === 'off-system') return !awaitsWorkEnd(facts);
    return step !== 'work-end' || (countsFromWorkEnd(facts) && (!term || now < term.dueBefore));
  });

/** Whether a report is late, or due at once, and not there; of one that was returned, whether its supplement is. */
export function isUrgeable(obligation: Obligation, now: Instant): boolean {
  const due = currentTerm(obligation);
  return allowedFrom.urged.includes(obligation.status) && (due === undefined || now >= due.dueBefore);
}

/** Urges a unit by hand (đôn đốc, clause 2): for a report that is late, or due at once, and not there. */
export function urge(obligation: Obligation, by: string, now: Instant): Decided {
  if (!isUrgeable(obligation, now)) return refuse('wrong-state', 'Chỉ đôn đốc báo cáo đã quá hạn mà chưa nhận được.');
  return { ok: true, event: { type: 'urged', at: now, by, data: {} } };
}
