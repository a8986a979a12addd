import { type Appendix, type Block, paragraph } from '../paper.ts';
import { lowerFirst } from '../words.ts';
import { everyUnit } from './counts.ts';
import type { ReportInput, UnreadableFile } from './input.ts';

/** The files that have to be read by eye, each with its reason. */
const unreadableTable = (unreadable: readonly UnreadableFile[]): Block => ({
  kind: 'table',
  caption: `Tệp không trích được nội dung (${unreadable.length} tệp)`,
  columns: [
    { head: 'TT', width: 6, align: 'center' },
    { head: 'Đơn vị', width: 26 },
    { head: 'Báo cáo', width: 20 },
    { head: 'Tệp', width: 24 },
    { head: 'Lý do', width: 24 },
  ],
  rows: unreadable.map(({ name, report, file, reason }, i) => [String(i + 1), name, report, file, reason]),
});

/** What stands behind the signature, numbered if there is more than one, and the sentence that points there. */
export function appendicesOf(input: ReportInput): { reference: Block; appendices: Appendix[] } {
  const { unreadable } = input;
  const parts = [
    { title: 'Kết quả của từng đơn vị', table: everyUnit(input) },
    ...(unreadable.length > 0
      ? [{ title: 'Danh sách tệp không trích được nội dung', table: unreadableTable(unreadable) }]
      : []),
  ];
  const appendices = parts.map(({ title, table }, i) => ({
    name: parts.length > 1 ? `Phụ lục ${i + 1}` : 'Phụ lục',
    title,
    blocks: [table],
  }));
  const places = appendices.map(({ name, title }, i) => `${i === 0 ? title : lowerFirst(title)} tại ${name}`);
  return { reference: paragraph(`${places.join(', ')} kèm theo.`), appendices };
}
