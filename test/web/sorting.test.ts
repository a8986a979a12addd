import { describe, expect, it } from 'vitest';
import type { ObligationItem } from '../../web/src/api/types.ts';
import { monthsOf, sortOut, yearsOf } from '../../web/src/pages/home/sorting.ts';

const item = (period: string, lastDay: string, change: Partial<ObligationItem> = {}): ObligationItem => ({
  id: `so-tu-phap.monthly.${period}`,
  unit: 'so-tu-phap',
  rule: 'monthly',
  period,
  from: lastDay,
  to: lastDay,
  lastDay,
  dueBefore: `${lastDay}T17:00:00Z`,
  regimeVersion: '353',
  status: 'open',
  verdict: 'not-yet-due',
  version: 1,
  ...change,
});
const periods = (items: readonly ObligationItem[]) => items.map(({ period }) => period);

describe('the first screen', () => {
  it('shows what is late first, the longest late before the others', () => {
    const late = ['2025-12', '2025-11'].map((period) => item(period, `${period}-27`, { verdict: 'missing' }));
    expect(periods(sortOut([item('2026-01', '2026-01-27'), ...late]).overdue)).toEqual(['2025-11', '2025-12']);
  });

  it('shows what is due on the nearest day however far it is, and all within a working week', () => {
    const far = item('2026-02', '2026-02-27', { workingDaysLeft: 20 });
    expect(periods(sortOut([far, item('2026-Q1', '2026-03-24', { workingDaysLeft: 37 })]).next)).toEqual(['2026-02']);
    const soon = [
      item('2026-W05', '2026-01-30', { workingDaysLeft: 4 }),
      item('2026-01', '2026-01-27', { workingDaysLeft: 1 }),
    ];
    expect(periods(sortOut([far, ...soon]).next)).toEqual(['2026-01', '2026-W05']);
  });

  it('shows a returned report as one to supplement, and as late once that date has passed', () => {
    const returned = item('2026-01', '2026-01-27', {
      status: 'returned',
      verdict: 'on-time',
      receivedAt: '2026-01-26T02:00:00Z',
    });
    const inTime = sortOut([{ ...returned, workingDaysLeft: 2 }]);
    expect([periods(inTime.returned), periods(inTime.overdue), periods(inTime.received)]).toEqual([
      ['2026-01'],
      [],
      [],
    ]);
    const passed = sortOut([returned]);
    expect([periods(passed.returned), periods(passed.overdue)]).toEqual([[], ['2026-01']]);
  });

  it('shows the three reports that were received last', () => {
    const received = ['01', '02', '04', '05'].map((month) =>
      item(`2026-${month}`, `2026-${month}-27`, {
        status: 'received',
        verdict: 'on-time',
        receivedAt: `2026-${month}-26T02:00:00Z`,
      }),
    );
    expect(periods(sortOut(received).received)).toEqual(['2026-05', '2026-04', '2026-02']);
  });
});

describe('the year', () => {
  const quarter = item('2026-Q1', '2026-03-24', { rule: 'q1', holds: ['2026-03'] });
  const items = [quarter, item('2026-01', '2026-01-27'), item('2025-12', '2025-12-27')];
  const deadlines = [quarter, item('2026-04', '2026-04-27'), item('2026-H1', '2026-06-09', { holds: ['2026-06'] })].map(
    ({ rule, period, from, to, lastDay = '', dueBefore = '', regimeVersion, holds }) => ({
      ...{ rule, period, from, to, lastDay, dueBefore, regimeVersion, holds },
    }),
  );
  const months = monthsOf({ items, deadlines }, '2026');

  it('has twelve months, each with what is due in it', () => {
    expect(months.map(({ name }) => name)).toHaveLength(12);
    expect(months[0]).toMatchObject({
      name: 'tháng 1/2026',
      entries: [{ kind: 'report', item: { period: '2026-01' } }],
    });
    expect(months[1]?.entries).toEqual([]);
  });

  it('points from a folded month to the report that holds it', () => {
    expect(months[2]?.entries).toMatchObject([
      { kind: 'report', item: { period: '2026-Q1' } },
      { kind: 'folded', period: '2026-03', within: { period: '2026-Q1' } },
    ]);
  });

  it('shows what is still to come, and what is opened only once', () => {
    expect(months[3]?.entries).toMatchObject([{ kind: 'coming', deadline: { period: '2026-04' } }]);
    expect(months[2]?.entries.filter(({ kind }) => kind !== 'folded')).toHaveLength(1);
    expect(months[5]?.entries).toMatchObject([
      { kind: 'coming', deadline: { period: '2026-H1' } },
      { kind: 'folded', period: '2026-06', within: { period: '2026-H1' } },
    ]);
  });

  it('is one of those that reports are due in, now or later', () => {
    const [next] = deadlines.map((deadline) => ({ ...deadline, lastDay: '2027-01-27' }));
    expect(yearsOf({ items: [quarter, item('2025-11', '2025-11-27')], deadlines: next ? [next] : [] })).toEqual([
      ...['2025', '2026', '2027'],
    ]);
  });
});
