import { punctuality } from '../../compliance/change.ts';
import type { Line } from '../../compliance/figures.ts';
import { reportName } from '../../notices/text/names.ts';
import type { Block, Column } from '../paper.ts';
import { categoryName, number, percent, ruleName } from '../words.ts';
import { countedHeads, countsOf, shareHead } from './counted.ts';
import type { ReportInput } from './input.ts';
import { inLettersOrder } from './order.ts';

const columnsUnder = (head: string): Column[] => [
  { head, width: 29 },
  ...countedHeads.map((each): Column => ({ head: each, width: 9, align: 'center' })),
  { head: shareHead, width: 8, align: 'center' },
];
const cellsOf = (line: Line): string[] => [...countsOf(line).map(number), percent(punctuality(line))];

/** Lines of figures over their total. */
function countTable(caption: string, head: string, lines: readonly [string, Line][], total: Line): Block {
  return {
    kind: 'table',
    caption,
    columns: columnsUnder(head),
    rows: [...lines.map(([name, line]) => [name, ...cellsOf(line)]), ['Tổng cộng', ...cellsOf(total)]],
    total: true,
  };
}

/** Bars of a list of lines, each divided by verdict. */
function plotOf(caption: string, lines: readonly [string, Line][]): Block {
  const series = (name: string, color: string, of: (line: Line) => number) => ({
    name,
    color,
    values: lines.map(([, line]) => of(line)),
  });
  return {
    kind: 'chart',
    caption,
    categories: lines.map(([name]) => name),
    share: true,
    series: [
      series('Đúng hạn', '2E7D32', ({ onTime }) => onTime),
      series('Gửi chậm', 'F9A825', ({ late }) => late),
      series('Chưa gửi', 'C62828', ({ missing }) => missing),
    ],
  };
}

const hasCome = ({ onTime, late, missing }: Line): boolean => onTime + late + missing > 0;

/** How each category of unit and each kind of report did. */
export function byGroups({ figures, regimes }: ReportInput): Block[] {
  const ordered = inLettersOrder(figures, regimes);
  const categories = ordered.categories.map((line): [string, Line] => [categoryName(line.category), line]);
  const rules = ordered.rules.map((line): [string, Line] => [ruleName(regimes, line), line]);
  const periods = figures.periods
    .filter(({ rule }) => rule !== 'weekly')
    .map((line): [string, Line] => [reportName(line), line])
    .filter(([, line]) => hasCome(line));
  const due = categories.filter(([, line]) => hasCome(line));
  return [
    countTable('Kết quả theo khối', 'Khối', categories, figures.total),
    ...(due.length > 0 ? [plotOf('Tỷ lệ theo khối', due)] : []),
    countTable('Kết quả theo loại báo cáo', 'Loại báo cáo', rules, figures.total),
    ...(periods.length > 1 ? [plotOf('Tỷ lệ theo kỳ báo cáo', periods)] : []),
  ];
}

/** Every unit's figures, in the letter's order of categories. */
export function everyUnit({ figures, regimes }: ReportInput): Block {
  const { units } = inLettersOrder(figures, regimes);
  return countTable(
    'Kết quả theo đơn vị',
    'Đơn vị',
    units.map((line) => [line.name, line]),
    figures.total,
  );
}
