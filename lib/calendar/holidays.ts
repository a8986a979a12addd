import { type CalendarYear, calendarDataSchema } from './schema.ts';
import { sources } from './sources.ts';
import { statutoryYear } from './statutory.ts';
import { years } from './years.ts';

/** The entered years, checked whenever the program is built or started. */
export const enteredYears: readonly CalendarYear[] = calendarDataSchema.parse({ years, sources }).years;

/** A year's days off: as entered or, so that a missing year never stops a sweep, as the law alone gives them. */
export const publicHolidays = (year: number): CalendarYear =>
  enteredYears.find((entry) => entry.year === year) ?? statutoryYear(year);
