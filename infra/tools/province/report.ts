import type { LocalDate } from '../../../lib/calendar/dates.ts';
import type { Chance } from './random.ts';
import { headings, otherHeadings, type SectionId, sentence, sources, subHeadings } from './words.ts';

/** A piece of a made-up report: what stands there, and how. */
export type Piece =
  | { kind: 'head'; left: string[]; right: string[] }
  | { kind: 'title'; text: string }
  /** `counted`: Word counts its number, which begins the text all the same. */
  | { kind: 'heading' | 'sub-heading'; text: string; counted: boolean }
  /** `note`: a footnote to it. */
  | { kind: 'text'; text: string; note?: string }
  /** Text in a box, and paragraphs in the one cell of a table. */
  | { kind: 'box'; text: string }
  | { kind: 'cell'; lines: string[] }
  | { kind: 'row'; cells: string[] };

export interface MadeReport {
  pieces: Piece[];
  /** Under which section each piece is to be found; none for what is under no section of the letter. */
  sections: (SectionId | undefined)[];
}

/** How units set out their reports; in a counted one, Word numbers the headings. */
export const layouts = ['roman', 'arabic', 'parts', 'counted'] as const;
export type Layout = (typeof layouts)[number];

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'] as const;
const ordinals = ['nhất', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy'] as const;

function headingText(layout: Layout, n: number, text: string): string {
  if (layout === 'roman' || layout === 'counted') return `${romans[n - 1] ?? n}. ${text.toLocaleUpperCase('vi')}`;
  if (layout === 'arabic') return `${n}. ${text}`;
  return `PHẦN THỨ ${(ordinals[n - 1] ?? String(n)).toLocaleUpperCase('vi')}: ${text}`;
}

const order: readonly SectionId[] = ['emerging', 'performance', 'leadership', 'priorities', 'proposals'];

/** A document, by what its head says and its unit declares. */
export interface Particulars {
  unitName: string;
  documentNumber: string;
  documentDate: LocalDate;
}

/** The head of a document: whose it is, its number and its day. */
export function headOf({ unitName, documentNumber, documentDate }: Particulars): Piece {
  const [year, month, day] = documentDate.split('-');
  return {
    kind: 'head',
    left: ['TỈNH ỦY ĐIỆN BIÊN', unitName.toLocaleUpperCase('vi'), '*', `Số ${documentNumber}`],
    right: ['ĐẢNG CỘNG SẢN VIỆT NAM', `Điện Biên, ngày ${day} tháng ${month} năm ${year}`],
  };
}

/** Writes a unit's report of a month: the parts, the wording and the figures are chance's. A rich one has what only Word has. */
export function writeReport(
  particulars: Particulars,
  month: string,
  { layout, rich }: { layout: Layout; rich: boolean },
  chance: Chance,
): MadeReport {
  const { unitName } = particulars;
  const report: MadeReport = { pieces: [], sections: [] };
  const put = (piece: Piece, section?: SectionId) => {
    report.pieces.push(piece);
    report.sections.push(section);
  };
  const [year = '', number = ''] = month.split('-');
  put(headOf(particulars));
  put({ kind: 'title', text: 'BÁO CÁO' });
  put({ kind: 'title', text: `tình hình, kết quả công tác tháng ${Number(number)} năm ${year}` });
  put({
    kind: 'text',
    text: `Thực hiện chế độ thông tin, báo cáo, ${unitName} báo cáo kết quả thực hiện nhiệm vụ tháng ${Number(number)} năm ${year} như sau.`,
  });
  const chosen = order.filter((section) => (section === 'proposals' ? chance.happens(0.6) : chance.happens(0.95)));
  let n = 0;
  for (const section of chosen) {
    n += 1;
    const counted = layout === 'counted';
    put({ kind: 'heading', text: headingText(layout, n, chance.pick(headings[section])), counted }, section);
    for (let i = chance.between(2, 4); i > 0; i -= 1) put(textOf(section, rich, chance), section);
    if (section === 'performance') putDetails(section, layout, chance, put);
  }
  if (chance.happens(0.25)) {
    const text = headingText(layout, n + 1, chance.pick(otherHeadings));
    put({ kind: 'heading', text, counted: layout === 'counted' });
    put({ kind: 'text', text: sentence('performance', chance) });
  }
  return report;
}

/** A paragraph; in a rich report now and then with a footnote, in a box, or in a table of one cell. */
function textOf(section: SectionId, rich: boolean, chance: Chance): Piece {
  const text = sentence(section, chance);
  const at = rich ? chance.next() : 1;
  if (at < 0.1) return { kind: 'text', text, note: `Theo ${chance.pick(sources)} số ${chance.between(10, 300)}.` };
  if (at < 0.15) return { kind: 'box', text };
  if (at < 0.2) return { kind: 'cell', lines: [text, sentence(section, chance)] };
  return { kind: 'text', text };
}

/** A sub-heading with its paragraph and, now and then, a table of figures. */
function putDetails(
  section: SectionId,
  layout: Layout,
  chance: Chance,
  put: (piece: Piece, section?: SectionId) => void,
): void {
  const number = layout === 'arabic' ? '2.1.' : '1.';
  put({ kind: 'sub-heading', text: `${number} ${chance.pick(subHeadings)}`, counted: layout === 'counted' }, section);
  put({ kind: 'text', text: sentence(section, chance) }, section);
  if (!chance.happens(0.5)) return;
  put({ kind: 'row', cells: ['Chỉ tiêu', 'Kế hoạch', 'Thực hiện'] }, section);
  for (const what of ['Hồ sơ tiếp nhận', 'Cuộc kiểm tra', 'Hội nghị'])
    put({ kind: 'row', cells: [what, String(chance.between(10, 90)), String(chance.between(10, 90))] }, section);
}

/** The paragraphs of a piece: a row of a table is one, its cells divided by bars; a note follows its paragraph. */
export function linesOf(piece: Piece): string[] {
  switch (piece.kind) {
    case 'head':
      return [...piece.left, ...piece.right];
    case 'row':
      return [piece.cells.join(' | ')];
    case 'cell':
      return piece.lines;
    case 'text':
      return piece.note === undefined ? [piece.text] : [piece.text, piece.note];
    default:
      return [piece.text];
  }
}

/** The paragraphs that a reader is to find in a report, in order. */
export const paragraphsOf = ({ pieces }: MadeReport): string[] => pieces.flatMap(linesOf);
