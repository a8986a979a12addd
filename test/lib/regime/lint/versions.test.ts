import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../../lib/calendar/working-days.ts';
import { type Finding, needsDecision } from '../../../../lib/regime/lint/finding.ts';
import { lintVersions } from '../../../../lib/regime/lint/versions.ts';
import type { Regime } from '../../../../lib/regime/schema.ts';
import { decree, letter353, replacedOn } from '../decree.ts';

const calendar = createCalendar([]);
const named = (findings: readonly Finding[], code: string) => findings.filter((finding) => finding.code === code);

describe('the linter between versions', () => {
  const between = (regimes: readonly Regime[]) => lintVersions(regimes, calendar);

  it('has nothing to say of one regime', () => {
    expect(between([letter353])).toEqual([]);
  });

  it('tells the days that lie between two of them', () => {
    const regimes = [
      { ...letter353, effectiveTo: '2026-06-28' },
      { ...decree, effectiveFrom: '2026-07-01' },
    ];
    const [finding] = named(between(regimes), 'versions-apart');
    expect(finding).toMatchObject({
      severity: 'silence',
      message: expect.stringContaining('Từ ngày 29/06/2026 đến hết ngày 30/06/2026'),
    });
    expect(finding && needsDecision(finding)).toBe(true);
  });

  it('tells the rules that are not continued', () => {
    const [finding] = named(between(replacedOn('2026-07-01', letter353, decree)), 'rule-not-continued');
    expect(finding?.message).toContain('Báo cáo tuần (weekly) và Báo cáo 9 tháng (nine-month)');
  });

  it.each([
    ['2026-05-10', []],
    ['2026-05-20', ['2026-05']],
    ['2026-03-20', ['2026-Q1']],
  ])('tells the reports that lie across the change of %s', (day, periods) => {
    expect(
      named(between(replacedOn(day, letter353, decree)), 'report-across-versions').flatMap((f) => f.periods),
    ).toEqual(periods);
  });
});
