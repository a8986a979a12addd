import type { Board } from '../../api/types.ts';
import { capital, within } from '../../words/capitals.ts';
import { periodName, verdictName, verdictWords } from '../../words/names.ts';
import type { BoardColumn, Cell, ReportColumn } from './view.ts';

/** Rules by the names under which reports are filtered. */
export const ruleNames: Readonly<Record<string, string>> = {
  weekly: 'Báo cáo tuần',
  monthly: 'Báo cáo tháng',
  q1: 'Báo cáo quý I',
  'half-year': 'Báo cáo 6 tháng đầu năm',
  'nine-month': 'Báo cáo 9 tháng',
  annual: 'Báo cáo năm',
  thematic: 'Báo cáo chuyên đề',
};

/** What waits behind a verdict, with its sign in the cell. */
export const statusMarks: Partial<Record<Board['statuses'][number], { sign: string; name: string }>> = {
  received: { sign: '•', name: 'chờ xem xét' },
  returned: { sign: '↩', name: 'chờ bổ sung' },
};

/** A cell in signs: "✓", "! 2", "✕ 12", "✓ •". */
export function cellSigns({ verdict, days, status }: Cell): string {
  const mark = statusMarks[status];
  return [verdictWords[verdict].sign, days > 0 ? String(days) : '', mark?.sign ?? ''].filter(Boolean).join(' ');
}

/** A cell in words: "Chậm 2 ngày, chờ xem xét". */
export function cellWords({ verdict, days, status }: Cell): string {
  const mark = statusMarks[status];
  return `${verdictName(verdict, days)}${mark ? `, ${mark.name}` : ''}`;
}

/** A column in words, as a cell's name tells it. */
export const columnWords = (column: BoardColumn): string =>
  column.kind === 'report'
    ? column.name
    : `Báo cáo ${periodName(column.name)} (lồng ghép trong ${within(column.host.name)})`;

/** Head of a column: "Tháng 1", "Quý I", "6 tháng", "9 tháng", "Năm", "Tuần 4", "VB 125-CV/TU". */
export function shortName({ name, period }: Pick<ReportColumn, 'name' | 'period'>): string {
  const full = periodName(period);
  if (full === period) return `VB ${/ số (\S+)/.exec(name)?.[1] ?? name}`;
  const text = full.replace(/(?: (?:đầu|cuối) năm \d{4}|\/\d{4})$/, '').replace(/^(\d+ tháng|năm) .*$/, '$1');
  return capital(text);
}
