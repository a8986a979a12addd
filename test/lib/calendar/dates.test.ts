import { describe, expect, it } from 'vitest';
import {
  addDays,
  addSeconds,
  atTime,
  daysBetween,
  endOfMonth,
  isLocalDate,
  isoWeek,
  localDateOf,
  localTimeOf,
  parseLocalDate,
  startOfDay,
  toInstant,
  weekday,
} from '../../../lib/calendar/dates.ts';

describe('a day', () => {
  it.each(['2026-10-27', '2024-02-29', '2000-02-29', '2100-12-31'])('%s exists', (text) => {
    expect(parseLocalDate(text)).toBe(text);
  });

  it.each([
    '2024-13-45',
    '2023-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '27/01/2026',
    '',
  ])('%j does not exist', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(() => parseLocalDate(text)).toThrow(RangeError);
  });

  it.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-10-27', 0, '2026-10-27'],
  ])('%s and %i days is %s', (date, days, sum) => {
    expect(addDays(date, days)).toBe(sum);
  });

  it('is never moved by a part of a day', () => {
    expect(() => addDays('2026-10-27', 0.5)).toThrow(RangeError);
  });

  it.each([
    ['2026-10-27', '2026-10-28', 1],
    ['2026-10-28', '2026-10-27', -1],
    ['2023-12-31', '2025-01-01', 367],
  ])('from %s to %s there are %i days', (a, b, days) => {
    expect(daysBetween(a, b)).toBe(days);
  });

  it.each([
    ['2026-11-23', 1],
    ['2026-11-27', 5],
    ['2026-11-29', 7],
  ])('%s has the ISO weekday %i', (date, day) => {
    expect(weekday(date)).toBe(day);
  });

  it.each([
    ['2026-11-27', 2026, 48],
    ['2027-01-01', 2026, 53],
    ['2021-01-01', 2020, 53],
    ['2024-12-30', 2025, 1],
    ['2026-12-31', 2026, 53],
    ['2028-01-01', 2027, 52],
  ])('%s lies in the ISO week of %i with number %i', (date, year, week) => {
    expect(isoWeek(date)).toEqual({ year, week });
  });

  it.each([
    ['2024-02-10', '2024-02-29'],
    ['2023-02-10', '2023-02-28'],
    ['2026-12-01', '2026-12-31'],
    ['2026-04-30', '2026-04-30'],
  ])('the month of %s ends on %s', (date, end) => {
    expect(endOfMonth(date)).toBe(end);
  });
});

describe('an instant', () => {
  it('of midnight in Điện Biên is 17:00 UTC of the day before', () => {
    expect(startOfDay('2026-10-28')).toBe('2026-10-27T17:00:00Z');
  });

  it.each([
    ['2026-01-01', '00:00', '2025-12-31T17:00:00Z'],
    ['2026-11-27', '08:00', '2026-11-27T01:00:00Z'],
    ['2026-11-27', '23:59', '2026-11-27T16:59:00Z'],
  ])('of %s at %s is %s', (date, time, instant) => {
    expect(atTime(date, time)).toBe(instant);
  });

  it.each([
    ['2026-02-29', '08:00'],
    ['2026-02-28', '24:00'],
    ['2026-02-28', '08:60'],
    ['2026-02-28', '8:00'],
    ['2026-02-28', ''],
  ])('of %s at %j does not exist', (date, time) => {
    expect(() => atTime(date, time)).toThrow(RangeError);
  });

  it.each([
    ['before midnight', '2026-10-27T16:59:59Z', '2026-10-27', '23:59'],
    ['at midnight', '2026-10-27T17:00:00Z', '2026-10-28', '00:00'],
    ['after midnight', '2026-10-27T17:00:01Z', '2026-10-28', '00:00'],
  ])('%s is read in local time', (_, instant, date, time) => {
    expect(localDateOf(instant)).toBe(date);
    expect(localTimeOf(instant)).toBe(time);
  });

  it('that is none has neither day nor time', () => {
    expect(() => localDateOf('yesterday')).toThrow(RangeError);
    expect(() => localTimeOf('')).toThrow(RangeError);
  });

  it.each([
    ['2026-10-27T16:59:59Z', 1, '2026-10-27T17:00:00Z'],
    ['2026-10-27T17:00:00Z', -1, '2026-10-27T16:59:59Z'],
    ['2026-12-31T23:59:59Z', 86_400, '2027-01-01T23:59:59Z'],
  ])('%s and %i seconds is %s', (instant, seconds, sum) => {
    expect(addSeconds(instant, seconds)).toBe(sum);
  });
});

describe('taking an instant from outside', () => {
  it.each([
    ['milliseconds', 1_793_120_399_999, '2026-10-27T16:59:59Z'],
    ['milliseconds before 1970', -1, '1969-12-31T23:59:59Z'],
    ['a Date', new Date('2026-10-27T16:59:59.999Z'), '2026-10-27T16:59:59Z'],
    ['a text with fractions', '2026-10-27T16:59:59.999Z', '2026-10-27T16:59:59Z'],
    ['a text with an offset', '2026-10-28T00:00:00+07:00', '2026-10-27T17:00:00Z'],
    ['a text without seconds', '2026-10-27T17:00Z', '2026-10-27T17:00:00Z'],
  ])('floors %s to whole seconds in UTC', (_, moment, instant) => {
    expect(toInstant(moment)).toBe(instant);
  });

  it.each([
    ['a word', 'now'],
    ['an empty text', ''],
    ['a date alone', '2026-10-27'],
    ['a text without its offset', '2026-10-27T17:00:00'],
    ['a day that does not exist', '2026-02-30T00:00:00Z'],
    ['an hour that does not exist', '2026-02-28T24:00:00Z'],
    ['an offset that does not exist', '2026-02-28T00:00:00+99:99'],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a year of five digits', Date.parse('+010000-01-01T00:00:00Z')],
    ['an invalid Date', new Date('rubbish')],
  ])('refuses %s', (_, moment) => {
    expect(() => toInstant(moment)).toThrow(RangeError);
  });
});
