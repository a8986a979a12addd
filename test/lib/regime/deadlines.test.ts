import { describe, expect, it } from 'vitest';
import { deadlineOf, deadlinesBetween, hostOf } from '../../../lib/regime/deadlines.ts';
import { regimes } from '../../../lib/regime/index.ts';
import type { Regime } from '../../../lib/regime/schema.ts';
import { madeUpRegime } from './made-up.ts';

const [letter353] = regimes as [Regime, ...Regime[]];
const ofYear = (year: number, rule?: string) =>
  deadlinesBetween(letter353, `${year}-01-01`, `${year}-12-31`).filter((d) => rule === undefined || d.rule === rule);

describe('the deadlines of 353-CV/TU', () => {
  it.each([
    ['weekly', '2026-W47', '2026-11-14', '2026-11-20', '2026-11-20', '2026-11-20T17:00:00Z'],
    ['weekly', '2026-W53', '2026-12-26', '2027-01-01', '2027-01-01', '2027-01-01T17:00:00Z'],
    ['weekly', '2027-W01', '2027-01-02', '2027-01-08', '2027-01-08', '2027-01-08T17:00:00Z'],
    ['monthly', '2026-01', '2025-12-26', '2026-01-25', '2026-01-27', '2026-01-27T17:00:00Z'],
    ['monthly', '2026-10', '2026-09-26', '2026-10-25', '2026-10-27', '2026-10-27T17:00:00Z'],
    ['monthly', '2024-02', '2024-01-26', '2024-02-25', '2024-02-27', '2024-02-27T17:00:00Z'],
    ['q1', '2026-Q1', '2026-01-01', '2026-03-31', '2026-03-24', '2026-03-24T17:00:00Z'],
    ['half-year', '2026-H1', '2026-01-01', '2026-06-30', '2026-06-09', '2026-06-09T17:00:00Z'],
    ['nine-month', '2026-9M', '2026-01-01', '2026-09-30', '2026-09-24', '2026-09-24T17:00:00Z'],
    ['annual', '2026', '2026-01-01', '2026-12-31', '2026-11-29', '2026-11-29T17:00:00Z'],
  ])('%s %s', (rule, period, from, to, lastDay, dueBefore) => {
    expect(deadlineOf(letter353, rule, period)).toEqual({
      rule,
      period,
      from,
      to,
      nominalLastDay: lastDay,
      lastDay,
      dueBefore,
      regimeVersion: '353-CV/TU@2021-08-24',
    });
  });

  it.each([
    ['a folded month', 'monthly', '2026-03'],
    ['a quarter that has no report', 'q1', '2026-Q2'],
    ['another rule’s period', 'q1', '2026-H1'],
    ['a month for a weekly rule', 'weekly', '2026-01'],
    ['a year for a rule about a part of it', 'nine-month', '2026'],
    ['a part for the rule about the year', 'annual', '2026-Q1'],
    ['week 53 of a year of 52', 'weekly', '2025-W53'],
    ['rubbish', 'monthly', '2026-1'],
    ['a rule that does not exist', 'daily', '2026-01'],
  ])('there is none for %s', (_, rule, period) => {
    expect(deadlineOf(letter353, rule, period)).toBeUndefined();
  });

  it('come in order of time, then of the rule', () => {
    expect(ofYear(2021).map(({ dueBefore, rule }) => `${dueBefore} ${rule}`)).toEqual(
      ofYear(2021)
        .map(({ dueBefore, rule }) => `${dueBefore} ${rule}`)
        .sort(),
    );
    expect(
      ofYear(2021)
        .filter(({ lastDay }) => lastDay === '2021-09-24')
        .map(({ rule }) => rule),
    ).toEqual(['nine-month', 'weekly']);
  });

  it.each([
    [2021, 53, '2020-W53', '2021-W52'],
    [2026, 52, '2026-W01', '2026-W52'],
    [2027, 53, '2026-W53', '2027-W52'],
    [2032, 53, '2032-W01', '2032-W53'],
  ])('%i has %i Fridays, from %s to %s', (year, fridays, first, last) => {
    const weekly = ofYear(year, 'weekly').map(({ period }) => period);
    expect([weekly.length, weekly[0], weekly.at(-1)]).toEqual([fridays, first, last]);
  });
});

describe('listing deadlines', () => {
  const periods = (first: string, last: string) =>
    deadlinesBetween(letter353, first, last)
      .filter(({ rule }) => rule !== 'weekly')
      .map(({ period }) => period);

  it.each([
    ['before the last acceptable day', '2026-01-01', '2026-01-26', []],
    ['at it', '2026-01-01', '2026-01-27', ['2026-01']],
    ['from it', '2026-01-27', '2026-02-01', ['2026-01']],
    ['after it', '2026-01-28', '2026-02-01', []],
    ['no time at all', '2026-02-01', '2026-01-01', []],
    ['over New Year', '2026-11-27', '2027-01-27', ['2026-11', '2026', '2027-01']],
  ])('takes in both ends: %s', (_, first, last, expected) => {
    expect(periods(first, last)).toEqual(expected);
  });

  it('by the rules’ words alone reaches back before they took effect, and stops at it when told to', () => {
    const firsts = (respectEffectiveDates: boolean) =>
      letter353.rules.map(
        ({ id }) =>
          deadlinesBetween(letter353, '2021-01-01', '2022-12-31', { respectEffectiveDates }).find((d) => d.rule === id)
            ?.period,
      );
    expect(firsts(false)).toEqual(['2020-W53', '2021-01', '2021-Q1', '2021-H1', '2021-9M', '2021']);
    expect(firsts(true)).toEqual(['2021-W34', '2021-08', '2022-Q1', '2022-H1', '2021-9M', '2021']);
  });

  it.each([
    ['before the regime’s last day', '2026-01-26', []],
    ['at it', '2026-01-27', ['2026-01']],
    ['after it', '2026-01-28', ['2026-01']],
  ])('ends with the regime: %s', (_, effectiveTo, expected) => {
    const deadlines = deadlinesBetween({ ...letter353, effectiveTo }, '2026-01-20', '2026-02-28', {
      respectEffectiveDates: true,
    });
    expect(deadlines.filter(({ rule }) => rule === 'monthly').map(({ period }) => period)).toEqual(expected);
  });
});

describe('a last acceptable day that is not a working day', () => {
  it.each([
    ['unchanged', '2026-11-29', '2026-11-29T17:00:00Z'],
    ['next-working-day', '2026-11-30', '2026-11-30T17:00:00Z'],
    ['previous-working-day', '2026-11-27', '2026-11-27T17:00:00Z'],
  ] as const)('under the policy %s is %s', (nonWorkingDayPolicy, lastDay, dueBefore) => {
    const annual = deadlineOf({ ...letter353, nonWorkingDayPolicy }, 'annual', '2026');
    expect(annual).toMatchObject({ nominalLastDay: '2026-11-29', lastDay, dueBefore });
  });

  it('is listed in the year to which it moved', () => {
    const regime: Regime = { ...letter353, nonWorkingDayPolicy: 'previous-working-day' };
    // 2027-01-01 is a Friday and a holiday, so its report is due on the last day of 2026.
    const last = deadlinesBetween(regime, '2026-12-31', '2026-12-31');
    expect(last).toMatchObject([{ rule: 'weekly', period: '2026-W53', lastDay: '2026-12-31' }]);
    expect(deadlinesBetween(regime, '2027-01-01', '2027-01-01')).toEqual([]);
  });
});

describe('a folded month', () => {
  it.each([
    ['2026-03', { rule: 'q1', period: '2026-Q1' }],
    ['2026-06', { rule: 'half-year', period: '2026-H1' }],
    ['2026-09', { rule: 'nine-month', period: '2026-9M' }],
    ['2026-12', { rule: 'annual', period: '2026' }],
  ])('%s is part of the longer report', (month, host) => {
    expect(hostOf(letter353, 'monthly', month)).toEqual(host);
    expect(deadlineOf(letter353, host.rule, host.period)).toBeDefined();
  });

  it.each([
    ['monthly', '2026-01'],
    ['monthly', '2026-Q1'],
    ['monthly', '2026-13'],
    ['weekly', '2026-03'],
  ])('is not %s %s', (rule, period) => {
    expect(hostOf(letter353, rule, period)).toBeUndefined();
  });
});

describe('a regime with other rules', () => {
  const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

  it.each([
    ['from the 15th to the 14th', { fromDay: 15, toDay: 14 } as const, '2026-01-15', '2026-02-14'],
    ['the month itself', { fromDay: 1, toDay: 31 } as const, '2026-02-01', '2026-02-28'],
    ['a part of the month', { fromDay: 5, toDay: 20 } as const, '2026-02-05', '2026-02-20'],
  ])('may cover %s', (_, days, from, to) => {
    const regime = madeUpRegime({ window: { kind: 'monthly-from-to', ...days } });
    expect(deadlineOf(regime, 'monthly', '2026-02')).toMatchObject({ from, to });
  });

  it.each([
    ['within the 5th of the month after', 'within', { day: 5, monthsLater: 1 }, '2026-12', '2027-01-05'],
    ['before the 1st of the month after', 'before', { day: 1, monthsLater: 1 }, '2026-12', '2026-12-31'],
    ['before the 1st of the month itself', 'before', { day: 1 }, '2026-01', '2025-12-31'],
    ['within the 31st, in a shorter month', 'within', { day: 31 }, '2026-02', '2026-02-28'],
    ['before the 30th, in a shorter month', 'before', { day: 30 }, '2024-02', '2024-02-29'],
    ['before the 30th', 'before', { day: 30 }, '2026-04', '2026-04-29'],
  ] as const)('may want the monthly report %s', (_, bound, day, period, nominalLastDay) => {
    const regime = madeUpRegime({ bound, schedule: { kind: 'monthly', months, ...day } });
    expect(deadlineOf(regime, 'monthly', period)).toMatchObject({ nominalLastDay });
  });

  it('may want the year’s report in the next year, from 15 December to 14 December', () => {
    const regime = madeUpRegime({
      schedule: { kind: 'yearly', month: 1, day: 15, yearsLater: 1 },
      window: { kind: 'yearly-from-to', from: { month: 12, day: 15 }, to: { month: 12, day: 14 } },
    });
    const expected = { period: '2026', from: '2025-12-15', to: '2026-12-14', nominalLastDay: '2027-01-15' };
    expect(deadlineOf(regime, 'monthly', '2026')).toMatchObject(expected);
    expect(deadlinesBetween(regime, '2027-01-01', '2027-12-31')).toMatchObject([expected]);
  });

  it('may want a week’s report on the Monday after it, named by the week that it covers', () => {
    const regime = madeUpRegime({
      schedule: { kind: 'weekly', weekday: 1 },
      window: { kind: 'week', endsOn: 5 },
      bound: 'within',
    });
    const expected = { period: '2026-W53', from: '2026-12-26', to: '2027-01-01', nominalLastDay: '2027-01-04' };
    expect(deadlineOf(regime, 'monthly', '2026-W53')).toMatchObject(expected);
    expect(deadlinesBetween(regime, '2027-01-01', '2027-01-10')).toMatchObject([expected]);
  });
});
