import { addDays, endOfMonth, type LocalDate } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { parsePeriod } from '../regime/periods.ts';
import type { Regime } from '../regime/schema.ts';
import { deadlinesOwed } from '../regime/succession.ts';

/** A month's report is due on the first working day after the last of its deadlines, those of weekly reports apart. */
export function reportDayOf(
  month: string,
  regimes: readonly Regime[],
  calendar: WorkingCalendar,
): LocalDate | undefined {
  const first = `${month}-01`;
  const last = deadlinesOwed(regimes, first, endOfMonth(first), calendar).findLast(
    ({ period }) => parsePeriod(period)?.kind !== 'week',
  );
  return last && calendar.addWorkingDays(last.lastDay, 1);
}

/** Enough to look back over Tết, and over days on which nothing could run. */
const LOOK_BACK_DAYS = 45;

/** The months whose report is due on a day or was in the weeks before it, the earliest first. */
export function monthsToReport(today: LocalDate, regimes: readonly Regime[], calendar: WorkingCalendar): string[] {
  const from = addDays(today, -LOOK_BACK_DAYS);
  const months = new Set<string>();
  for (let day = from; day <= today; day = addDays(day, 1)) months.add(day.slice(0, 7));
  return [...months].filter((month) => {
    const due = reportDayOf(month, regimes, calendar);
    return due !== undefined && from <= due && due <= today;
  });
}
