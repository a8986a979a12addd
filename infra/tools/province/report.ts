import type { Chance } from './random.ts';
import { headings, otherHeadings, type SectionId, sentence, subHeadings } from './words.ts';

/** A piece of a made-up report: what stands there, and how. */
export type Piece =
  | { kind: 'head'; left: string[]; right: string[] }
  | { kind: 'title' | 'heading' | 'sub-heading' | 'text'; text: string }
  | { kind: 'row'; cells: string[] };

export interface MadeReport {
  pieces: Piece[];
  /** Under which section each piece is to be found; none for what is under no section of the letter. */
  sections: (SectionId | undefined)[];
}

/** How units set out their reports. */
export const layouts = ['roman', 'arabic', 'parts'] as const;
export type Layout = (typeof layouts)[number];

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'] as const;
const ordinals = ['nhất', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy'] as const;

function headingText(layout: Layout, n: number, text: string): string {
  if (layout === 'roman') return `${romans[n - 1] ?? n}. ${text.toLocaleUpperCase('vi')}`;
  if (layout === 'arabic') return `${n}. ${text}`;
  return `PHẦN THỨ ${(ordinals[n - 1] ?? String(n)).toLocaleUpperCase('vi')}: ${text}`;
}

const order: readonly SectionId[] = ['emerging', 'performance', 'leadership', 'priorities', 'proposals'];

/** Writes a unit's report of a month: the parts, the wording and the figures are chance's. */
export function writeReport(unitName: string, month: string, layout: Layout, chance: Chance): MadeReport {
  const report: MadeReport = { pieces: [], sections: [] };
  const put = (piece: Piece, section?: SectionId) => {
    report.pieces.push(piece);
    report.sections.push(section);
  };
  const [year = '', number = ''] = month.split('-');
  put({
    kind: 'head',
    left: ['TỈNH ỦY ĐIỆN BIÊN', unitName.toLocaleUpperCase('vi'), '*', `Số ${chance.between(100, 900)}-BC/ĐU`],
    right: ['ĐẢNG CỘNG SẢN VIỆT NAM', `Điện Biên, ngày ${chance.between(22, 26)} tháng ${number} năm ${year}`],
  });
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
    put({ kind: 'heading', text: headingText(layout, n, chance.pick(headings[section])) }, section);
    for (let i = chance.between(2, 4); i > 0; i -= 1) put({ kind: 'text', text: sentence(section, chance) }, section);
    if (section === 'performance') putDetails(section, layout, chance, put);
  }
  if (chance.happens(0.25)) {
    put({ kind: 'heading', text: headingText(layout, n + 1, chance.pick(otherHeadings)) });
    put({ kind: 'text', text: sentence('performance', chance) });
  }
  return report;
}

/** A sub-heading with its paragraph and, now and then, a table of figures. */
function putDetails(
  section: SectionId,
  layout: Layout,
  chance: Chance,
  put: (piece: Piece, section?: SectionId) => void,
): void {
  const number = layout === 'arabic' ? '2.1.' : '1.';
  put({ kind: 'sub-heading', text: `${number} ${chance.pick(subHeadings)}` }, section);
  put({ kind: 'text', text: sentence(section, chance) }, section);
  if (!chance.happens(0.5)) return;
  put({ kind: 'row', cells: ['Chỉ tiêu', 'Kế hoạch', 'Thực hiện'] }, section);
  for (const what of ['Hồ sơ tiếp nhận', 'Cuộc kiểm tra', 'Hội nghị'])
    put({ kind: 'row', cells: [what, String(chance.between(10, 90)), String(chance.between(10, 90))] }, section);
}

/** The paragraphs that a reader is to find in a report, in order: a row of a table is one, its cells divided by bars. */
export function paragraphsOf({ pieces }: MadeReport): string[] {
  return pieces.flatMap((piece) => {
    if (piece.kind === 'head') return [...piece.left, ...piece.right];
    return piece.kind === 'row' ? [piece.cells.join(' | ')] : [piece.text];
  });
}
