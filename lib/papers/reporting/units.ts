import { formatDate } from '../../calendar/vietnamese.ts';
import type { Change, UnitChange } from '../../compliance/change.ts';
import { reportName } from '../../notices/text/names.ts';
import { type Block, type Column, paragraph } from '../paper.ts';
import { spanName } from '../span.ts';
import { lateness, number, percent } from '../words.ts';
import type { ReportInput } from './input.ts';

/** How many units a list of the worst or the most improved names. */
const NAMED = 10;

/** Without a period before there is nothing to stand beside the share. */
function changeTable(caption: string, changes: readonly UnitChange[], before: ReportInput['before']): Block {
  const columns: (Column & { of: (change: UnitChange, i: number) => string })[] = [
    { head: 'TT', width: 6, align: 'center', of: (_, i) => String(i + 1) },
    { head: 'Đơn vị', width: before ? 40 : 52, of: ({ unit }) => unit.name },
    { head: 'Tỷ lệ đúng hạn', width: 12, align: 'center', of: ({ after }) => percent(after) },
    ...(before
      ? [{ head: 'Kỳ trước', width: 12, align: 'center' as const, of: (change: UnitChange) => percent(change.before) }]
      : []),
    { head: 'Gửi chậm', width: 10, align: 'center', of: ({ unit }) => number(unit.late) },
    { head: 'Chưa gửi', width: 10, align: 'center', of: ({ unit }) => number(unit.missing) },
    { head: 'Số ngày chậm', width: 10, align: 'center', of: ({ daysLate }) => number(daysLate) },
  ];
  return {
    kind: 'table',
    caption,
    columns,
    rows: changes.slice(0, NAMED).map((change, i) => columns.map(({ of }) => of(change, i))),
  };
}

/** Who did worst, and who did better than before. */
export function byUnits({ before }: ReportInput, change: Change): Block[] {
  const { worst, improved } = change;
  const some = worst.length > NAMED ? ` (${NAMED} trên ${worst.length} đơn vị có báo cáo chậm, chưa gửi)` : '';
  const blocks = [
    worst.length === 0
      ? paragraph('Không có đơn vị nào gửi chậm hoặc chưa gửi báo cáo.')
      : changeTable(`Các đơn vị thực hiện kém nhất${some}`, worst, before),
    ...(before && improved.length > 0
      ? [changeTable(`Các đơn vị tiến bộ nhất so với ${spanName(before.span)}`, improved, before)]
      : []),
  ];
  return [{ kind: 'heading', level: 1, text: 'KẾT QUẢ CỦA CÁC ĐƠN VỊ' }, ...blocks];
}

/** Each report that came late or has not come: whose, which, and by how much. */
export function nameLate({ figures: { late } }: ReportInput): Block[] {
  if (late.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: 'DANH SÁCH BÁO CÁO GỬI CHẬM, CHƯA GỬI' },
    {
      kind: 'table',
      caption: `${number(late.length)} báo cáo gửi chậm, chưa gửi`,
      columns: [
        { head: 'TT', width: 6, align: 'center' },
        { head: 'Đơn vị', width: 28 },
        { head: 'Báo cáo', width: 24 },
        { head: 'Hạn gửi', width: 13, align: 'center' },
        { head: 'Kết quả', width: 29 },
      ],
      rows: late.map((report, i) => [
        ...[String(i + 1), report.name, reportName(report), formatDate(report.lastDay), lateness(report)],
      ]),
    },
  ];
}
