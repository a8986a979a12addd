import { type Instant, type LocalDate, localDateOf } from '../calendar/dates.ts';
import { formatDate, formatInstant } from '../calendar/vietnamese.ts';
import { awaitedName } from '../notices/text/names.ts';
import type { Term } from '../obligations/obligation.ts';
import { daysElapsed, judge } from '../obligations/verdict.ts';
import type { Issuer } from './issuer.ts';
import { type Paper, paragraph } from './paper.ts';

/** What is awaited of a unit and is not there: a report, or the supplement of one that was returned. */
export interface Missing {
  /** The unit's name today: the letter goes to those who are there. */
  name: string;
  period: string;
  title?: string | undefined;
  supplement: boolean;
  /** By when; absent of a report due at once, which counts its days from `since`. */
  term?: Term | undefined;
  since?: LocalDate | undefined;
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

/** How long something has been missing; what is due at once is never past its day (R15). */
function standing({ term, since }: Missing, now: Instant): string {
  const { daysLate } = judge(term ?? {}, now);
  if (daysLate !== undefined) return `Quá hạn ${daysLate} ngày`;
  if (since === undefined) return 'Chưa gửi';
  const days = daysElapsed(since, undefined, now);
  return days === 0 ? 'Từ hôm nay' : `Đã qua ${days} ngày`;
}

/** "24 báo cáo đã quá hạn, 1 bản bổ sung đã quá hạn và 1 báo cáo phải gửi ngay" */
function countsOf(missing: readonly Missing[]): string {
  const count = (words: string, is: (one: Missing) => boolean) => {
    const { length } = missing.filter(is);
    return length > 0 ? [`${length} ${words}`] : [];
  };
  const counts = [
    ...count('báo cáo đã quá hạn', ({ term, supplement }) => term !== undefined && !supplement),
    ...count('bản bổ sung đã quá hạn', ({ supplement }) => supplement),
    ...count('báo cáo phải gửi ngay', ({ term, supplement }) => term === undefined && !supplement),
  ];
  return [counts.slice(0, -1).join(', '), ...counts.slice(-1)].filter(Boolean).join(' và ');
}

/** The official letter that urges units for what they have not sent (đôn đốc, clause 2). */
export function urgingLetter({ missing, issuer, source, by, now }: UrgingInput): Paper {
  const names = namesOf(missing);
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
        `Thực hiện ${source} về chế độ thông tin, báo cáo phục vụ sự lãnh đạo, chỉ đạo của Tỉnh ủy; qua theo dõi, tính đến ${formatInstant(now)}, Văn phòng Tỉnh ủy chưa nhận được ${countsOf(missing)} của ${names.length} đơn vị, cụ thể như sau:`,
      ),
      {
        kind: 'table',
        caption: 'Danh sách báo cáo chưa nhận được',
        columns: [
          { head: 'TT', width: 6, align: 'center' },
          { head: 'Đơn vị', width: 34 },
          { head: 'Báo cáo', width: 27 },
          { head: 'Hạn gửi', width: 14, align: 'center' },
          { head: 'Tình trạng', width: 19 },
        ],
        rows: missing.map((one, i) => [
          ...[String(i + 1), one.name, awaitedName(one), one.term ? formatDate(one.term.lastDay) : 'Gửi ngay'],
          standing(one, now),
        ]),
      },
      paragraph(
        `Văn phòng Tỉnh ủy đề nghị người đứng đầu các đơn vị chỉ đạo hoàn thành và gửi các báo cáo nêu trên chậm nhất hết ngày ${formatDate(by)}; đồng thời nghiêm túc thực hiện chế độ thông tin, báo cáo trong thời gian tới. Báo cáo đã gửi sau thời điểm nêu trên thì đơn vị không phải gửi lại.`,
      ),
      paragraph('Đề nghị các cơ quan, đơn vị, địa phương quan tâm thực hiện.'),
    ],
    recipients: ['Như trên', 'Thường trực Tỉnh ủy (để báo cáo)', 'Lưu Văn phòng Tỉnh ủy'],
  };
}
