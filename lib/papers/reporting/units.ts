import { formatDate } from '../../calendar/vietnamese.ts';
import type { Change, UnitChange } from '../../compliance/change.ts';
import { reportName } from '../../notices/text/names.ts';
import { type Block, type Column, paragraph } from '../paper.ts';
import { spanName } from '../span.ts';
import { lateness, percent } from '../words.ts';
import type { ReportInput } from './input.ts';

/** How many units a list of the worst or the most improved names. */
const NAMED = 10;

const changeRows = (changes: readonly UnitChange[]): string[][] =>
  changes
    .slice(0, NAMED)
    .map(({ unit, before, after, daysLate }, i) => [
      String(i + 1),
      unit.name,
      percent(after),
      percent(before),
      String(unit.late),
      String(unit.missing),
      String(daysLate),
    ]);
const changeColumns: Column[] = [
  { head: 'TT', width: 6, align: 'center' },
  { head: 'Đơn vị', width: 40 },
  { head: 'Tỷ lệ đúng hạn', width: 12, align: 'center' },
  { head: 'Kỳ trước', width: 12, align: 'center' },
  { head: 'Gửi chậm', width: 10, align: 'center' },
  { head: 'Chưa gửi', width: 10, align: 'center' },
  { head: 'Số ngày chậm', width: 10, align: 'center' },
];

/** Who did worst, and who did better than before. */
export function byUnits({ before }: ReportInput, change: Change): Block[] {
  const worst: Block[] =
    change.worst.length === 0
      ? [paragraph('Không có đơn vị nào gửi chậm hoặc chưa gửi báo cáo.')]
      : [
          {
            kind: 'table',
            caption: `Các đơn vị thực hiện kém nhất${change.worst.length > NAMED ? ` (${NAMED} trên ${change.worst.length} đơn vị có báo cáo chậm, chưa gửi)` : ''}`,
            columns: changeColumns,
            rows: changeRows(change.worst),
          },
        ];
  const improved: Block[] =
    before && change.improved.length > 0
      ? [
          {
            kind: 'table',
            caption: `Các đơn vị tiến bộ nhất so với ${spanName(before.span)}`,
            columns: changeColumns,
            rows: changeRows(change.improved),
          },
        ]
      : [];
  return [{ kind: 'heading', level: 1, text: 'KẾT QUẢ CỦA CÁC ĐƠN VỊ' }, ...worst, ...improved];
}

/** Each report that came late or has not come: whose, which, and by how much. */
export function nameLate({ figures: { late } }: ReportInput): Block[] {
  if (late.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: 'DANH SÁCH BÁO CÁO GỬI CHẬM, CHƯA GỬI' },
    {
      kind: 'table',
      caption: `${late.length} báo cáo gửi chậm, chưa gửi`,
      columns: [
        { head: 'TT', width: 6, align: 'center' },
        { head: 'Đơn vị', width: 34 },
        { head: 'Báo cáo', width: 24 },
        { head: 'Hạn gửi', width: 14, align: 'center' },
        { head: 'Kết quả', width: 22 },
      ],
      rows: late.map((report, i) => [
        ...[String(i + 1), report.name, reportName(report), formatDate(report.lastDay), lateness(report)],
      ]),
    },
  ];
}
