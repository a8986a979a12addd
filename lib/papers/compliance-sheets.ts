import { localDateOf } from '../calendar/dates.ts';
import { punctuality } from '../compliance/change.ts';
import type { Figures, Line } from '../compliance/figures.ts';
import { reportName } from '../notices/text/names.ts';
import type { Regime } from '../regime/schema.ts';
import { countedHeads, countsOf, shareHead } from './reporting/counted.ts';
import type { UnreadableFile } from './reporting/input.ts';
import { inLettersOrder } from './reporting/order.ts';
import { categoryName, ruleName } from './words.ts';
import {
  type CellValue,
  dateColumn,
  numberColumn,
  percentColumn,
  type Sheet,
  type SheetColumn,
  textColumn,
} from './xlsx/workbook.ts';

const counts: SheetColumn[] = [...countedHeads.map(numberColumn), percentColumn(shareHead)];
const cellsOf = (line: Line): CellValue[] => [...countsOf(line), punctuality(line)];

/** What the compliance report tells as sheets: the same numbers and names, to be filtered and added up. */
export function complianceSheets(
  figures: Figures,
  regimes: readonly Regime[],
  unreadable: readonly UnreadableFile[],
): Sheet[] {
  const { categories, rules, units } = inLettersOrder(figures, regimes);
  return [
    {
      name: 'Tổng hợp',
      columns: [textColumn('Phạm vi', 28), ...counts],
      rows: [['Tổng cộng', ...cellsOf(figures.total)]],
    },
    {
      name: 'Theo khối',
      columns: [textColumn('Khối', 42), ...counts],
      rows: categories.map((line) => [categoryName(line.category), ...cellsOf(line)]),
    },
    {
      name: 'Theo loại báo cáo',
      columns: [textColumn('Loại báo cáo', 42), ...counts],
      rows: rules.map((line) => [ruleName(regimes, line), ...cellsOf(line)]),
    },
    {
      name: 'Theo kỳ',
      columns: [textColumn('Báo cáo', 36), dateColumn('Hạn gửi'), ...counts],
      rows: figures.periods.map((line) => [reportName(line), line.lastDay, ...cellsOf(line)]),
    },
    {
      name: 'Theo đơn vị',
      columns: [textColumn('Đơn vị', 44), textColumn('Khối', 36), ...counts],
      rows: units.map((line) => [line.name, categoryName(line.category), ...cellsOf(line)]),
    },
    {
      name: 'Chậm, chưa gửi',
      columns: [
        ...[
          textColumn('Đơn vị', 44),
          textColumn('Khối', 36),
          textColumn('Báo cáo', 36),
          dateColumn('Hạn gửi'),
          textColumn('Kết quả', 14),
        ],
        ...[numberColumn('Số ngày chậm'), dateColumn('Ngày nhận')],
      ],
      rows: figures.late.map((report) => [
        ...[report.name, categoryName(report.category), reportName(report), report.lastDay],
        ...[report.verdict === 'late' ? 'Gửi chậm' : 'Chưa gửi', report.daysLate],
        report.receivedAt && localDateOf(report.receivedAt),
      ]),
    },
    {
      name: 'Tệp không trích được',
      columns: [textColumn('Đơn vị', 44), textColumn('Báo cáo', 36), textColumn('Tệp', 36), textColumn('Lý do', 44)],
      rows: unreadable.map(({ name, report, file, reason }) => [name, report, file, reason]),
    },
  ];
}
