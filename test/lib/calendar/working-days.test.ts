import { describe, expect, it } from 'vitest';
import type { CalendarYear } from '../../../lib/calendar/schema.ts';
import { createCalendar, vietnamCalendar } from '../../../lib/calendar/working-days.ts';

describe('a working day in Vietnam', () => {
  it.each([
    ['an ordinary Monday', '2026-11-23', true],
    ['an ordinary Saturday', '2026-11-28', false],
    ['an ordinary Sunday', '2026-11-29', false],
    ['New Year', '2026-01-01', false],
    ['the Friday swapped off', '2026-01-02', false],
    ['the Saturday worked for it', '2026-01-10', true],
    ['the Saturday after that', '2026-01-17', false],
    ['the last day before Tết', '2026-02-13', true],
    ['the eve of Tết', '2026-02-16', false],
    ['the last day of Tết', '2026-02-20', false],
    ['the first day after Tết', '2026-02-23', true],
    ['the Monday in lieu of the Hùng Kings’ Sunday', '2026-04-27', false],
    ['the Tuesday after it', '2026-04-28', true],
    ['the Saturday worked for 31 August', '2026-08-22', true],
    ['31 August, swapped off', '2026-08-31', false],
    ['Vietnamese Culture Day', '2026-11-24', false],
    ['the day before Culture Day, which was proposed for a swap but not decided', '2026-11-23', true],
    ['a Tết of a year that nobody has entered', '2030-02-04', false],
  ])('%s', (_, date, working) => {
    expect(vietnamCalendar.isWorkingDay(date)).toBe(working);
  });

  it.each([
    ['the day itself, working or not', '2026-11-29', 0, '2026-11-29'],
    ['over a weekend', '2026-11-27', 1, '2026-11-30'],
    ['from a Sunday', '2026-11-29', 1, '2026-11-30'],
    ['back from a Sunday', '2026-11-29', -1, '2026-11-27'],
    ['back over Culture Day', '2026-11-27', -3, '2026-11-23'],
    ['over Tết', '2026-02-13', 1, '2026-02-23'],
    ['over a worked Saturday', '2026-01-09', 1, '2026-01-10'],
    ['ten back from the annual report’s last working day', '2026-11-27', -10, '2026-11-12'],
  ])('counting: %s', (_, date, n, landed) => {
    expect(vietnamCalendar.addWorkingDays(date, n)).toBe(landed);
  });

  it('part of a working day cannot be added', () => {
    expect(() => vietnamCalendar.addWorkingDays('2026-11-27', 1.5)).toThrow(RangeError);
  });

  it.each([
    ['before', '2026-11-27', '2026-11-27', '2026-11-27'],
    ['on', '2026-11-29', '2026-11-27', '2026-11-30'],
    ['on the first of Tết', '2026-02-17', '2026-02-13', '2026-02-23'],
  ])('the nearest ones: %s', (_, date, before, after) => {
    expect(vietnamCalendar.lastWorkingDayOnOrBefore(date)).toBe(before);
    expect(vietnamCalendar.firstWorkingDayOnOrAfter(date)).toBe(after);
  });

  it.each([
    ['2026-11-27', '2026-11-27', 0],
    ['2026-11-27', '2026-11-29', 0],
    ['2026-11-27', '2026-12-01', 2],
    ['2026-12-01', '2026-11-27', -2],
    ['2026-11-23', '2026-11-27', 3],
  ])('from %s to %s there are %i', (a, b, count) => {
    expect(vietnamCalendar.workingDaysBetween(a, b)).toBe(count);
  });
});

describe('a calendar made for a test', () => {
  const swap: CalendarYear = {
    year: 2018,
    status: 'official',
    holidays: [],
    inLieu: [],
    swaps: [{ off: '2018-12-31', worked: '2019-01-05', source: 'notice' }],
  };

  it('takes a swap across New Year, as in 2018', () => {
    const calendar = createCalendar([swap]);
    expect(calendar.isWorkingDay('2018-12-31')).toBe(false);
    expect(calendar.isWorkingDay('2019-01-05')).toBe(true);
  });

  it('knows the law’s days in years that it was not given', () => {
    expect(createCalendar([]).isWorkingDay('2026-02-17')).toBe(false);
    expect(createCalendar([]).isWorkingDay('2026-01-02')).toBe(true);
  });
});
