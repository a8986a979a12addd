import { formatDate, formatInstant, weekdayName } from '../calendar/vietnamese.ts';
import type { Obligation } from '../obligations/obligation.ts';
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

const dayWords = (date: string) => `${weekdayName(date)}, ngày ${formatDate(date)}`;

function steps(obligation: Obligation, deadline: RequestDeadline | undefined): string[] {
  const { basis, since, lastDay, dueBefore, limitWorkingDays, log, agency, original } = obligation;
  const first = original ?? (lastDay && dueBefore ? { lastDay, dueBefore } : undefined);
  const asked = basis === undefined ? [] : [`Yêu cầu tại ${basis}.`];
  const ending = first
    ? [`Chậm nhất hết ngày ${formatDate(first.lastDay)}; từ 00:00 ngày hôm sau (${first.dueBefore}) là chậm.`]
    : ['Gửi ngay khi kết thúc công việc; không ấn định ngày nên không tính chậm, chỉ tính số ngày đã qua.'];
  if (deadline?.kind === 'date') {
    const reading = deadline.bound === 'before' ? 'không tính chính ngày được nêu' : 'tính cả ngày được nêu';
    const words = deadline.bound === 'before' ? 'trước ngày' : 'trong ngày';
    return [...asked, `Văn bản ghi “${words} ${formatDate(deadline.date)}”: ${reading}.`, ...ending];
  }
  if (log)
    return [
      `Báo cáo ban đầu lúc ${formatInstant(log.reportedAt)}; sau đó phải có báo cáo bằng văn bản.`,
      'Nhắc vào mỗi ngày làm việc cho đến khi nhận được.',
      ...ending,
    ];
  if (agency)
    return [
      `Gửi ${agency} ngày ${formatDate(obligation.from)}: đồng thời gửi 01 bản, nên hạn là chính ngày đó.`,
      ...ending,
    ];
  const ended =
    since === undefined ? 'Chưa ghi nhận ngày kết thúc công việc.' : `Công việc kết thúc ${dayWords(since)}.`;
  const limit =
    limitWorkingDays === undefined ? [] : [`Phải gửi trong ${limitWorkingDays} ngày làm việc kể từ ngày kết thúc.`];
  return [...asked, ended, ...limit, ...ending];
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
