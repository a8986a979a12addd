import { formatDate, formatDay, formatInstant } from '../calendar/vietnamese.ts';
import { deadlineTerm, type Obligation } from '../obligations/obligation.ts';
import { deadlineStep } from '../obligations/why.ts';
import type { Occasion, Regime } from '../regime/schema.ts';
import type { RequestDeadline } from './request.ts';

/** Why a report is owed that no calendar calls for: the letter's words, the document that asks, the arithmetic. */
export interface WhyAsked {
  source: { number: string; date: string; issuer: string; clause: string };
  quote: string;
  regimeVersion: string;
  /** The document that asks, where one does. */
  basis?: string;
  bound?: 'before' | 'within';
  /** The steps in Vietnamese, for people. */
  formula: string[];
}

/** By when, and what is late; a report due at once is late only where the request sets a limit (R15, R18). */
function endingOf(obligation: Obligation): string {
  const first = obligation.original ?? deadlineTerm(obligation);
  if (first) return deadlineStep(first);
  if (obligation.limitWorkingDays !== undefined)
    return 'Hạn gửi tính từ ngày kết thúc công việc; ghi nhận ngày đó thì mới xác định được hạn và mới gửi được báo cáo.';
  if (obligation.log) return 'Gửi ngay bằng văn bản; không ấn định ngày nên không tính chậm, chỉ tính số ngày đã qua.';
  return 'Gửi ngay khi kết thúc công việc; không ấn định ngày nên không tính chậm, chỉ tính số ngày đã qua.';
}

function steps(obligation: Obligation, deadline: RequestDeadline | undefined): string[] {
  const { basis, since, limitWorkingDays, log, agency } = obligation;
  const asked = basis === undefined ? [] : [`Yêu cầu tại ${basis}.`];
  const ending = endingOf(obligation);
  if (deadline?.kind === 'date') {
    const reading = deadline.bound === 'before' ? 'không tính chính ngày được nêu' : 'tính cả ngày được nêu';
    const words = deadline.bound === 'before' ? 'trước ngày' : 'trong ngày';
    return [...asked, `Văn bản ghi “${words} ${formatDate(deadline.date)}”: ${reading}.`, ending];
  }
  if (log)
    return [
      `Báo cáo ban đầu lúc ${formatInstant(log.reportedAt)}; sau đó phải có báo cáo bằng văn bản.`,
      'Nhắc vào mỗi ngày làm việc cho đến khi nhận được.',
      ending,
    ];
  if (agency)
    return [
      `Gửi ${agency} ngày ${formatDate(obligation.from)}: đồng thời gửi 01 bản, nên hạn là chính ngày đó.`,
      ending,
    ];
  const ended =
    since === undefined ? 'Chưa ghi nhận ngày kết thúc công việc.' : `Công việc kết thúc ${formatDay(since)}.`;
  const limit =
    limitWorkingDays === undefined ? [] : [`Phải gửi trong ${limitWorkingDays} ngày làm việc kể từ ngày kết thúc.`];
  return [...asked, ended, ...limit, ending];
}

/** Explains a report by the occasion's data and its own facts (R14 to R18); nothing here decides anything. */
export function whyAsked(
  regime: Regime,
  occasion: Occasion,
  obligation: Obligation,
  deadline: RequestDeadline | undefined,
): WhyAsked {
  const { number, date, issuer } = regime.source;
  const { clause, quote } = occasion.citations.deadline;
  return {
    source: { number, date, issuer, clause },
    quote,
    regimeVersion: regime.version,
    ...(obligation.basis === undefined ? {} : { basis: obligation.basis }),
    ...(deadline?.kind === 'date' ? { bound: deadline.bound } : {}),
    formula: steps(obligation, deadline),
  };
}
