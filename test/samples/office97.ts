import { makeOle2 } from './ole2.ts';

export type Streams = Record<string, Uint8Array | null>;

const fibBytes = 0x600;

/** How a sample .doc differs from a plain one: `narrow` writes 8 bits a character, `copies` reads its text again and again. */
export type DocOptions = { flags?: number; version?: number; template?: string; narrow?: boolean; copies?: number };

/** The streams of a Word 97 document with this text: `\r` ends a paragraph, 0x13, 0x14, 0x15 make a field. */
export function docStreams(text: string, options: DocOptions = {}): Streams {
  const { flags = 0, version = 0x00c1, template = 'Normal', narrow = false, copies = 1 } = options;
  const characters = Buffer.from(text, narrow ? 'latin1' : 'utf16le');
  const document = Buffer.alloc(Math.max(4096, fibBytes + characters.length));
  document.set(characters, fibBytes);
  const pieces = pieceTable(text.length, copies, narrow ? 0x40000000 + 2 * fibBytes : fibBytes);
  const associations = stringTable(['', template]);

  document.writeUInt16LE(0xa5ec, 0);
  document.writeUInt16LE(version, 2);
  document.writeUInt16LE(0x0200 | flags, 10);
  document.writeUInt32LE(text.length * copies, 0x4c);
  for (const [at, value] of [
    [0x19a, pieces.length],
    [0x19e, associations.length],
    [0x1a2, 0],
    [0x1a6, pieces.length],
  ] as const) {
    document.writeUInt32LE(value, at);
  }
  return { WordDocument: document, '1Table': Buffer.concat([pieces, associations]) };
}

// Where each piece of the text begins in the document, and then where it lies in the stream: all at one place.
function pieceTable(length: number, count: number, position: number): Buffer {
  const table = Buffer.alloc(5 + 4 * (count + 1) + 8 * count);
  table[0] = 2;
  table.writeUInt32LE(table.length - 5, 1);
  for (let index = 0; index <= count; index += 1) table.writeUInt32LE(length * index, 5 + 4 * index);
  for (let index = 0; index < count; index += 1) table.writeUInt32LE(position, 5 + 4 * (count + 1) + 8 * index + 2);
  return table;
}

function stringTable(strings: string[]): Buffer {
  const head = Buffer.from([0xff, 0xff, strings.length, 0, 0, 0]);
  const items = strings.map((text) => Buffer.concat([word(text.length), Buffer.from(text, 'utf16le')]));
  return Buffer.concat([head, ...items]);
}

function word(value: number): Buffer {
  return Buffer.from([value & 0xff, value >> 8]);
}

/** One record of a workbook stream. */
export function biffRecord(kind: number, ...data: Uint8Array[]): Buffer {
  const body = Buffer.concat(data);
  return Buffer.concat([word(kind), word(body.length), body]);
}

/** A string as Excel 97 writes it: length, character width, characters. */
export function biffString(text: string): Buffer {
  return Buffer.concat([word(text.length), Buffer.from([1]), Buffer.from(text, 'utf16le')]);
}

const beginning = (kind: number) => biffRecord(0x809, word(0x600), word(kind), word(0), word(1997), Buffer.alloc(8));
const ending = biffRecord(0x0a);

/** A workbook stream with one sheet and these texts in its first column; `more` are records of the workbook's own part. */
export function workbookStream(texts: string[], more: Uint8Array[] = [], sheetKind = 0): Buffer {
  const strings = texts.map(biffString);
  const count = Buffer.alloc(4);
  count.writeUInt32LE(texts.length);
  const shared = biffRecord(0xfc, count, count, ...strings);
  const name = 'Bieu 1';
  const sheetEntry = (offset: number) => {
    const head = Buffer.alloc(6);
    head.writeUInt32LE(offset, 0);
    head[5] = sheetKind;
    return biffRecord(0x85, head, Buffer.from([name.length, 0]), Buffer.from(name, 'latin1'));
  };
  const before = Buffer.concat([beginning(5), ...more]);
  const offset = before.length + sheetEntry(0).length + shared.length + ending.length;
  const cells = texts.map((_, row) => biffRecord(0xfd, word(row), word(0), word(0), word(row), word(0)));
  return Buffer.concat([before, sheetEntry(offset), shared, ending, beginning(0x10), ...cells, ending]);
}

/** A .doc (Word 97) with one paragraph for each text. */
export function sampleDoc(paragraphs: string[]): Uint8Array {
  return makeOle2(docStreams(paragraphs.map((text) => `${text}\r`).join('')));
}

/** An .xls (Excel 97) with one sheet and one text in each row. */
export function sampleXls(texts: string[]): Uint8Array {
  return makeOle2({ Workbook: workbookStream(texts) });
}
