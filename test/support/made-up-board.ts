import type * as z from 'zod';
import type { board } from '../../functions/api/schemas/index.ts';
import { deadlinesBetween } from '../../lib/regime/deadlines.ts';
import { regimes } from '../../lib/regime/index.ts';
import { categories } from '../../lib/units/unit.ts';

type Board = z.infer<typeof board>;

/** The board of 2026 for so many units that nobody has them, answered as the API would. */
export function madeUpBoard(count: number): Board {
  const [regime] = regimes;
  if (!regime) throw new Error('there is no regime');
  const units = Array.from({ length: count }, (_, i) => ({
    id: `don-vi-${i}`,
    name: i % 7 === 0 ? `Đảng ủy xã Mường Thín ${i}, trước đây thuộc Huyện ủy Tuần Giáo` : `Đảng ủy xã số ${i}`,
    category: categories[i % categories.length] ?? 'department',
    tags: [],
    validFrom: '2025-07-01',
  }));
  const folds: Record<string, string[]> = {
    q1: ['2026-03'],
    'half-year': ['2026-06'],
    'nine-month': ['2026-09'],
    annual: ['2026-12'],
  };
  const columns = deadlinesBetween(regime, '2026-01-01', '2026-12-31')
    .filter(({ rule }) => rule !== 'weekly')
    .map(({ rule, period, lastDay }, column) => ({
      ...{ rule, period, lastDay, name: `Báo cáo ${period}` },
      ...(folds[rule] ? { folds: folds[rule] } : {}),
      cells: units.map((_, place) => {
        const verdict = (place + column) % 5;
        return [
          place,
          verdict,
          verdict === 2 || verdict === 3 ? ((place * 7 + column) % 30) + 1 : 0,
          (place + column) % 2,
        ];
      }),
    }));
  const verdicts: Board['verdicts'] = ['not-yet-due', 'on-time', 'late', 'missing', 'waived'];
  return { at: '2026-12-15T02:00:00Z', year: 2026, verdicts, statuses: ['open', 'received'], units, columns };
}
