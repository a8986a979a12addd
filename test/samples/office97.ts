import { makeOle2 } from '../../infra/tools/province/ole2.ts';
import { docStreams } from '../../infra/tools/province/word97.ts';

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
