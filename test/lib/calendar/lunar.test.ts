import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../../lib/calendar/dates.ts';
import { hungKingsDay, lunarDay, tet } from '../../../lib/calendar/lunar.ts';

const years = Array.from({ length: 101 }, (_, i) => 2000 + i);

describe('the Vietnamese lunar calendar', () => {
  it.each([
    '2007-02-17',
    '2021-02-12',
    '2022-02-01',
    '2023-01-22',
    '2024-02-10',
    '2025-01-29',
    '2026-02-17',
    '2027-02-06',
    '2028-01-26',
    '2029-02-13',
    '2030-02-02',
    '2031-01-23',
    // After the leap 11th month of 2033, which many calendars get wrong.
    '2034-02-19',
    '2053-02-18',
  ])('Tết is on %s', (date) => {
    expect(tet(Number(date.slice(0, 4)))).toBe(date);
  });

  it.each(['2021-04-21', '2022-04-10', '2023-04-29', '2024-04-18', '2025-04-07', '2026-04-26', '2027-04-16'])(
    'the Hùng Kings are commemorated on %s',
    (date) => {
      expect(hungKingsDay(Number(date.slice(0, 4)))).toBe(date);
    },
  );

  it('agrees with the notices on the days of the twelfth month: 27 tháng Chạp of Ất Tỵ is 14 February 2026', () => {
    expect(daysBetween('2026-02-14', lunarDay(2026, 1, 1))).toBe(3);
  });

  it('has Tết between 20 January and 21 February, every year', () => {
    expect(years.filter((year) => tet(year) < `${year}-01-20` || tet(year) > `${year}-02-21`)).toEqual([]);
  });

  it('has the Hùng Kings’ day two months, or three in a leap spring, and nine days after Tết, every year', () => {
    const days = years.map((year) => daysBetween(tet(year), hungKingsDay(year)));
    expect(days.filter((n) => ![67, 68, 69, 97, 98, 99].includes(n))).toEqual([]);
  });

  it('has years of twelve months or thirteen', () => {
    const days = years.map((year) => daysBetween(tet(year), tet(year + 1)));
    expect(days.filter((n) => ![353, 354, 355, 383, 384, 385].includes(n))).toEqual([]);
  });
});
