import { addDays, endOfMonth, type LocalDate } from '../calendar/dates.ts';
import { mondayOf, type Period, twoDigits } from './periods.ts';
import type { Rule } from './schema.ts';

/** What a rule says about one period, before any shift of a non-working last day. */
export interface Term {
  from: LocalDate;
  to: LocalDate;
  /** The last acceptable day by the rule's own words: the day before the one named, or that day, as `bound` says. */
  nominalLastDay: LocalDate;
}

const firstOfMonth = (year: number, month: number): LocalDate =>
  month < 1 ? `${year - 1}-12-01` : month > 12 ? `${year + 1}-01-01` : `${year}-${twoDigits(month)}-01`;

/** A day of a month, the last one when the month is shorter; day 0 is the last of the month before. */
function dayOfMonth(year: number, month: number, day: number): LocalDate {
  const first = firstOfMonth(year, month);
  const date = addDays(first, day - 1);
  const last = endOfMonth(first);
  if (date > last) return last;
  return date;
}

/** The window and last acceptable day of a rule's period; undefined when the rule has no report for it. */
export function termOf({ schedule, window, bound }: Rule, period: Period): Term | undefined {
  const earlier = bound === 'before' ? 1 : 0;
  const { year } = period;
  if (schedule.kind === 'weekly' && window.kind === 'week' && period.kind === 'week') {
    const to = addDays(mondayOf(year, period.week), window.endsOn - 1);
    const named = addDays(to, (schedule.weekday - window.endsOn + 7) % 7);
    return { from: addDays(to, -6), to, nominalLastDay: addDays(named, -earlier) };
  }
  if (schedule.kind === 'monthly' && window.kind === 'monthly-from-to' && period.kind === 'month') {
    const { month } = period;
    if (!schedule.months.includes(month)) return undefined;
    const monthBefore = window.fromDay > window.toDay ? 1 : 0;
    return {
      from: dayOfMonth(year, month - monthBefore, window.fromDay),
      to: dayOfMonth(year, month, window.toDay),
      nominalLastDay: dayOfMonth(year, month + schedule.monthsLater, schedule.day - earlier),
    };
  }
  if (
    schedule.kind === 'yearly' &&
    window.kind === 'yearly-from-to' &&
    period.kind === (schedule.part ? 'part' : 'year')
  ) {
    if (period.kind === 'part' && period.part !== schedule.part) return undefined;
    const { from, to } = window;
    const yearBefore = from.month > to.month || (from.month === to.month && from.day > to.day) ? 1 : 0;
    return {
      from: dayOfMonth(year - yearBefore, from.month, from.day),
      to: dayOfMonth(year, to.month, to.day),
      nominalLastDay: dayOfMonth(year + schedule.yearsLater, schedule.month, schedule.day - earlier),
    };
  }
  return undefined;
}
