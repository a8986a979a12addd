import type { ComplianceSeries } from '../../api/types.ts';
import { groupedBy } from '../../words/group.ts';
import { categoryNames, nameIn } from '../../words/kinds.ts';
import { type Counts, decidedOf, formatShare, shareOnTime, sumOf } from '../../words/share.ts';

/** One line of a table of figures, and one bar of its plot. */
export interface Line {
  id: string;
  label: string;
  name: string;
  counts: Counts;
}

/** The year's twelve months, those without figures included. */
export function byMonth({ year, items }: Pick<ComplianceSeries, 'year' | 'items'>): Line[] {
  return Array.from({ length: 12 }, (_, i) => {
    const id = `${year}-${String(i + 1).padStart(2, '0')}`;
    const name = `Tháng ${i + 1}/${year}`;
    return { id, label: String(i + 1), name, counts: sumOf(items.filter(({ month }) => month === id)) };
  });
}

/** The categories of units that owed anything, in the letter's order. */
export function byCategory({ items }: Pick<ComplianceSeries, 'items'>): Line[] {
  const order = Object.keys(categoryNames);
  const groups = groupedBy(items, ({ category }) => category);
  return [...groups]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([id, members]) => {
      const name = id === 'unknown' ? 'Chưa rõ khối' : nameIn(categoryNames, id);
      return { id, label: name, name, counts: sumOf(members) };
    });
}

/** The columns of every table of figures and of its file, in their order. */
export const figureColumns: readonly { id: string; title: string; of: (counts: Counts) => string | number }[] = [
  { id: 'expected', title: 'Phải gửi', of: ({ expected }) => expected },
  { id: 'decided', title: 'Đã đến hạn', of: decidedOf },
  { id: 'onTime', title: 'Đúng hạn', of: ({ onTime }) => onTime },
  { id: 'late', title: 'Chậm', of: ({ late }) => late },
  { id: 'missing', title: 'Chưa gửi', of: ({ missing }) => missing },
  { id: 'notYetDue', title: 'Chưa đến hạn', of: ({ notYetDue }) => notYetDue },
  { id: 'waived', title: 'Được miễn', of: ({ waived }) => waived },
  { id: 'share', title: 'Tỷ lệ đúng hạn', of: (counts) => formatShare(shareOnTime(counts)) },
];

/** The rows of a file of figures: the same numbers as in the table. */
export const rowsOf = (first: string, lines: readonly Line[]): (string | number)[][] => [
  [first, ...figureColumns.map(({ title }) => title)],
  ...lines.map(({ name, counts }) => [name, ...figureColumns.map(({ of }) => of(counts))]),
];
