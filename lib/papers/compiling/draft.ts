import { localDateOf } from '../../calendar/dates.ts';
import { formatInstant } from '../../calendar/vietnamese.ts';
import { periodName } from '../../notices/text/names.ts';
import { roman } from '../numbering.ts';
import { type Block, type Paper, paragraph, type Run } from '../paper.ts';
import { day } from '../words.ts';
import { type DraftInput, isSame, type Traced, trace } from './tracing.ts';

/** The last group of a draft: what stands under no section. */
const UNPLACED = 'Chưa phân loại';
const OPENINGS_HEADING: Block = {
  kind: 'heading',
  level: 2,
  text: 'Phần đầu văn bản của các đơn vị (thể thức, tiêu đề, câu dẫn)',
};

/** Where a paragraph came from: unit, version, file, place. */
function noteOf({ submission, file, paragraph: { place }, changed }: Traced): Run {
  const annex = file.role === 'annex' ? `phụ lục “${file.name}”, ` : '';
  const news = changed ? '; MỚI HOẶC SỬA so với lần gửi trước' : '';
  return { text: ` [${submission.name}, lần ${submission.version}, ${annex}${place}${news}]`, note: true };
}

const blockOf = (traced: Traced): Block => ({
  kind: 'paragraph',
  runs: [{ text: traced.paragraph.text, italics: traced.changed }, noteOf(traced)],
});

/** Each unit's own paragraphs under its name, in the letter's order of units. */
function unitsOf(members: readonly Traced[]): Block[] {
  const byUnit = Map.groupBy(members, ({ submission }) => submission.unit);
  return [...byUnit.values()].flatMap((ofUnit): Block[] => {
    const name = ofUnit[0]?.submission.name ?? '';
    return [{ kind: 'heading', level: 3, text: name }, ...ofUnit.map(blockOf)];
  });
}

/** One group of a draft. */
const groupOf = (title: string, members: readonly Traced[]): Block[] => [
  { kind: 'heading', level: 1, text: title },
  ...unitsOf(members),
];

/** What stands under no section: first what a drafter must place, then the openings of documents, which every report has. */
function unplacedGroup(title: string, unplaced: readonly Traced[]): Block[] {
  if (unplaced.length === 0) return [];
  const openings = unplaced.filter(({ isOpening }) => isOpening);
  return [
    ...groupOf(
      title,
      unplaced.filter(({ isOpening }) => !isOpening),
    ),
    ...(openings.length > 0 ? [OPENINGS_HEADING, ...unitsOf(openings)] : []),
  ];
}

function list(title: string, heads: [string, string, string], rows: string[][]): Block[] {
  if (rows.length === 0) return [];
  const widths = [40, 32, 28];
  return [
    {
      kind: 'table',
      caption: `${title} (${rows.length})`,
      columns: heads.map((head, i) => ({ head, width: widths[i] ?? 0 })),
      rows,
    },
  ];
}

/** What the drafter must know before reading: who is missing, what could not be read, what nobody wrote about. */
function opening({ plan, sections }: DraftInput, { traced, unread, named }: ReturnType<typeof trace>): Block[] {
  const newest = plan.submissions.filter((submission) => submission.newest);
  const onPaper = newest.filter(({ channel }) => channel !== undefined);
  const absent = sections.filter(({ id, optional }) => !optional && !named.has(id));
  const changed = newest.filter((submission) =>
    traced.some((one) => one.changed && isSame(one.submission, submission)),
  );
  return [
    paragraph(
      `Bản nháp do hệ thống ghép từ ${newest.length} báo cáo đã nhận tính đến ${formatInstant(plan.at)}, theo từng mục nội dung quy định. Mỗi đoạn là nguyên văn của đơn vị, cuối đoạn ghi đơn vị, lần gửi và vị trí; đoạn in nghiêng là đoạn mới hoặc sửa so với lần gửi trước.`,
    ),
    ...(absent.length > 0
      ? [paragraph(`Mục chưa có đơn vị nào viết: ${absent.map(({ title }) => `“${title}”`).join('; ')}.`)]
      : []),
    ...(changed.length > 0
      ? [paragraph(`Đơn vị có sửa so với lần gửi trước: ${changed.map(({ name }) => name).join('; ')}.`)]
      : []),
    ...list(
      'Đơn vị chưa gửi báo cáo',
      ['Đơn vị', 'Hạn gửi', 'Quá hạn'],
      plan.missing.map(({ name, lastDay, daysLate }) => [
        name,
        day(lastDay),
        daysLate ? `${daysLate} ngày` : 'chưa đến hạn',
      ]),
    ),
    ...list(
      'Tệp không trích được nội dung, đề nghị đọc trực tiếp',
      ['Đơn vị', 'Tệp', 'Lý do'],
      unread.map(({ submission, file, words }) => [submission.name, file.name, words]),
    ),
    ...list(
      'Báo cáo nhận ngoài hệ thống',
      ['Đơn vị', 'Số văn bản', 'Ngày nhận'],
      onPaper.map(({ name, documentNumber, receivedAt }) => [name, documentNumber, day(localDateOf(receivedAt))]),
    ),
  ];
}

export interface DraftCounts {
  paragraphs: number;
  /** Without the openings of documents, of which every report has some lines. */
  unplaced: number;
  unreadable: number;
}

/**
 * The draft of the province's own report (R20): the rule's sections in order, under each the units' own paragraphs, every one
 * exactly once and traced to its source; what no heading claims stands at the end.
 */
export function consolidatedDraft(input: DraftInput): { paper: Paper; counts: DraftCounts } {
  const { plan, sections, issuer } = input;
  const found = trace(input);
  const { traced, unread } = found;
  const bySection = Map.groupBy(traced, ({ section }) => section);
  const written = sections.filter(({ id }) => bySection.has(id));
  const unplaced = bySection.get(undefined) ?? [];
  const groups = written.flatMap(({ id, title }, i) =>
    groupOf(`${roman(i + 1)}. ${title.toLocaleUpperCase('vi')}`, bySection.get(id) ?? []),
  );
  const paper: Paper = {
    kind: 'draft',
    sign: 'BC',
    typeName: 'BÁO CÁO (BẢN NHÁP TỔNG HỢP)',
    title: `tình hình, kết quả ${periodName(plan.period)}`,
    issuer,
    date: localDateOf(plan.at),
    addressees: [],
    blocks: [
      ...opening(input, found),
      ...groups,
      ...unplacedGroup(`${roman(written.length + 1)}. ${UNPLACED.toLocaleUpperCase('vi')}`, unplaced),
    ],
    recipients: ['Lãnh đạo Văn phòng Tỉnh ủy', 'Lưu Văn phòng Tỉnh ủy'],
  };
  const toPlace = unplaced.filter(({ isOpening }) => !isOpening).length;
  return { paper, counts: { paragraphs: traced.length, unplaced: toPlace, unreadable: unread.length } };
}
