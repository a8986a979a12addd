import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  atTime,
  daysBetween,
  endOfMonth,
  isLocalDate,
  isoWeek,
  localDateOf,
  localTimeOf,
  startOfDay,
  TIME_ZONE,
  toInstant,
  weekday,
} from '../../../lib/calendar/dates.ts';

const runs = { seed: 353, numRuns: 500 };
const dates = fc.integer({ min: 0, max: 36_524 }).map((days) => addDays('2000-01-01', days));
const milliseconds = fc.integer({ min: Date.parse('2000-01-01T00:00:00Z'), max: Date.parse('2100-12-31T00:00:00Z') });
const inZone = (text: string) => DateTime.fromISO(text, { zone: TIME_ZONE });

describe('for every day from 2000 to 2100', () => {
  it('plain arithmetic on days agrees with luxon', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -5_000, max: 5_000 }), (date, days) => {
        const day = inZone(date);
        expect(addDays(date, days)).toBe(day.plus({ days }).toISODate());
        expect(weekday(date)).toBe(day.weekday);
        expect(isoWeek(date)).toEqual({ year: day.weekYear, week: day.weekNumber });
        expect(endOfMonth(date)).toBe(day.endOf('month').toISODate());
      }),
      runs,
    );
  });

  it('adding days and counting them are inverse', () => {
    fc.assert(
      fc.property(dates, dates, (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b);
      }),
      runs,
    );
  });

  it('a day starts where luxon says, at 17:00Z, and lasts until the next one starts', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const start = startOfDay(date);
        expect(Date.parse(start)).toBe(inZone(date).startOf('day').toMillis());
        expect(start).toMatch(/T17:00:00Z$/);
        expect(Date.parse(startOfDay(addDays(date, 1))) - Date.parse(start)).toBe(86_400_000);
      }),
      runs,
    );
  });

  it('a local time survives the way to an instant and back', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 1_439 }), (date, minutes) => {
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const instant = atTime(date, time);
        expect([localDateOf(instant), localTimeOf(instant)]).toEqual([date, time]);
      }),
      runs,
    );
  });
});

describe('for every moment', () => {
  it('its local day and time are those of luxon', () => {
    fc.assert(
      fc.property(milliseconds, (ms) => {
        const instant = toInstant(ms);
        const local = DateTime.fromMillis(ms, { zone: TIME_ZONE });
        expect(localDateOf(instant)).toBe(local.toISODate());
        expect(localTimeOf(instant)).toBe(local.toFormat('HH:mm'));
      }),
      runs,
    );
  });

  it('its instant is not after it and less than a second before it', () => {
    fc.assert(
      fc.property(milliseconds, (ms) => {
        const lost = ms - Date.parse(toInstant(ms));
        expect(lost).toBeGreaterThanOrEqual(0);
        expect(lost).toBeLessThan(1_000);
      }),
      runs,
    );
  });
});

it('a text is a day exactly when luxon can read it as one', () => {
  const twoDigits = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 9999 }), twoDigits(14), twoDigits(33), (year, month, day) => {
      const text = `${year}-${month}-${day}`;
      expect(isLocalDate(text)).toBe(DateTime.fromISO(text, { zone: 'utc' }).isValid);
    }),
    runs,
  );
});
