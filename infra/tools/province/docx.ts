import {
  AlignmentType,
  Document,
  type FileChild,
  FootnoteReferenceRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  Textbox,
  TextRun,
  WidthType,
} from 'docx';
import type { MadeReport, Piece } from './report.ts';

const cell = (lines: readonly string[], bold = false) =>
  new TableCell({
    width: { size: 4600, type: WidthType.DXA },
    children: lines.map((text) => new Paragraph({ children: [new TextRun({ text, bold })] })),
  });

const LIST = 'headings';
const level = (n: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
  ...{ level: n, format, text, alignment: AlignmentType.LEFT },
});
/** Headings as Word numbers them: I., then 1. within it. */
const numbering = {
  config: [
    { reference: LIST, levels: [level(0, LevelFormat.UPPER_ROMAN, '%1.'), level(1, LevelFormat.DECIMAL, '%2.')] },
  ],
};

/** What Word breaks into runs as one types; a reader must not see where. */
function inRuns(text: string, bold: boolean): TextRun[] {
  const half = Math.floor(text.length / 2);
  return [text.slice(0, half), text.slice(half)].map((part) => new TextRun({ text: part, bold }));
}

/** A footnote goes into the list that it is given, and its mark behind the text. */
function blockOf(piece: Exclude<Piece, { kind: 'row' }>, notes: string[]): FileChild {
  switch (piece.kind) {
    case 'head':
      return new Table({ rows: [new TableRow({ children: [cell(piece.left), cell(piece.right)] })] });
    case 'title':
      return new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ text: piece.text, bold: true })],
      });
    case 'heading':
    case 'sub-heading': {
      if (!piece.counted) return new Paragraph({ children: inRuns(piece.text, true) });
      const text = piece.text.replace(/^\S+ /, '');
      const place = { reference: LIST, level: piece.kind === 'heading' ? 0 : 1 };
      return new Paragraph({ numbering: place, children: inRuns(text, true) });
    }
    case 'text': {
      const mark = piece.note === undefined ? [] : [new FootnoteReferenceRun(notes.push(piece.note))];
      return new Paragraph({
        alignment: AlignmentType.JUSTIFIED,
        indent: { firstLine: 567 },
        children: [...inRuns(piece.text, false), ...mark],
      });
    }
    case 'box':
      return new Textbox({
        style: { width: '450pt', height: 'auto' },
        children: [new Paragraph({ children: inRuns(piece.text, false) })],
      });
    case 'cell':
      return new Table({ rows: [new TableRow({ children: [cell(piece.lines)] })] });
  }
}

/** A report as a Word document: rows that follow each other are one table. */
export async function reportAsDocx({ pieces }: MadeReport): Promise<Uint8Array> {
  const children: FileChild[] = [];
  const notes: string[] = [];
  let rows: TableRow[] = [];
  const endTable = () => {
    if (rows.length > 0) children.push(new Table({ rows }));
    rows = [];
  };
  for (const piece of pieces) {
    if (piece.kind === 'row') {
      rows.push(new TableRow({ children: piece.cells.map((text) => cell([text])) }));
      continue;
    }
    endTable();
    children.push(blockOf(piece, notes));
  }
  endTable();
  const styles = { default: { document: { run: { font: 'Times New Roman', size: 28 } } } };
  const footnotes = Object.fromEntries(notes.map((text, i) => [i + 1, { children: [new Paragraph(text)] }]));
  const document = new Document({ styles, numbering, footnotes, sections: [{ children }] });
  return new Uint8Array(await Packer.toBuffer(document));
}
