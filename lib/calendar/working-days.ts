import { addDays, type LocalDate, weekday } from './dates.ts';
import { enteredYears } from './holidays.ts';
import type { CalendarYear } from './schema.ts';
import { statutoryYear } from './statutory.ts';

export interface WorkingCalendar {
  /** Monday to Friday but for days off, and the weekend days that make up for swapped ones. */
  isWorkingDay(date: LocalDate): boolean;
  /**
   * The `n`-th working day after a day, or before it when `n` is negative; the day itself, working or not, when `n`
   * is 0. Throws a RangeError when `n` is not a whole number.
   */
  addWorkingDays(date: LocalDate, n: number): LocalDate;
  lastWorkingDayOnOrBefore(date: LocalDate): LocalDate;
  firstWorkingDayOnOrAfter(date: LocalDate): LocalDate;
  /**
   * How many working days lead from `a` to `b`: those after `a` up to and including `b`; when `b` is earlier, minus
   * those before `a` down to and including `b`.
   */
  workingDaysBetween(a: LocalDate, b: LocalDate): number;
}

/** A working calendar from entered years; a year that is not among them follows the law alone. */
export function createCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  const off = new Set<LocalDate>();
  const worked = new Set<LocalDate>();
  const known = new Set<string>();

  const enter = ({ year, holidays, inLieu, swaps }: CalendarYear): void => {
    known.add(String(year));
    for (const { date } of [...holidays, ...inLieu]) off.add(date);
    for (const swap of swaps) {
      off.add(swap.off);
      worked.add(swap.worked);
    }
  };
  for (const year of years) enter(year);

  const isWorkingDay = (date: LocalDate): boolean => {
    const year = date.slice(0, 4);
    if (!known.has(year)) enter(statutoryYear(Number(year)));
    return (weekday(date) < 6 && !off.has(date)) || worked.has(date);
  };

  const nearest = (date: LocalDate, step: 1 | -1): LocalDate => {
    let day = date;
    while (!isWorkingDay(day)) day = addDays(day, step);
    return day;
  };

  const addWorkingDays = (date: LocalDate, n: number): LocalDate => {
    if (!Number.isInteger(n)) throw new RangeError(`not a whole number of working days: ${n}`);
    const step = n < 0 ? -1 : 1;
    let day = date;
    for (let left = Math.abs(n); left > 0; left -= 1) day = nearest(addDays(day, step), step);
    return day;
  };

  const workingDaysBetween = (a: LocalDate, b: LocalDate): number => {
    const step = b < a ? -1 : 1;
    let count = 0;
    for (let day = a; day !== b; ) {
      day = addDays(day, step);
      if (isWorkingDay(day)) count += step;
    }
    return count;
  };

  return {
    isWorkingDay,
    addWorkingDays,
    lastWorkingDayOnOrBefore: (date) => nearest(date, -1),
    firstWorkingDayOnOrAfter: (date) => nearest(date, 1),
    workingDaysBetween,
  };
}

/** The working calendar of Vietnam's civil service, which the Party's agencies keep. */
export const vietnamCalendar: WorkingCalendar = createCalendar(enteredYears);
