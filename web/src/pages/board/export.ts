import type { Board } from '../../api/types.ts';
import { within } from '../../words/capitals.ts';
import { toCsv } from '../../words/csv.ts';
import { formatDate } from '../../words/dates.ts';
import { categoryNames, nameIn } from '../../words/kinds.ts';
import { verdictWords } from '../../words/names.ts';
import { cellOf, type View } from './view.ts';
import { cellWords, columnWords } from './words.ts';

const counted: Board['verdicts'] = ['on-time', 'late', 'missing', 'not-yet-due', 'waived'];

/** What the board shows, as a table for spreadsheets: a line a unit, the totals last. */
export function boardCsv({ columns, rows, perColumn, total }: View, verdict: string): string {
  const head = [
    'Đơn vị',
    'Khối',
    ...columns.map((column) =>
      column.kind === 'report'
        ? `${column.name}, chậm nhất hết ngày ${formatDate(column.lastDay)}`
        : columnWords(column),
    ),
    ...counted.map((each) => verdictWords[each].name),
  ];
  const lines = rows.map(({ unit, place, counts }) => [
    unit.name,
    nameIn(categoryNames, unit.category),
    ...columns.map((column) => {
      const cell = cellOf(column, place, verdict);
      if (!cell) return '';
      return column.kind === 'report' ? cellWords(cell) : `xem ${within(column.host.name)}`;
    }),
    ...counted.map((each) => counts[each]),
  ]);
  const sums = counted.map((each) => [
    `Cộng: ${verdictWords[each].name}`,
    '',
    ...columns.map((column) => (column.kind === 'report' ? (perColumn.get(column.key)?.[each] ?? 0) : '')),
    ...counted.map((other) => (other === each ? total[each] : '')),
  ]);
  return toCsv([head, ...lines, ...sums]);
}
