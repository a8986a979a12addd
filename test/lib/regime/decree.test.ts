import { describe, expect, it } from 'vitest';
import { run } from '../../../infra/tools/deadlines.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { planNotices } from '../../../lib/notices/plan.ts';
import { deadlinesToOpen, debtors, openObligation } from '../../../lib/obligations/opening.ts';
import { deadlineOf, deadlinesBetween, ruleOf } from '../../../lib/regime/deadlines.ts';
import { lintRegime } from '../../../lib/regime/lint.ts';
import { deadlinesOwed } from '../../../lib/regime/succession.ts';
import { aUnit } from '../../support/units.ts';
import { decree, letter353, replacedOn } from './decree.ts';

const department = aUnit({ id: 'so-tu-phap', category: 'department' });
const district = aUnit({ id: 'huyen-uy-tuan-giao', category: 'district-committee' });

describe('a regime of another kind, from the 15th to the 14th (Decree 09/2019/NĐ-CP)', () => {
  it.each([
    ['monthly', '2026-01', '2025-12-15', '2026-01-14', '2026-01-19'],
    ['monthly', '2026-06', '2026-05-15', '2026-06-14', '2026-06-18'],
    ['q1', '2026-Q1', '2025-12-15', '2026-03-14', '2026-03-25'],
    ['q2', '2026-Q2', '2026-03-15', '2026-06-14', '2026-06-25'],
    ['q3', '2026-Q3', '2026-06-15', '2026-09-14', '2026-09-25'],
    ['q4', '2026-Q4', '2026-09-15', '2026-12-14', '2026-12-25'],
    ['half-year', '2026-H1', '2025-12-15', '2026-06-14', '2026-06-25'],
    ['annual', '2026', '2025-12-15', '2026-12-14', '2026-12-25'],
  ])('%s %s', (rule, period, first, to, lastDay) => {
    expect(deadlineOf(decree, rule, period)).toMatchObject({ from: first, to, lastDay });
  });

  it('asks for twelve months, four quarters, a half-year and a year', () => {
    const periods = deadlinesBetween(decree, '2026-01-01', '2026-12-31').map(({ rule }) => rule);
    expect(periods).toHaveLength(18);
    expect(periods.filter((rule) => rule === 'monthly')).toHaveLength(12);
  });

  it('has quarters that tile the year', () => {
    const quarters = ['q1', 'q2', 'q3', 'q4'].map((id) => deadlineOf(decree, id, `2026-${id.toUpperCase()}`));
    expect(quarters.map((quarter) => quarter?.from)).toEqual(['2025-12-15', '2026-03-15', '2026-06-15', '2026-09-15']);
    expect(deadlineOf(decree, 'q1', '2027-Q1')?.from).toBe('2026-12-15');
  });
});

describe('what is written for one regime works for the other', () => {
  const regimes = replacedOn('2026-05-01', letter353, decree);
  const [letter, successor] = regimes;

  it('opens obligations of each under its own version', () => {
    const opened = deadlinesToOpen(regimes, '2026-04-01', '2026-04-20')
      .filter(({ rule }) => rule === 'monthly')
      .map((deadline) => openObligation(department, deadline, '2026-04-20T01:00:00Z', undefined).obligation);
    expect(opened.map(({ id, lastDay, regimeVersion }) => [id, lastDay, regimeVersion])).toEqual([
      ['so-tu-phap.monthly.2026-04', '2026-04-27', letter.version],
      ['so-tu-phap.monthly.2026-05', '2026-05-18', successor.version],
      ['so-tu-phap.monthly.2026-06', '2026-06-18', successor.version],
    ]);
  });

  it('asks those whom each addresses: every unit, then departments and communes', () => {
    const owing = deadlinesOwed(regimes, '2026-04-01', '2026-05-31')
      .filter(({ rule }) => rule === 'monthly')
      .map((deadline) => {
        const rule = regimes.map(
          (regime) => regime.version === deadline.regimeVersion && ruleOf(regime, deadline.rule),
        );
        return rule
          .flatMap((found) => (found ? debtors(found, deadline, [department, district]) : []))
          .map(({ id }) => id);
      });
    expect(owing).toEqual([['so-tu-phap', 'huyen-uy-tuan-giao'], ['so-tu-phap']]);
  });

  it('plans its notices by its own data', () => {
    const rule = ruleOf(decree, 'monthly');
    const planned = rule && planNotices(rule.notices, '2026-05-18', vietnamCalendar);
    expect(planned?.map(({ kind, at }) => [kind, at])).toEqual([
      ['reminder-2', '2026-05-14T02:00:00Z'],
      ['last-day-0900', '2026-05-18T02:00:00Z'],
      ['urging-1', '2026-05-19T02:00:00Z'],
    ]);
  });

  it('is listed by the command, each day by the regime of that day', () => {
    const items: { period: string; lastDay: string }[] = JSON.parse(
      run(['--year', '2026', '--rule', 'monthly', '--json'], regimes).stdout,
    );
    expect(items.map(({ period, lastDay }) => `${period} ${lastDay.slice(5)}`)).toEqual([
      ...['2026-01 01-27', '2026-02 02-27', '2026-04 04-27'],
      ...['2026-05 05-18', '2026-06 06-18', '2026-07 07-20', '2026-08 08-18', '2026-09 09-18', '2026-10 10-19'],
      ...['2026-11 11-18', '2026-12 12-18'],
    ]);
    expect(run(['--year', '2026', '--rule', 'q4', '--json'], regimes).stdout).toContain('"lastDay":"2026-12-25"');
  });

  it('is linted: two reports on one day, and nothing left uncovered', () => {
    const found = lintRegime(decree, { years: { first: 2026, last: 2026 } });
    expect(found.filter(({ severity }) => severity === 'contradiction').map(({ code, rule }) => [code, rule])).toEqual([
      ['filings-close', 'q2'],
      ['filings-close', 'q4'],
    ]);
    expect(found.filter(({ code }) => code === 'days-uncovered' || code === 'days-estimated-only')).toEqual([]);
  });
});
