import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';

const { addWorkingDays, firstWorkingDayOnOrAfter, isWorkingDay, lastWorkingDayOnOrBefore, workingDaysBetween } =
  vietnamCalendar;
const runs = { seed: 353, numRuns: 300 };
// Past the entered years as well: the laws must hold for the computed ones.
const dates = fc.integer({ min: 0, max: 5_500 }).map((days) => addDays('2021-01-01', days));
const counts = fc.integer({ min: -30, max: 30 });

describe('for every day', () => {
  it('adding any but no working days lands on a working day', () => {
    fc.assert(
      fc.property(dates, counts, (date, n) => {
        expect(n === 0 || isWorkingDay(addWorkingDays(date, n))).toBe(true);
      }),
      runs,
    );
  });

  it('counting working days is the inverse of adding them', () => {
    fc.assert(
      fc.property(dates, counts, (date, n) => {
        expect(workingDaysBetween(date, addWorkingDays(date, n))).toBe(n);
      }),
      runs,
    );
  });

  it('adding working days one by one is adding them at once', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 }), (date, m, n) => {
        expect(addWorkingDays(addWorkingDays(date, m), n)).toBe(addWorkingDays(date, m + n));
        expect(addWorkingDays(addWorkingDays(date, -m), -n)).toBe(addWorkingDays(date, -m - n));
      }),
      runs,
    );
  });

  it('the nearest working days enclose it, with none between', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const before = lastWorkingDayOnOrBefore(date);
        const after = firstWorkingDayOnOrAfter(date);
        expect(before <= date && date <= after).toBe(true);
        expect(isWorkingDay(before) && isWorkingDay(after)).toBe(true);
        expect(workingDaysBetween(before, after)).toBe(isWorkingDay(date) ? 0 : 1);
      }),
      runs,
    );
  });
});
