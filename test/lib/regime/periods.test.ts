import { describe, expect, it } from 'vitest';
import { formatPeriod, mondayOf, type Period, parsePeriod, weeksInYear } from '../../../lib/regime/periods.ts';

describe('the id of a period', () => {
  it.each<[string, Period]>([
    ['2026-W47', { kind: 'week', year: 2026, week: 47 }],
    ['2026-W53', { kind: 'week', year: 2026, week: 53 }],
    ['2026-01', { kind: 'month', year: 2026, month: 1 }],
    ['2026-Q1', { kind: 'part', year: 2026, part: 'Q1' }],
    ['2026-H1', { kind: 'part', year: 2026, part: 'H1' }],
    ['2026-9M', { kind: 'part', year: 2026, part: '9M' }],
    ['2026', { kind: 'year', year: 2026 }],
  ])('%s is read and written', (id, period) => {
    expect(parsePeriod(id)).toEqual(period);
    expect(formatPeriod(period)).toBe(id);
  });

  it.each([
    '2025-W53',
    '2026-W00',
    '2026-W54',
    '2026-W1',
    '2026-w01',
    '2026-00',
    '2026-13',
    '2026-1',
    '2026-Q5',
    '2026-Q0',
    '2026-H3',
    '2026-6M',
    '2026-01-01',
    '2026-',
    '1999',
    '2101',
    '26',
    '',
    ' 2026',
    '2026\n',
  ])('%j is none', (id) => {
    expect(parsePeriod(id)).toBeUndefined();
  });
});

describe('ISO weeks', () => {
  it.each([
    [2015, 53],
    [2020, 53],
    [2021, 52],
    [2025, 52],
    [2026, 53],
    [2027, 52],
    [2032, 53],
  ])('%i has %i', (year, weeks) => {
    expect(weeksInYear(year)).toBe(weeks);
  });

  it.each([
    [2026, 53, '2026-12-28'],
    [2027, 1, '2027-01-04'],
    [2025, 1, '2024-12-30'],
  ])('that of %i with number %i begins on %s', (year, week, monday) => {
    expect(mondayOf(year, week)).toBe(monday);
  });
});
