import type { NewEvent } from './events.ts';
import type { Status } from './obligation.ts';

/** Why something cannot be done to an obligation; expected, so a value and not an exception. */
export interface Refusal {
  code: 'wrong-state' | 'wrong-date' | 'wrong-submission';
  field?: string;
  detail: string;
}
interface Refused {
  ok: false;
  refusal: Refusal;
}
/** The event that a decision is, or why it cannot be taken. */
export type Decided = { ok: true; event: NewEvent } | Refused;

const statusWords: Record<Status, string> = {
  open: 'chưa nhận được báo cáo',
  received: 'đã nhận, chờ xem xét',
  accepted: 'đã chấp nhận',
  returned: 'đã trả lại, chờ bổ sung',
  waived: 'được miễn',
  withdrawn: 'không còn phải gửi',
};

/** Refuses for a reason in Vietnamese, and for a field where one is at fault. */
export const refuse = (code: Refusal['code'], detail: string, field?: string): Refused => ({
  ok: false,
  refusal: { code, detail, ...(field === undefined ? {} : { field }) },
});

/** Refuses for where the report stands; `what` says what was tried. */
export const refuseForState = (what: string, status: Status): Refused =>
  refuse('wrong-state', `${what} khi báo cáo đang ở trạng thái: ${statusWords[status]}.`);
