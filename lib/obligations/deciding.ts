import { addDays, type Instant, type LocalDate, localDateOf, startOfDay } from '../calendar/dates.ts';
import { allowedFrom, type NewEvent } from './events.ts';
import type { Obligation, Term } from './obligation.ts';

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

const statusWords: Record<Obligation['status'], string> = {
  open: 'chưa nhận được báo cáo',
  received: 'đã nhận, chờ xem xét',
  accepted: 'đã chấp nhận',
  returned: 'đã trả lại, chờ bổ sung',
  waived: 'được miễn',
  withdrawn: 'không còn phải gửi',
};

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
      if (lastDay <= obligation.lastDay)
        return refuse('wrong-date', `Hạn mới phải sau hạn hiện tại (${obligation.lastDay}).`, 'lastDay');
      const afterDeadline = now >= obligation.dueBefore;
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
  const data = { ...receipt, number: obligation.submissionsDeclared + 1, version: obligation.versionsReceived + 1 };
  return { ok: true, event: { type: 'received-off-system', at: now, by, data } };
}
