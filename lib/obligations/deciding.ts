import { addDays, daysBetween, type Instant, type LocalDate, localDateOf, startOfDay } from '../calendar/dates.ts';
import { formatDate } from '../calendar/vietnamese.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { allowedFrom, type NewEvent } from './events.ts';
import { currentTerm, deadlineTerm, type Obligation, type ObligationFacts, type Term } from './obligation.ts';
import { MOST_DAYS_AGO } from './occasions.ts';

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

/** Why a decision cannot be taken; expected, so a value and not an exception. */
export interface Refusal {
  code: 'wrong-state' | 'wrong-date' | 'wrong-submission';
  field?: string;
  detail: string;
}
export type Decided = { ok: true; event: NewEvent } | { ok: false; refusal: Refusal };

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

const statusWords: Record<Obligation['status'], string> = {
  open: 'chưa nhận được báo cáo',
  received: 'đã nhận, chờ xem xét',
  accepted: 'đã chấp nhận',
  returned: 'đã trả lại, chờ bổ sung',
  waived: 'được miễn',
  withdrawn: 'không còn phải gửi',
};

/** A later date is a slip of the pen, and an extension cannot be taken back. */
const MOST_DAYS_EXTENDED = 366;

const refuse = (code: Refusal['code'], detail: string, field?: string): Decided => ({
  ok: false,
  refusal: { code, detail, ...(field === undefined ? {} : { field }) },
});

/** A last acceptable day as it is stored: with the first instant that is late. */
export const termOf = (lastDay: LocalDate): Term => ({ lastDay, dueBefore: startOfDay(addDays(lastDay, 1)) });

/**
 * Turns a decision into the event that it is, or says why it cannot be taken. An extension only ever moves a deadline
 * forward, so it never makes a verdict worse; one granted after the deadline says so for ever.
 */
export function decide(obligation: Obligation, decision: Decision, by: string, now: Instant): Decided {
  const type = eventTypeOf[decision.kind];
  if (!allowedFrom[type].includes(obligation.status))
    return refuse(
      'wrong-state',
      `Không thực hiện được khi báo cáo đang ở trạng thái: ${statusWords[obligation.status]}.`,
    );
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
    return refuse(
      'wrong-state',
      `Không ghi nhận được khi báo cáo đang ở trạng thái: ${statusWords[obligation.status]}.`,
    );
  if (receipt.receivedAt > now) return refuse('wrong-date', 'Thời điểm nhận không được ở tương lai.', 'receivedAt');
  if (receipt.receivedAt < startOfDay(obligation.from))
    return refuse('wrong-date', 'Thời điểm nhận không được trước khi kỳ báo cáo bắt đầu.', 'receivedAt');
  if (receipt.documentDate > localDateOf(now))
    return refuse('wrong-date', 'Ngày văn bản không được ở tương lai.', 'documentDate');
  const data = { ...receipt, number: obligation.submissionsDeclared + 1, version: obligation.versionsReceived + 1 };
  return { ok: true, event: { type: 'received-off-system', at: now, by, data } };
}

/** Whether a report counts its days from the end of the work, which may still be recorded (R15). */
function countsFromWorkEnd(facts: ObligationFacts): boolean {
  const { title, extension, limitWorkingDays, log } = facts;
  const dated = deadlineTerm(facts) !== undefined && limitWorkingDays === undefined;
  // Of an ad hoc report the first word is on record to the second, and nobody moves it (R18).
  return title !== undefined && log === undefined && !dated && extension === undefined;
}

/** What may be done about a report as it stands; what is not listed would be refused for its state. */
export const stepsOpenTo = (facts: ObligationFacts, now: Instant): Step[] =>
  steps.filter((step) => {
    if (!allowedFrom[stepEventOf[step]].includes(facts.status)) return false;
    const term = deadlineTerm(facts);
    if (step === 'extension') return term !== undefined;
    return step !== 'work-end' || (countsFromWorkEnd(facts) && (!term || now < term.dueBefore));
  });

/**
 * Records the day on which the work ended (R15): days are counted from it and, where the request sets a limit, so is the
 * deadline. The unit says it once; after that only the Office mends it, and nobody once the deadline has passed, since a
 * verdict is made milder by an extension that says so, and by nothing else.
 */
export function endWork(
  obligation: Obligation,
  endedOn: LocalDate,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
  { user: by, role }: { user: string; role: string },
  now: Instant,
): Decided {
  const { limitWorkingDays, since } = obligation;
  const term = deadlineTerm(obligation);
  if (!countsFromWorkEnd(obligation))
    return refuse('wrong-state', 'Báo cáo này có hạn gửi đã xác định, không tính từ ngày kết thúc công việc.');
  if (!allowedFrom['work-ended'].includes(obligation.status))
    return refuse(
      'wrong-state',
      `Không ghi nhận được khi báo cáo đang ở trạng thái: ${statusWords[obligation.status]}.`,
    );
  if (since !== undefined && role !== 'office')
    return refuse('wrong-state', 'Ngày kết thúc công việc đã được ghi nhận; chỉ Văn phòng Tỉnh ủy được điều chỉnh.');
  if (term && now >= term.dueBefore)
    return refuse('wrong-state', 'Hạn gửi đã qua; cần gia hạn, không điều chỉnh ngày kết thúc công việc.');
  if (endedOn > localDateOf(now)) return refuse('wrong-date', 'Ngày kết thúc không được ở tương lai.', 'endedOn');
  if (daysBetween(endedOn, localDateOf(now)) > MOST_DAYS_AGO)
    return refuse('wrong-date', `Ngày kết thúc không được trước hôm nay quá ${MOST_DAYS_AGO} ngày.`, 'endedOn');
  return {
    ok: true,
    event: {
      type: 'work-ended',
      at: now,
      by,
      data: { since: endedOn, ...limitTerm(endedOn, limitWorkingDays, calendar) },
    },
  };
}

/** The deadline that a limit in working days sets; none where there is no limit. */
export const limitTerm = (
  since: LocalDate,
  limitWorkingDays: number | undefined,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): Partial<Term> => (limitWorkingDays === undefined ? {} : termOf(calendar.addWorkingDays(since, limitWorkingDays)));

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
