import { type Instant, type LocalDate, localDateOf } from '../calendar/dates.ts';
import { formatDate, formatInstant } from '../calendar/vietnamese.ts';
import { reportName } from '../notices/text/names.ts';
import { judge } from '../obligations/verdict.ts';
import type { Issuer } from './issuer.ts';
import { type Paper, paragraph } from './paper.ts';

/** A report that is late, as the index of what is due shows it. */
export interface Missing {
  unit: string;
  /** The unit's name today: the letter goes to those who are there. */
  name: string;
  period: string;
  title?: string | undefined;
  lastDay: LocalDate;
  dueBefore: Instant;
}

export interface UrgingInput {
  /** Those longest late first. */
  missing: readonly Missing[];
  issuer: Issuer;
  source: string;
  /** The day by which what is missing is wanted. */
  by: LocalDate;
  now: Instant;
}

/** More than these are named in the table, not in the greeting. */
const GREETED = 6;

const namesOf = (missing: readonly Missing[]): string[] =>
  [...new Set(missing.map(({ name }) => name))].sort((a, b) => a.localeCompare(b, 'vi'));

/** The official letter that urges units for what they have not sent (đôn đốc, clause 2). */
export function urgingLetter({ missing, issuer, source, by, now }: UrgingInput): Paper {
  const names = namesOf(missing);
  const rows = missing.map((report, i) => {
    const { daysLate = 0 } = judge(report, now);
    return [String(i + 1), report.name, reportName(report), formatDate(report.lastDay), `Quá hạn ${daysLate} ngày`];
  });
  return {
    kind: 'letter',
    sign: 'CV',
    typeName: '',
    title: 'V/v đôn đốc gửi báo cáo theo chế độ thông tin, báo cáo',
    issuer,
    date: localDateOf(now),
    addressees: names.length <= GREETED ? names : ['Các cơ quan, đơn vị, địa phương có tên trong danh sách'],
    blocks: [
      paragraph(
        `Thực hiện ${source} về chế độ thông tin, báo cáo phục vụ sự lãnh đạo, chỉ đạo của Tỉnh ủy; qua theo dõi, tính đến ${formatInstant(now)}, Văn phòng Tỉnh ủy chưa nhận được ${missing.length} báo cáo đã quá hạn của ${names.length} đơn vị, cụ thể như sau:`,
      ),
      {
        kind: 'table',
        caption: 'Danh sách báo cáo quá hạn chưa gửi',
        columns: [
          { head: 'TT', width: 6, align: 'center' },
          { head: 'Đơn vị', width: 36 },
          { head: 'Báo cáo', width: 24 },
          { head: 'Hạn gửi', width: 14, align: 'center' },
          { head: 'Tình trạng', width: 20 },
        ],
        rows,
      },
      paragraph(
        `Văn phòng Tỉnh ủy đề nghị người đứng đầu các đơn vị chỉ đạo hoàn thành và gửi các báo cáo nêu trên chậm nhất hết ngày ${formatDate(by)}; đồng thời nghiêm túc thực hiện chế độ thông tin, báo cáo trong thời gian tới. Báo cáo đã gửi sau thời điểm nêu trên thì đơn vị không phải gửi lại.`,
      ),
      paragraph('Đề nghị các cơ quan, đơn vị, địa phương quan tâm thực hiện.'),
    ],
    recipients: ['Như trên', 'Thường trực Tỉnh ủy (để báo cáo)', 'Lưu Văn phòng Tỉnh ủy'],
  };
}
