import {
  AlignmentType,
  Document,
  type FileChild,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { MadeReport, Piece } from './report.ts';

const cell = (lines: readonly string[], bold = false) =>
  new TableCell({
    width: { size: 4600, type: WidthType.DXA },
    children: lines.map((text) => new Paragraph({ children: [new TextRun({ text, bold })] })),
  });

function blockOf(piece: Exclude<Piece, { kind: 'row' }>): FileChild {
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
      // Word breaks what one types into runs; a reader must not see where.
      const half = Math.floor(piece.text.length / 2);
      return new Paragraph({
        children: [piece.text.slice(0, half), piece.text.slice(half)].map((text) => new TextRun({ text, bold: true })),
      });
    }
    case 'text': {
      const half = piece.text.indexOf(' ', piece.text.length / 2);
      return new Paragraph({
        alignment: AlignmentType.JUSTIFIED,
        indent: { firstLine: 567 },
        children: [piece.text.slice(0, half), piece.text.slice(half)].map((text) => new TextRun({ text })),
      });
    }
  }
}

/** A report as a Word document: rows that follow each other are one table. */
export async function reportAsDocx({ pieces }: MadeReport): Promise<Uint8Array> {
  const children: FileChild[] = [];
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
    children.push(blockOf(piece));
  }
  endTable();
  const styles = { default: { document: { run: { font: 'Times New Roman', size: 28 } } } };
  return new Uint8Array(await Packer.toBuffer(new Document({ styles, sections: [{ children }] })));
}
