import { localDateOf } from '../calendar/dates.ts';
import { punctuality } from '../compliance/change.ts';
import type { Figures, Line } from '../compliance/figures.ts';
import { reportName } from '../notices/text/names.ts';
import type { Regime } from '../regime/schema.ts';
import { countedHeads, countsOf, shareHead } from './reporting/counted.ts';
import type { UnreadableFile } from './reporting/input.ts';
import { categoryName, ruleName } from './words.ts';
import type { CellValue, Sheet, SheetColumn } from './xlsx/workbook.ts';

const text = (head: string, width: number): SheetColumn => ({ head, type: 'text', width });
const number = (head: string): SheetColumn => ({ head, type: 'number', width: 12 });
const date = (head: string): SheetColumn => ({ head, type: 'date', width: 13 });

const counts: SheetColumn[] = [...countedHeads.map(number), { head: shareHead, type: 'percent', width: 12 }];
const cellsOf = (line: Line): CellValue[] => [...countsOf(line), punctuality(line)];

/** What the compliance report tells as sheets: the same numbers and names, to be filtered and added up. */
export function complianceSheets(
  figures: Figures,
  regimes: readonly Regime[],
  unreadable: readonly UnreadableFile[],
): Sheet[] {
  return [
    { name: 'Tổng hợp', columns: [text('Phạm vi', 28), ...counts], rows: [['Tổng cộng', ...cellsOf(figures.total)]] },
    {
      name: 'Theo khối',
      columns: [text('Khối', 42), ...counts],
      rows: figures.categories.map((line) => [categoryName(line.category), ...cellsOf(line)]),
    },
    {
      name: 'Theo loại báo cáo',
      columns: [text('Loại báo cáo', 42), ...counts],
      rows: figures.rules.map((line) => [ruleName(regimes, line), ...cellsOf(line)]),
    },
    {
      name: 'Theo kỳ',
      columns: [text('Báo cáo', 36), date('Hạn gửi'), ...counts],
      rows: figures.periods.map((line) => [reportName(line), line.lastDay, ...cellsOf(line)]),
    },
    {
      name: 'Theo đơn vị',
      columns: [text('Đơn vị', 44), text('Khối', 36), ...counts],
      rows: figures.units.map((line) => [line.name, categoryName(line.category), ...cellsOf(line)]),
    },
    {
      name: 'Chậm, chưa gửi',
      columns: [
        ...[text('Đơn vị', 44), text('Khối', 36), text('Báo cáo', 36), date('Hạn gửi'), text('Kết quả', 14)],
        ...[number('Số ngày chậm'), date('Ngày nhận')],
      ],
      rows: figures.late.map((report) => [
        ...[report.name, categoryName(report.category), reportName(report), report.lastDay],
        ...[report.verdict === 'late' ? 'Gửi chậm' : 'Chưa gửi', report.daysLate],
        report.receivedAt && localDateOf(report.receivedAt),
      ]),
    },
    {
      name: 'Tệp không trích được',
      columns: [text('Đơn vị', 44), text('Báo cáo', 36), text('Tệp', 36), text('Lý do', 44)],
      rows: unreadable.map(({ name, report, file, reason }) => [name, report, file, reason]),
    },
  ];
}
