import { describe, expect, it } from 'vitest';
import { complianceFigures, type Figured } from '../../../lib/compliance/figures.ts';
import { complianceReport } from '../../../lib/papers/compliance-report.ts';
import { officeOf } from '../../../lib/papers/issuer.ts';
import { daysOf, type Span, spanBefore, spanName } from '../../../lib/papers/span.ts';
import { ruleName } from '../../../lib/papers/words.ts';
import { regimes } from '../../../lib/regime/index.ts';
import { decree, letter353, replacedOn } from '../regime/decree.ts';

const monthly = (period: string): Span => ({ kind: 'period', rule: 'monthly', period });

describe('the span before', () => {
  it.each<[Span, Span]>([
    [monthly('2026-10'), monthly('2026-08')],
    [monthly('2026-01'), monthly('2025-11')],
    [
      { kind: 'period', rule: 'q1', period: '2026-Q1' },
      { kind: 'period', rule: 'q1', period: '2025-Q1' },
    ],
    [
      { kind: 'period', rule: 'weekly', period: '2026-W01' },
      { kind: 'period', rule: 'weekly', period: '2025-W52' },
    ],
    [
      { kind: 'month', id: '2026-01' },
      { kind: 'month', id: '2025-12' },
    ],
    [
      { kind: 'quarter', id: '2026-Q1' },
      { kind: 'quarter', id: '2025-Q4' },
    ],
    [
      { kind: 'year', id: '2026' },
      { kind: 'year', id: '2025' },
    ],
  ])('of %j is %j', (span, before) => {
    expect(spanBefore(span, regimes)).toEqual(before);
  });

  it.each([
    monthly('2026-09'),
    monthly('khong-co'),
    { kind: 'period', rule: 'thematic', period: 'r-2026-9-cv-tu' } as const,
  ])('of %j there is none: it is folded, no period, or asked for once', (span) => {
    expect(spanBefore(span, regimes)).toBeUndefined();
  });

  it('lies under the regime by which that was owed, not under the latest that has the rule', () => {
    // The decree wants a report for March as well, which the letter folds into the first quarter's.
    const both = replacedOn('2026-07-01', letter353, decree);
    expect(spanBefore(monthly('2026-04'), both)).toEqual(monthly('2026-02'));
    expect(spanBefore(monthly('2027-04'), both)).toEqual(monthly('2027-03'));
  });
});

describe('a rule’s name', () => {
  it('is that of the regime by which a report was owed', () => {
    const [earlier, later] = replacedOn('2026-07-01', letter353, {
      ...decree,
      rules: decree.rules.map((rule) => ({ ...rule, name: `${rule.name} (mới)` })),
    });
    const both = [earlier, later];
    expect(ruleName(both, { rule: 'monthly', regimeVersion: earlier.version })).toBe('Báo cáo tháng');
    expect(ruleName(both, { rule: 'monthly', regimeVersion: later.version })).toMatch(/\(mới\)$/);
    expect(ruleName(both, { rule: 'thematic', regimeVersion: later.version })).toBe('Báo cáo chuyên đề');
  });
});

describe('the title of a report', () => {
  const titleOf = (span: Span, owed: Partial<Figured>) => {
    const obligation: Figured = {
      ...{ unit: 'so-a', rule: 'monthly', period: '2026-10', regimeVersion: letter353.version, from: '2026-10-01' },
      ...{ lastDay: '2026-10-27', dueBefore: '2026-10-27T17:00:00Z', status: 'open' as const },
      ...owed,
    };
    const figures = complianceFigures(
      [obligation],
      () => ({ name: 'A', category: 'department' }),
      '2026-11-01T00:00:00Z',
    );
    return complianceReport({ span, figures, regimes, issuer: officeOf('Điện Biên'), unreadable: [], source: '' })
      .title;
  };

  it.each<[Span, Partial<Figured>, string]>([
    [{ kind: 'year', id: '2026' }, {}, 'báo cáo năm 2026'],
    [
      { kind: 'period', rule: 'annual', period: '2026' },
      { rule: 'annual', period: '2026' },
      'báo cáo\n(riêng báo cáo năm 2026)',
    ],
    [monthly('2026-10'), {}, 'báo cáo\n(riêng báo cáo tháng 10/2026)'],
    [
      { kind: 'period', rule: 'thematic', period: 'r-2026-9-cv-tu' },
      { rule: 'thematic', period: 'r-2026-9-cv-tu', title: 'Báo cáo theo văn bản số 9-CV/TU ngày 01/10/2026' },
      'báo cáo\n(riêng báo cáo theo văn bản số 9-CV/TU ngày 01/10/2026)',
    ],
  ])('of %j tells which reports it is about', (span, owed, end) => {
    expect(titleOf(span, owed)).toBe(`tình hình thực hiện chế độ thông tin, ${end}`);
  });
});

describe('the days of a span', () => {
  it.each<[Exclude<Span, { kind: 'period' }>, string, string]>([
    [{ kind: 'month', id: '2028-02' }, '2028-02-01', '2028-02-29'],
    [{ kind: 'quarter', id: '2026-Q4' }, '2026-10-01', '2026-12-31'],
    [{ kind: 'year', id: '2026' }, '2026-01-01', '2026-12-31'],
  ])('%j', (span, from, to) => {
    expect(daysOf(span)).toEqual({ from, to });
    expect(spanName(span)).not.toBe(span.id);
  });

  it.each(['2026-13', '2026-H1', '2026', 'x'])('are none of a quarter %j', (id) => {
    expect(daysOf({ kind: 'quarter', id })).toBeUndefined();
  });
});
