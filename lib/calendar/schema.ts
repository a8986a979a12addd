import * as z from 'zod';
import { isLocalDate, weekday } from './dates.ts';

const localDate = z.string().refine(isLocalDate, 'must be a date written YYYY-MM-DD');
const isWeekend = (date: string): boolean => weekday(date) > 5;

const sourceSchema = z.strictObject({
  issuer: z.string().min(1),
  /** Day of issue; absent where no public record of it was found. */
  date: localDate.optional(),
  subject: z.string().min(1),
});

const calendarYearSchema = z.strictObject({
  year: z.int().min(1900).max(2199),
  /** official: the year's notices are entered; provisional: the law's own days, until the notices come. */
  status: z.enum(['official', 'provisional']),
  /** Days off by law or notice, also those on a weekend. */
  holidays: z.array(z.strictObject({ date: localDate, name: z.string().min(1), source: z.string() })),
  /** Weekdays off in place of a holiday `of` that falls on a weekend. */
  inLieu: z.array(z.strictObject({ date: localDate, of: localDate, source: z.string() })),
  /** Weekdays `off`, each made up by working on a day of the weekend. */
  swaps: z.array(z.strictObject({ off: localDate, worked: localDate, source: z.string() })),
});

export type Source = z.infer<typeof sourceSchema>;
export type CalendarYear = z.infer<typeof calendarYearSchema>;

/** What is wrong with a year's days, in words; nothing when all is well. */
function faultsOf({ year, holidays, inLieu, swaps }: CalendarYear): string[] {
  const entered = [
    ...holidays.map(({ date }) => date),
    ...inLieu.map(({ date }) => date),
    ...swaps.flatMap(({ off, worked }) => [off, worked]),
  ];
  const started = [...holidays, ...inLieu].map(({ date }) => date).concat(swaps.map(({ off }) => off));
  const isWeekendHoliday = (date: string) => isWeekend(date) && holidays.some((holiday) => holiday.date === date);
  return [
    ...entered.filter((date, index) => entered.indexOf(date) !== index).map((date) => `${date} is entered twice`),
    ...started.filter((date) => !date.startsWith(`${year}-`)).map((date) => `${date} is not in ${year}`),
    ...inLieu
      .filter(({ date, of }) => isWeekend(date) || date < of || !isWeekendHoliday(of))
      .map(({ date }) => `${date} must be a weekday in lieu of an earlier holiday on a weekend`),
    ...swaps
      .filter(({ off, worked }) => isWeekend(off) || !isWeekend(worked))
      .map(({ off, worked }) => `${off} must be a weekday and ${worked} a day of the weekend`),
  ];
}

/** All years and the sources that they name, by number. */
export const calendarDataSchema = z
  .strictObject({ years: z.array(calendarYearSchema), sources: z.record(z.string(), sourceSchema) })
  .superRefine(({ years, sources }, context) => {
    for (const [index, entry] of years.entries()) {
      const faults = faultsOf(entry);
      if (years.findIndex(({ year }) => year === entry.year) !== index) faults.push(`${entry.year} is entered twice`);
      for (const { source } of [...entry.holidays, ...entry.inLieu, ...entry.swaps])
        if (!(source in sources)) faults.push(`${source} is not among the sources`);
      for (const message of faults)
        context.addIssue({ code: 'custom', path: ['years', index], message, input: entry.year });
    }
  });
