import { AlignmentType, Document, type FileChild, Header, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { PaperForm } from '../form/form.ts';
import type { Appendix, Paper } from '../paper.ts';
import { linesOf, printable, render } from './blocks.ts';
import { footOf, headOf } from './head.ts';
import { halfPoints, twips } from './measures.ts';

const centred = (
  text: string,
  size: number,
  style: { bold?: boolean } = {},
  { after = 0, pageBreakBefore = false }: { after?: number; pageBreakBefore?: boolean } = {},
): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: twips(after) },
    pageBreakBefore,
    children: linesOf(text, { size: halfPoints(size), bold: style.bold ?? false }),
  });

const empty = () => new Paragraph({ spacing: { before: 0, after: 0 }, children: [] });

/** The name of the kind of paper, its title, and the line under it. */
function titleOf({ kind, typeName, title }: Paper, { sizes }: PaperForm): FileChild[] {
  if (kind === 'letter') return [empty()];
  return [
    empty(),
    centred(typeName, sizes.typeName, { bold: true }),
    centred(title, sizes.title, { bold: true }),
    centred('-----', sizes.title, {}, { after: 3 }),
  ];
}

/** One addressee on the line of the greeting, several in a list under it. */
function greetingOf({ addressees }: Paper, { sizes }: PaperForm): FileChild[] {
  const [first, ...others] = addressees;
  if (first === undefined) return [];
  const row = (text: string) =>
    new Paragraph({
      indent: { left: twips(30) },
      spacing: { before: 0, after: twips(1) },
      children: [new TextRun({ text: printable(text), size: halfPoints(sizes.body) })],
    });
  if (others.length === 0) return [centred(`Kính gửi: ${first}`, sizes.body, {}, { after: 4 })];
  return [row('Kính gửi:'), ...addressees.map((text) => row(`- ${text}`)), empty()];
}

const appendixOf = ({ name, title, blocks }: Appendix, form: PaperForm): FileChild[] => [
  centred(name.toLocaleUpperCase('vi'), form.sizes.title, { bold: true }, { pageBreakBefore: true }),
  centred(title, form.sizes.title, { bold: true }, { after: 3 }),
  ...blocks.flatMap((block) => render(block, form)),
];

/** A page's number in the middle of the top margin, from the second page on. */
const pageNumber = ({ sizes }: PaperForm): Header =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT], size: halfPoints(sizes.body) })],
      }),
    ],
  });

/** A paper as a DOCX, in the form of the Party's documents. */
export async function writeDocx(paper: Paper, form: PaperForm): Promise<Uint8Array> {
  const { page, font, sizes } = form;
  const margins = { top: page.top, bottom: page.bottom, left: page.left, right: page.right };
  const run = { font, size: halfPoints(sizes.body), color: '000000' };
  const heading = { run: { ...run, bold: true }, paragraph: {} };
  const document = new Document({
    title: paper.title.replaceAll('\n', ' '),
    creator: `${paper.issuer.superior}, ${paper.issuer.body}`,
    styles: {
      default: {
        document: { run: { ...run, language: { value: 'vi-VN' } } },
        heading1: heading,
        heading2: heading,
        heading3: heading,
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(page.width), height: twips(page.height) },
            margin: {
              ...Object.fromEntries(Object.entries(margins).map(([side, mm]) => [side, twips(mm)])),
              header: twips(page.top / 2),
              footer: twips(page.bottom / 2),
            },
          },
        },
        headers: { default: pageNumber(form), first: new Header({ children: [empty()] }) },
        children: [
          headOf(paper, form),
          ...titleOf(paper, form),
          ...greetingOf(paper, form),
          ...paper.blocks.flatMap((block) => render(block, form)),
          empty(),
          footOf(paper, form),
          ...(paper.appendices ?? []).flatMap((appendix) => appendixOf(appendix, form)),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}
