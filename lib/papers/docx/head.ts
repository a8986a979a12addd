import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  type Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { PaperForm } from '../form/form.ts';
import type { Paper } from '../paper.ts';
import { fixedTable } from './fixed-table.ts';
import { halfPoints, share, twips } from './measures.ts';

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
};

interface LineStyle {
  size: number;
  bold?: boolean;
  italics?: boolean;
  underline?: boolean;
}

/** A line in the middle of its cell, with nothing around it. */
const line = (text: string, { size, bold, italics, underline }: LineStyle): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 0, line: twips(5), lineRule: LineRuleType.AT_LEAST },
    children: [
      new TextRun({
        text,
        size: halfPoints(size),
        bold: bold ?? false,
        italics: italics ?? false,
        ...(underline ? { underline: {} } : {}),
      }),
    ],
  });

const cell = (children: Paragraph[], percent: number, form: PaperForm): TableCell =>
  new TableCell({
    children,
    verticalAlign: VerticalAlignTable.TOP,
    margins: { left: 0, right: 0 },
    width: { size: share(form, percent), type: WidthType.DXA },
  });

/** Two columns without lines, as the head and the foot of a paper stand. */
const twoColumns = (left: Paragraph[], right: Paragraph[], [a, b]: [number, number], form: PaperForm): Table =>
  fixedTable([a, b], form, {
    borders: noBorders,
    rows: [new TableRow({ cantSplit: true, children: [cell(left, a, form), cell(right, b, form)] })],
  });

/** The day and the number are the clerk's to fill in. Of months, only the first two are written with two digits. */
function dateLine({ issuer, date }: Paper): string {
  const month = date.slice(5, 7);
  return `${issuer.place}, ngày      tháng ${month > '02' ? Number(month) : month} năm ${date.slice(0, 4)}`;
}

/** The head of a paper: who issues it, under the Party's name; number, place and date. */
export function headOf(paper: Paper, form: PaperForm): Table {
  const { sizes } = form;
  const { issuer } = paper;
  const left = [
    line(issuer.superior, { size: sizes.issuer }),
    line(issuer.body, { size: sizes.issuer, bold: true }),
    line('*', { size: sizes.issuer }),
    line(`Số         -${paper.sign}/${issuer.sign}`, { size: sizes.number }),
    ...(paper.kind === 'letter' ? [line(paper.title, { size: sizes.subject, italics: true })] : []),
  ];
  const right = [
    line(form.motto, { size: sizes.heading, bold: true, underline: true }),
    line('', { size: sizes.number }),
    line(dateLine(paper), { size: sizes.number, italics: true }),
  ];
  return twoColumns(left, right, [44, 56], form);
}

const small = (text: string, size: number, style: { underline?: boolean } = {}): Paragraph =>
  new Paragraph({
    spacing: { before: 0, after: 0 },
    children: [new TextRun({ text, size: halfPoints(size), ...(style.underline ? { underline: {} } : {}) })],
  });

/** The foot of a paper: who is to have it on the left, who signs on the right. */
export function footOf({ recipients, issuer }: Paper, form: PaperForm): Table {
  const { sizes } = form;
  const left = [
    small('Nơi nhận:', sizes.issuer, { underline: true }),
    ...recipients.map((text, i) => small(`- ${text}${i === recipients.length - 1 ? '.' : ','}`, sizes.recipients)),
  ];
  const right = [
    line(issuer.signer, { size: sizes.issuer, bold: true }),
    ...['', '', '', ''].map((text) => line(text, { size: sizes.issuer })),
  ];
  return twoColumns(left, right, [50, 50], form);
}
