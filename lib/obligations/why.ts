import { localDateOf } from '../calendar/dates.ts';
import { formatDate, formatDay } from '../calendar/vietnamese.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { Deadline } from '../regime/deadlines.ts';
import type { Regime, Rule } from '../regime/schema.ts';
import type { Term } from './obligation.ts';

/** Why an obligation is due when it is: the letter's words, how they are read, and each step of the arithmetic. */
export interface Why {
  source: { number: string; date: string; issuer: string; clause: string };
  quote: string;
  regimeVersion: string;
  bound: Rule['bound'];
  nonWorkingDayPolicy: Regime['nonWorkingDayPolicy'];
  calendar: { timeZone: string; nominalLastDay: string; nominalIsWorkingDay: boolean; lastWorkingDay: string };
  /** The steps in Vietnamese, for people. */
  formula: string[];
}

const policyWords: Record<Regime['nonWorkingDayPolicy'], string> = {
  unchanged: 'giữ nguyên hạn gửi',
  'next-working-day': 'lùi hạn gửi đến ngày làm việc kế tiếp',
  'previous-working-day': 'đưa hạn gửi về ngày làm việc liền trước',
};

/** The last step of every explanation: what is still on time, and what is not. */
export const deadlineStep = ({ lastDay, dueBefore }: Term): string =>
  `Chậm nhất hết ngày ${formatDate(lastDay)}; từ 00:00 ngày ${formatDate(localDateOf(dueBefore))} là chậm.`;

/** Explains a deadline from the rule's data alone (R8, R9); nothing here decides anything. */
export function whyDue(regime: Regime, rule: Rule, deadline: Deadline, calendar: WorkingCalendar): Why {
  const { nominalLastDay, lastDay, from, to } = deadline;
  const nominalIsWorkingDay = calendar.isWorkingDay(nominalLastDay);
  const { clause, quote } = rule.citations.deadline;
  const boundWords =
    rule.bound === 'before'
      ? `“trước ngày” không tính chính ngày được nêu, nên ngày cuối cùng nhận báo cáo là ${formatDay(nominalLastDay)}`
      : `“trong ngày” tính cả ngày được nêu, nên ngày cuối cùng nhận báo cáo là ${formatDay(nominalLastDay)}`;
  const shift = nominalIsWorkingDay
    ? []
    : [
        `Ngày ${formatDate(nominalLastDay)} không phải ngày làm việc; theo quy định áp dụng: ${policyWords[regime.nonWorkingDayPolicy]}.`,
      ];
  return {
    source: { number: regime.source.number, date: regime.source.date, issuer: regime.source.issuer, clause },
    quote,
    regimeVersion: regime.version,
    bound: rule.bound,
    nonWorkingDayPolicy: regime.nonWorkingDayPolicy,
    calendar: {
      timeZone: 'Asia/Ho_Chi_Minh',
      nominalLastDay,
      nominalIsWorkingDay,
      lastWorkingDay: calendar.lastWorkingDayOnOrBefore(lastDay),
    },
    formula: [
      `Kỳ báo cáo: từ ngày ${formatDate(from)} đến hết ngày ${formatDate(to)}.`,
      `Cách hiểu: ${boundWords}.`,
      ...shift,
      deadlineStep(deadline),
    ],
  };
}
