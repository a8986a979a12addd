import { attribute, scanXml } from '../../lib/submissions/inspection/xml.ts';
import { inflate, readZip } from '../../lib/submissions/inspection/zip.ts';

/** The parts of a DOCX or XLSX by name, read by our own strict reader: what it takes, the inspection of uploads takes. */
export function partsOf(bytes: Uint8Array): Map<string, Uint8Array> {
  return new Map(readZip(bytes, { bytes: 512 * 1024 ** 2 }).map((entry) => [entry.name, inflate(entry)]));
}

const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? new Uint8Array()).toString('utf8');

/** The main part of a DOCX as it is written. */
export const documentXml = (bytes: Uint8Array): string => textOf(partsOf(bytes).get('word/document.xml'));

/** The paragraphs of a DOCX that are not empty, those in tables among them. */
export function paragraphsOf(bytes: Uint8Array): string[] {
  const lines: string[] = [];
  let line = '';
  let inText = false;
  scanXml(partsOf(bytes).get('word/document.xml') ?? new Uint8Array(), {
    open(name) {
      inText = name === 't';
      if (name === 'br') line += '\n';
    },
    text(text) {
      if (inText) line += text;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name !== 'p') return;
      if (line !== '') lines.push(line);
      line = '';
    },
  });
  return lines;
}

/** The tables of a DOCX, by what is written over them: rows of cells. */
export function tablesOf(bytes: Uint8Array): Map<string, string[][]> {
  const tables = new Map<string, string[][]>();
  let rows: string[][] = [];
  let line = '';
  let over = '';
  let depth = 0;
  let inText = false;
  scanXml(partsOf(bytes).get('word/document.xml') ?? new Uint8Array(), {
    open(name) {
      inText = name === 't';
      if (name === 'tbl') {
        depth += 1;
        rows = [];
      }
      if (name === 'tr') rows.push([]);
      if (name === 'tc') line = '';
    },
    text(text) {
      if (inText) line += text;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'tc') rows.at(-1)?.push(line);
      if (name === 'p' && depth === 0) {
        over = line;
        line = '';
      }
      if (name !== 'tbl') return;
      depth -= 1;
      tables.set(over, rows);
      line = '';
    },
  });
  return tables;
}

type Cell = string | number | undefined;

/** The rows of each sheet of an XLSX, by the sheet's name. */
export function sheetsOf(bytes: Uint8Array): Map<string, Cell[][]> {
  const parts = partsOf(bytes);
  const shared: string[] = [];
  let text = '';
  scanXml(parts.get('xl/sharedStrings.xml') ?? new Uint8Array(), {
    open() {},
    text(piece) {
      text += piece;
    },
    close(name) {
      if (name !== 'si') return;
      shared.push(text);
      text = '';
    },
  });
  const names: string[] = [];
  scanXml(parts.get('xl/workbook.xml') ?? new Uint8Array(), {
    open(name, attributes) {
      if (name === 'sheet') names.push(attribute(attributes, 'name') ?? '');
    },
    text() {},
    close() {},
  });
  return new Map(names.map((name, i) => [name, rowsOf(parts.get(`xl/worksheets/sheet${i + 1}.xml`), shared)]));
}

function rowsOf(sheet: Uint8Array | undefined, shared: readonly string[]): Cell[][] {
  const rows: Cell[][] = [];
  let type: string | undefined;
  let column = 0;
  let inValue = false;
  scanXml(sheet ?? new Uint8Array(), {
    open(name, attributes) {
      if (name === 'row') rows.push([]);
      if (name === 'c') {
        type = attribute(attributes, 't');
        column = (attribute(attributes, 'r') ?? 'A').charCodeAt(0) - 65;
      }
      inValue = name === 'v';
    },
    text(text) {
      const row = rows.at(-1);
      if (inValue && row) row[column] = type === 's' ? shared[Number(text)] : Number(text);
    },
    close(name) {
      if (name === 'v') inValue = false;
    },
  });
  return rows;
}
