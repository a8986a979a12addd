import { describe, expect, it } from 'vitest';
import type { Board } from '../../../web/src/api/types.ts';
import { byCategory, byMonth, rowsOf } from '../../../web/src/pages/figures/lines.ts';
import { awaitedOf, periodsInSight, twelveMonths } from '../../../web/src/pages/leader-home/summary.ts';
import { formatShare, shareOnTime } from '../../../web/src/words/share.ts';

const TODAY = '2026-01-29';
const AT = '2026-01-29T02:00:00Z';
const verdicts: Board['verdicts'] = ['not-yet-due', 'on-time', 'late', 'missing', 'waived'];
const unit = (id: string, name: string): Board['units'][number] => ({
  ...{ id, name, category: 'department', tags: [], validFrom: '2021-08-24' },
});
const board = (columns: Board['columns']): Board => ({
  at: AT,
  year: 2026,
  verdicts,
  statuses: ['open'],
  units: [unit('so-a', 'Sở A'), unit('so-b', 'Sở B'), unit('so-c', 'Sở C')],
  columns,
});
const column = (rule: string, period: string, lastDay: string, cells: number[][], request?: string) => ({
  ...{ rule, period, lastDay, cells, name: `Báo cáo ${period}` },
  ...(request === undefined ? {} : { request }),
});
const counts = (change: object) => ({
  ...{ expected: 0, onTime: 0, late: 0, missing: 0, notYetDue: 0, waived: 0 },
  ...change,
});

describe('the periods that leaders see', () => {
  const december = column('monthly', '2025-11', '2025-11-27', [[0, 1, 0, 0]]);
  const january = column('monthly', '2026-01', '2026-01-27', [
    [0, 1, 0, 0],
    [1, 2, 1, 0],
    [2, 3, 2, 0],
  ]);
  const february = column('monthly', '2026-02', '2026-02-27', [
    [0, 0, 0, 0],
    [1, 1, 0, 0],
  ]);

  it('are the latest that fell due and the next, whichever year they lie in', () => {
    const { due, ahead } = periodsInSight([board([december]), board([february, january])], TODAY);
    expect(due).toMatchObject([{ period: '2026-01', expected: 3, received: 2, onTime: 1, late: 1, missing: 1 }]);
    expect(ahead).toMatchObject([{ period: '2026-02', expected: 2, received: 1 }]);
  });

  it('include one that falls due today among those that are being received', () => {
    const today = column('weekly', '2026-W05', TODAY, [[0, 0, 0, 0]]);
    expect(periodsInSight([board([today])], TODAY)).toMatchObject({ due: [], ahead: [{ period: '2026-W05' }] });
  });

  it('count a waived report neither as expected nor as received', () => {
    const waived = column('monthly', '2026-01', '2026-01-27', [
      [0, 4, 0, 0],
      [1, 1, 0, 0],
    ]);
    expect(periodsInSight([board([waived])], TODAY).due).toMatchObject([{ expected: 1, received: 1, waived: 1 }]);
  });

  it('keep two requests apart', () => {
    const asked = (id: string) => column('thematic', id, '2026-01-20', [[0, 1, 0, 0]], id);
    expect(periodsInSight([board([asked('r-1'), asked('r-2')])], TODAY).due).toHaveLength(2);
  });
});

describe('reports that are late and awaited', () => {
  it('stand by days, the longest first, and name the report that a link opens', () => {
    const cells = [
      [0, 3, 2, 0],
      [1, 3, 63, 0],
      [2, 2, 5, 0],
    ];
    expect(awaitedOf([board([column('monthly', '2026-01', '2026-01-27', cells)])])).toMatchObject([
      { id: 'so-b.monthly.2026-01', unitName: 'Sở B', days: 63 },
      { id: 'so-a.monthly.2026-01', unitName: 'Sở A', days: 2 },
    ]);
  });
});

describe('figures', () => {
  const items = [
    { month: '2025-12', category: 'department', ...counts({ expected: 4, onTime: 3, missing: 1 }) },
    { month: '2026-01', category: 'department', ...counts({ expected: 2, onTime: 2 }) },
    { month: '2026-01', category: 'party-group', ...counts({ expected: 2, late: 1, notYetDue: 1 }) },
  ];

  it('of the last twelve months go over the turn of the year', () => {
    const months = twelveMonths([{ at: AT, year: 2025, items }], TODAY);
    expect(months.map(({ month }) => month)).toEqual([
      ...Array.from({ length: 11 }, (_, i) => `2025-${String(i + 2).padStart(2, '0')}`),
      '2026-01',
    ]);
    expect(months.at(-1)?.counts).toMatchObject({ onTime: 2, late: 1, notYetDue: 1 });
  });

  it('by month and by category add up to the same', () => {
    const series = { year: 2026, items: items.filter(({ month }) => month.startsWith('2026')) };
    const total = (lines: readonly { counts: { expected: number } }[]) =>
      lines.reduce((sum, { counts }) => sum + counts.expected, 0);
    expect(byMonth(series)).toHaveLength(12);
    expect(byCategory(series).map(({ id }) => id)).toEqual(['party-group', 'department']);
    expect(total(byMonth(series))).toBe(4);
    expect(total(byCategory(series))).toBe(4);
  });

  it('in the file are those of the table', () => {
    const [head = [], first = []] = rowsOf('Khối', byCategory({ items }));
    expect(head).toHaveLength(first.length);
    expect(first).toEqual(['Đảng đoàn, ban cán sự đảng', 2, 1, 0, 1, 0, 1, 0, '0%']);
  });
});

describe('the share on time', () => {
  it.each([
    [counts({ onTime: 8, late: 1, missing: 1 }), '80%'],
    [counts({ onTime: 2, missing: 1 }), '66,7%'],
    [counts({ onTime: 9999, missing: 1 }), '99,9%'],
    [counts({ onTime: 1, missing: 9999 }), '0,1%'],
    [counts({ onTime: 3 }), '100%'],
    [counts({ late: 3 }), '0%'],
    [counts({ expected: 5, notYetDue: 5, waived: 2 }), '–'],
  ])('of %o is %s', (figures, text) => {
    expect(formatShare(shareOnTime(figures))).toBe(text);
  });
});
