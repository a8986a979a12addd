import {
  AlignmentType,
  type FileChild,
  HeadingLevel,
  type IRunOptions,
  LineRuleType,
  Paragraph,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { ChartRun } from 'docx/charts';
import type { PaperForm } from '../form/form.ts';
import type { Block, Column, Run } from '../paper.ts';
import { fixedTable } from './fixed-table.ts';
import { halfPoints, pixels, share, twips } from './measures.ts';

const GREY = '666666';
const HEAD_FILL = 'E7E6E6';
const BAR_MM = 7;
const CHART_FRAME_MM = 28;

// XML has no place for control characters, and a lone half of a surrogate pair would make the file unreadable.
const unprintable = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
export const printable = (text: string): string => text.replace(unprintable, '').normalize('NFC');

/** A text's lines as runs of one style, each but the first after a break. */
export const linesOf = (text: string, style: Omit<IRunOptions, 'text' | 'break'>): TextRun[] =>
  printable(text)
    .split('\n')
    .map((piece, i) => new TextRun({ ...style, text: piece, ...(i > 0 ? { break: 1 } : {}) }));

const runsOf = (runs: readonly Run[], form: PaperForm): TextRun[] =>
  runs.flatMap(({ text, bold = false, italics = false, note }) =>
    linesOf(text, { bold, italics, ...(note ? { size: halfPoints(form.sizes.note), color: GREY } : {}) }),
  );

const spaced = (form: PaperForm) => ({
  before: twips(1),
  after: twips(1),
  line: form.lineAtLeast * 20,
  lineRule: LineRuleType.AT_LEAST,
});

function headingOf({ level, text }: Extract<Block, { kind: 'heading' }>, form: PaperForm): Paragraph {
  const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 };
  return new Paragraph({
    heading: levels[level],
    keepNext: true,
    indent: { firstLine: twips(form.firstLine) },
    spacing: { ...spaced(form), before: twips(level === 1 ? 3 : 2) },
    children: [new TextRun({ text: printable(text), bold: true, italics: level === 3 })],
  });
}

function cellOf(text: string, { width, align }: Column, form: PaperForm, style: { bold: boolean; head: boolean }) {
  return new TableCell({
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: twips(0.6), bottom: twips(0.6), left: twips(1.2), right: twips(1.2) },
    width: { size: share(form, width), type: WidthType.DXA },
    ...(style.head ? { shading: { fill: HEAD_FILL } } : {}),
    children: [
      new Paragraph({
        alignment: style.head || align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
        spacing: { before: 0, after: 0 },
        children: [new TextRun({ text: printable(text), size: halfPoints(form.sizes.table), bold: style.bold })],
      }),
    ],
  });
}

function tableOf(block: Extract<Block, { kind: 'table' }>, form: PaperForm): FileChild[] {
  const { caption, columns, rows, total } = block;
  const head = new TableRow({
    // Stands again at the top of each page that the table reaches.
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column) => cellOf(column.head, column, form, { bold: true, head: true })),
  });
  const body = rows.map(
    (row, i) =>
      new TableRow({
        cantSplit: true,
        children: columns.map((column, c) =>
          cellOf(row[c] ?? '', column, form, { bold: total === true && i === rows.length - 1, head: false }),
        ),
      }),
  );
  return [
    captionOf(caption, form),
    fixedTable(
      columns.map(({ width }) => width),
      form,
      { rows: [head, ...body] },
    ),
  ];
}

const captionOf = (text: string, form: PaperForm): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: { before: twips(3), after: twips(1.5) },
    children: [new TextRun({ text: printable(text), italics: true, size: halfPoints(form.sizes.body - 1) })],
  });

/** A chart of Word's own: drawn from its numbers, which can be looked at and changed. */
function chartOf({ caption, categories, series, share }: Extract<Block, { kind: 'chart' }>, form: PaperForm) {
  const font = { name: form.font };
  const width = form.page.width - form.page.left - form.page.right - 1;
  const chart = new ChartRun({
    type: 'bar',
    categories: categories.map(printable),
    series: series.map(({ name, color, values }) => ({ name, color, values })),
    stacking: share ? 'percent' : 'stacked',
    gapWidth: 50,
    font,
    legend: { position: 'bottom' },
    // Bars are drawn from below; a list is read from above.
    categoryAxis: { reverseOrder: true, font: { ...font, size: 10 } },
    valueAxis: { numberFormat: share ? '0%' : '0', font: { ...font, size: 9 }, crossesAt: 'maximum' },
    transformation: { width: pixels(width), height: pixels(CHART_FRAME_MM + BAR_MM * categories.length) },
  });
  return [
    captionOf(caption, form),
    new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: 0, after: twips(2) }, children: [chart] }),
  ];
}

/** What a block of a paper becomes in Word. */
export function render(block: Block, form: PaperForm): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [headingOf(block, form)];
    case 'paragraph':
      return [
        new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine: twips(form.firstLine) },
          spacing: spaced(form),
          children: runsOf(block.runs, form),
        }),
      ];
    case 'table':
      return tableOf(block, form);
    case 'chart':
      return chartOf(block, form);
  }
}
