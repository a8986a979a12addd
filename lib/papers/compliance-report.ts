import { localDateOf } from '../calendar/dates.ts';
import { formatDate, formatInstant } from '../calendar/vietnamese.ts';
import { type Change, compareFigures, punctuality, type UnitChange } from '../compliance/change.ts';
import type { Figures, LateReport, Line } from '../compliance/figures.ts';
import { reportName } from '../notices/text/names.ts';
import type { Regime } from '../regime/schema.ts';
import type { Issuer } from './issuer.ts';
import { type Block, type Column, type Paper, paragraph } from './paper.ts';
import { type Span, spanName } from './span.ts';
import { categoryName, categoryRank, lateness, percent, ruleName } from './words.ts';

/** What a compliance report is made of. */
export interface ReportInput {
  span: Span;
  figures: Figures;
  /** The span before, if it is known; its name stands in the comparison. */
  before?: { span: Span; figures: Figures } | undefined;
  regimes: readonly Regime[];
  issuer: Issuer;
  /** Files that were received and whose text cannot be read; absent for spans too long to look at each. */
  unreadable?: readonly UnreadableFile[] | undefined;
  /** The regime's document, as it is cited: "Công văn số 353-CV/TU, ngày 24/8/2021 của Tỉnh ủy Điện Biên". */
  source: string;
}

/** A file that was received, and why nothing can be taken from it. */
export interface UnreadableFile {
  name: string;
  report: string;
  file: string;
  reason: string;
}

/** How many units a list of the worst or the most improved names. */
const NAMED = 10;

const countColumns: Column[] = [
  { head: 'Phải gửi', width: 9, align: 'center' },
  { head: 'Đúng hạn', width: 9, align: 'center' },
  { head: 'Gửi chậm', width: 9, align: 'center' },
  { head: 'Chưa gửi', width: 9, align: 'center' },
  { head: 'Trả lại, bổ sung', width: 9, align: 'center' },
  { head: 'Được miễn', width: 9, align: 'center' },
  { head: 'Tỷ lệ đúng hạn', width: 10, align: 'center' },
];
const countsOf = (line: Line): string[] => [
  ...[line.expected, line.onTime, line.late, line.missing, line.returned, line.waived].map(String),
  percent(punctuality(line)),
];

function countTable(caption: string, head: string, lines: readonly [string, Line][], total: Line): Block {
  return {
    kind: 'table',
    caption,
    columns: [{ head, width: 36 }, ...countColumns],
    rows: [...lines.map(([name, line]) => [name, ...countsOf(line)]), ['Tổng cộng', ...countsOf(total)]],
    total: true,
  };
}

function overview({ span, figures, before, source }: ReportInput, change: Change): Block[] {
  const { total, at } = figures;
  const pending = total.notYetDue > 0 ? `; ${total.notYetDue} báo cáo chưa đến hạn` : '';
  const waived = total.waived > 0 ? `; ${total.waived} báo cáo được miễn` : '';
  const returned = total.returned > 0 ? ` Có ${total.returned} báo cáo bị trả lại, đang chờ bổ sung.` : '';
  const compared =
    before && change.before !== undefined && change.after !== undefined
      ? ` So với ${spanName(before.span)} (${percent(change.before)}), tỷ lệ đúng hạn ${difference(change.after - change.before)}.`
      : '';
  return [
    paragraph(
      `Thực hiện ${source}, Văn phòng Tỉnh ủy báo cáo Thường trực Tỉnh ủy tình hình thực hiện chế độ thông tin, báo cáo ${spanName(span)} của các cơ quan, đơn vị, địa phương như sau (số liệu tính đến ${formatInstant(at)}):`,
    ),
    { kind: 'heading', level: 1, text: 'I. TÌNH HÌNH CHUNG' },
    paragraph(
      `Tổng số báo cáo phải gửi: ${total.expected}, của ${figures.units.length} đơn vị. Trong đó: ${total.onTime} báo cáo gửi đúng hạn; ${total.late} báo cáo gửi chậm; ${total.missing} báo cáo chưa gửi${pending}${waived}.${returned} Tỷ lệ đúng hạn đạt ${percent(change.after)} số báo cáo đã đến hạn.${compared}`,
    ),
  ];
}

function difference(points: number): string {
  const rounded = Math.round(points * 1000) / 10;
  if (rounded === 0) return 'không thay đổi';
  const size = Math.abs(rounded).toLocaleString('vi-VN', { maximumFractionDigits: 1 });
  return `${rounded > 0 ? 'tăng' : 'giảm'} ${size} điểm phần trăm`;
}

/** Bars of a list of lines, each divided by verdict. */
function plotOf(caption: string, lines: readonly [string, Line][]): Block {
  const series = (name: string, color: string, of: (line: Line) => number) => ({
    name,
    color,
    values: lines.map(([, line]) => of(line)),
  });
  return {
    kind: 'chart',
    caption,
    categories: lines.map(([name]) => name),
    share: true,
    series: [
      series('Đúng hạn', '2E7D32', ({ onTime }) => onTime),
      series('Gửi chậm', 'F9A825', ({ late }) => late),
      series('Chưa gửi', 'C62828', ({ missing }) => missing),
    ],
  };
}

const hasCome = ({ onTime, late, missing }: Line): boolean => onTime + late + missing > 0;

function byGroups({ figures, regimes }: ReportInput): Block[] {
  const categories = [...figures.categories]
    .sort((a, b) => categoryRank(a.category) - categoryRank(b.category))
    .map((line): [string, Line] => [categoryName(line.category), line]);
  const rules = figures.rules.map((line): [string, Line] => [ruleName(regimes, line.rule), line]);
  const periods = figures.periods
    .filter(({ rule }) => rule !== 'weekly')
    .map((line): [string, Line] => [reportName(line), line])
    .filter(([, line]) => hasCome(line));
  const due = categories.filter(([, line]) => hasCome(line));
  return [
    countTable('Bảng 1. Kết quả theo khối', 'Khối', categories, figures.total),
    ...(due.length > 0 ? [plotOf('Biểu đồ 1. Tỷ lệ theo khối', due)] : []),
    countTable('Bảng 2. Kết quả theo loại báo cáo', 'Loại báo cáo', rules, figures.total),
    ...(periods.length > 1 ? [plotOf('Biểu đồ 2. Tỷ lệ theo kỳ báo cáo', periods)] : []),
  ];
}

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

function byUnits({ before }: ReportInput, change: Change): Block[] {
  const worst: Block[] =
    change.worst.length === 0
      ? [paragraph('Không có đơn vị nào gửi chậm hoặc chưa gửi báo cáo.')]
      : [
          {
            kind: 'table',
            caption: `Bảng 3. Các đơn vị thực hiện kém nhất${change.worst.length > NAMED ? ` (${NAMED} trên ${change.worst.length} đơn vị có báo cáo chậm, chưa gửi)` : ''}`,
            columns: changeColumns,
            rows: changeRows(change.worst),
          },
        ];
  const improved: Block[] =
    before && change.improved.length > 0
      ? [
          {
            kind: 'table',
            caption: `Bảng 4. Các đơn vị tiến bộ nhất so với ${spanName(before.span)}`,
            columns: changeColumns,
            rows: changeRows(change.improved),
          },
        ]
      : [];
  return [{ kind: 'heading', level: 1, text: 'II. KẾT QUẢ CỦA CÁC ĐƠN VỊ' }, ...worst, ...improved];
}

export const lateColumns: Column[] = [
  { head: 'TT', width: 6, align: 'center' },
  { head: 'Đơn vị', width: 34 },
  { head: 'Báo cáo', width: 24 },
  { head: 'Hạn gửi', width: 14, align: 'center' },
  { head: 'Kết quả', width: 22 },
];
export const lateRow = (report: LateReport, i: number): string[] => [
  String(i + 1),
  report.name,
  reportName(report),
  formatDate(report.lastDay),
  lateness(report),
];

function nameLate({ figures }: ReportInput): Block[] {
  const { late } = figures;
  if (late.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: 'III. DANH SÁCH BÁO CÁO GỬI CHẬM, CHƯA GỬI' },
    {
      kind: 'table',
      caption: `Bảng 5. ${late.length} báo cáo gửi chậm, chưa gửi`,
      columns: lateColumns,
      rows: late.map(lateRow),
    },
  ];
}

function nameUnreadable({ unreadable = [] }: ReportInput): Block[] {
  if (unreadable.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: `Báo cáo đã nhận nhưng có tệp không trích được nội dung (${unreadable.length})`,
      columns: [
        { head: 'TT', width: 6, align: 'center' },
        { head: 'Đơn vị', width: 34 },
        { head: 'Báo cáo', width: 20 },
        { head: 'Tệp', width: 20 },
        { head: 'Lý do', width: 20 },
      ],
      rows: unreadable.map(({ name, report, file, reason }, i) => [String(i + 1), name, report, file, reason]),
    },
  ];
}

function proposals({ figures }: ReportInput): Block[] {
  const missing = figures.late.filter(({ verdict }) => verdict === 'missing').length;
  const number = figures.late.length > 0 ? 'IV' : 'III';
  return [
    { kind: 'heading', level: 1, text: `${number}. KIẾN NGHỊ, ĐỀ XUẤT` },
    paragraph(
      missing > 0
        ? `Đề nghị Thường trực Tỉnh ủy nhắc nhở người đứng đầu các đơn vị có báo cáo gửi chậm, chưa gửi; chỉ đạo gửi ngay ${missing} báo cáo còn thiếu. Văn phòng Tỉnh ủy tiếp tục theo dõi, đôn đốc.`
        : 'Văn phòng Tỉnh ủy tiếp tục theo dõi, đôn đốc các đơn vị thực hiện nghiêm chế độ thông tin, báo cáo.',
    ),
    paragraph('Kết quả của từng đơn vị tại Phụ lục kèm theo.'),
  ];
}

function appendix({ figures }: ReportInput): Block {
  const units = [...figures.units].sort(
    (a, b) => categoryRank(a.category) - categoryRank(b.category) || a.name.localeCompare(b.name, 'vi'),
  );
  return countTable(
    'Bảng 6. Kết quả theo đơn vị',
    'Đơn vị',
    units.map((line) => [line.name, line]),
    figures.total,
  );
}

/** The report on compliance to the Standing Committee (clause 2: "báo cáo Thường trực Tỉnh ủy về tình hình thực hiện"). */
export function complianceReport(input: ReportInput): Paper {
  const { span, figures, before, issuer } = input;
  const change = compareFigures(figures, before?.figures);
  return {
    kind: 'report',
    sign: 'BC',
    typeName: 'BÁO CÁO',
    title: `tình hình thực hiện chế độ thông tin, báo cáo ${spanName(span)}`,
    issuer,
    date: localDateOf(figures.at),
    addressees: ['Thường trực Tỉnh ủy'],
    blocks: [
      ...overview(input, change),
      ...byGroups(input),
      ...byUnits(input, change),
      ...nameLate(input),
      ...nameUnreadable(input),
      ...proposals(input),
    ],
    appendix: [{ kind: 'heading', level: 1, text: 'PHỤ LỤC. KẾT QUẢ CỦA TỪNG ĐƠN VỊ' }, appendix(input)],
    recipients: ['Thường trực Tỉnh ủy', 'Lãnh đạo Văn phòng Tỉnh ủy', 'Lưu Văn phòng Tỉnh ủy'],
  };
}

/** A document as papers cite it. */
export const citation = ({ source }: Pick<Regime, 'source'>): string =>
  `Công văn số ${source.number}, ngày ${formatDate(source.date)} của ${source.issuer}`;
