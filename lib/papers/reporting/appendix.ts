import { type Block, paragraph } from '../paper.ts';
import { lowerFirst } from '../words.ts';
import { everyUnit } from './counts.ts';
import type { ReportInput, UnreadableFile } from './input.ts';

/** The files that have to be read by eye, each with its reason. */
const unreadableTable = (unreadable: readonly UnreadableFile[]): Block => ({
  kind: 'table',
  caption: `Tệp không trích được nội dung (${unreadable.length} tệp)`,
  columns: [
    { head: 'TT', width: 6, align: 'center' },
    { head: 'Đơn vị', width: 28 },
    { head: 'Báo cáo', width: 22 },
    { head: 'Tệp', width: 20 },
    { head: 'Lý do', width: 24 },
  ],
  rows: unreadable.map(({ name, report, file, reason }, i) => [String(i + 1), name, report, file, reason]),
});

/** What stands behind the signature: each part under a title of its own, numbered if there are several. */
export function appendixOf(input: ReportInput): { reference: Block; blocks: Block[] } {
  const { unreadable } = input;
  const parts = [
    { title: 'Kết quả của từng đơn vị', table: everyUnit(input) },
    ...(unreadable.length > 0
      ? [{ title: 'Danh sách tệp không trích được nội dung', table: unreadableTable(unreadable) }]
      : []),
  ];
  const nameOf = (i: number) => (parts.length > 1 ? `Phụ lục ${i + 1}` : 'Phụ lục');
  const places = parts.map(({ title }, i) => `${i === 0 ? title : lowerFirst(title)} tại ${nameOf(i)}`);
  return {
    reference: paragraph(`${places.join(', ')} kèm theo.`),
    blocks: parts.flatMap(({ title, table }, i): Block[] => [
      { kind: 'heading', level: 2, text: `${nameOf(i)}. ${title}`.toLocaleUpperCase('vi') },
      table,
    ]),
  };
}
