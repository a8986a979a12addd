import { describe, expect, it } from 'vitest';
import { localDateOf, toInstant, weekday } from '../../../lib/calendar/dates.ts';
import { enteredYears, publicHolidays } from '../../../lib/calendar/holidays.ts';
import type { CalendarYear } from '../../../lib/calendar/schema.ts';
import { statutoryYear } from '../../../lib/calendar/statutory.ts';

const datesOf = (days: readonly { date: string }[]) => days.map(({ date }) => date);
const entry = (year: number) => enteredYears.find((candidate) => candidate.year === year);
const weekdaysOff = ({ holidays, inLieu, swaps }: CalendarYear) =>
  [...datesOf([...holidays, ...inLieu]).filter((date) => weekday(date) < 6), ...swaps.map(({ off }) => off)].sort();

// CALENDAR-COMING-YEAR. The one place that looks at the real clock: what is missing is missing today.
describe('CALENDAR-COMING-YEAR: the years that the system must know today', () => {
  const thisYear = Number(localDateOf(toInstant(new Date())).slice(0, 4));
  const needed = Array.from({ length: thisYear + 1 - 2021 + 1 }, (_, i) => 2021 + i);

  it.each(needed)('%i is entered in lib/calendar/years.ts (docs/regime.md says how to add a year)', (year) => {
    expect(entry(year)?.year).toBe(year);
  });

  it('the year under way is no longer provisional: its notices are entered', () => {
    expect(entry(thisYear)?.status).toBe('official');
  });
});

// Civil servants' weekdays off and weekend days worked, from the notices that docs/regime.md lists.
const announced: Record<number, { off: string; worked?: string }> = {
  2021: { off: '01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03' },
  2022: { off: '01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02' },
  2023: { off: '01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04' },
  2024: { off: '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03', worked: '05-04' },
  2025: { off: '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02', worked: '04-26' },
  2026: {
    off: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24',
    worked: '01-10 08-22',
  },
  2027: { off: '01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24' },
};

const inFull = (year: string, days = '') => days.split(' ').map((day) => (day === '' ? '' : `${year}-${day}`));

describe('the entered years', () => {
  it.each(Object.entries(announced))('%s has the days off and the days worked that were announced', (year, days) => {
    const { swaps } = publicHolidays(Number(year));
    expect(weekdaysOff(publicHolidays(Number(year)))).toEqual(inFull(year, days.off));
    expect(
      swaps
        .map(({ worked }) => worked)
        .sort()
        .join(' '),
    ).toBe(inFull(year, days.worked).join(' '));
  });

  it.each(enteredYears.map((year) => [year.year, year] as const))(
    '%i has every day off of the law, and swaps besides',
    (year, entered) => {
      const law = statutoryYear(year);
      expect(datesOf(entered.holidays)).toEqual(datesOf(law.holidays));
      expect(datesOf(entered.inLieu)).toEqual(datesOf(law.inLieu));
    },
  );

  it('Vietnamese Culture Day is off from 2026 on, the year its resolution took effect', () => {
    expect(datesOf(publicHolidays(2025).holidays)).not.toContain('2025-11-24');
    expect(datesOf(publicHolidays(2026).holidays)).toContain('2026-11-24');
  });
});

describe('a year that is not entered', () => {
  it('follows the law alone and says that it is provisional', () => {
    expect(publicHolidays(2040)).toEqual(statutoryYear(2040));
    expect(publicHolidays(2040)).toMatchObject({ status: 'provisional', swaps: [] });
  });

  it('has no day in lieu of a Culture Day on a Saturday, which is not a day of article 112.1', () => {
    const { holidays, inLieu } = publicHolidays(2029);
    expect(datesOf(holidays)).toContain('2029-11-24');
    expect(inLieu.map(({ of }) => of)).not.toContain('2029-11-24');
  });

  it('counts no day off twice, and has its days in lieu after their holidays, in any year', () => {
    const computed = Array.from({ length: 101 }, (_, i) => publicHolidays(2000 + i));
    const faulty = computed.filter(({ holidays, inLieu }) => {
      const dates = datesOf([...holidays, ...inLieu]);
      return new Set(dates).size < dates.length || inLieu.some(({ date, of }) => weekday(date) > 5 || date <= of);
    });
    expect(faulty.map(({ year }) => year)).toEqual([]);
  });
});
