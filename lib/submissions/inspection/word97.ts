import { dynamicDataExchange, isDdeField, type TextSink } from './office-text.ts';
import { Refusal } from './reasons.ts';
import { isLocalPath } from './relationships.ts';

// Offsets in the file information block ([MS-DOC] 2.5) of Word 97 and later.
const fib = { identifier: 0, version: 2, flags: 10, associations: 0x19a, pieceTable: 0x1a2 };
const encryptedFlag = 0x0100;
const obfuscatedFlag = 0x8000;
const tableFlag = 0x0200;

/** A stretch of a document's text, and where its bytes lie in the stream: one a character, or two. */
export interface Piece97 {
  text: string;
  from: number;
  narrow: boolean;
}

/** The streams of a .doc by name. */
export type Streams97 = (name: string) => Buffer | undefined;

/**
 * The text of a .doc, all parts of it one after another, and the stream of its tables. Refuses an encrypted one, and one older
 * than Word 97, whose text lies elsewhere.
 */
export function openDocument97(document: Buffer, stream: Streams97): { table: Buffer; pieces: Piece97[] } {
  if (document.length < 0x1aa || document.readUInt16LE(fib.identifier) !== 0xa5ec) throw new Refusal('malformed');
  const flags = document.readUInt16LE(fib.flags);
  if ((flags & (encryptedFlag | obfuscatedFlag)) !== 0) throw new Refusal('encrypted');
  if (document.readUInt16LE(fib.version) < 0x00c1) throw new Refusal('malformed');
  const table = stream((flags & tableFlag) !== 0 ? '1Table' : '0Table');
  if (table === undefined) throw new Refusal('malformed');
  return { table, pieces: piecesOf(document, tablePart(document, table, fib.pieceTable)) };
}

/** Reads the text of a .doc with its headers, notes and text boxes, and reports DDE fields and a template on a server. */
export function readDocument97(document: Buffer, stream: Streams97, sink: TextSink): void {
  const { table, pieces } = openDocument97(document, stream);
  readText(pieces.map(({ text }) => text).join(''), sink);
  const template = templateOf(tablePart(document, table, fib.associations));
  if (!isLocalPath(template)) sink.active('Tệp lấy mẫu từ nơi khác khi mở.');
}

/** A part of the table stream, whose place stands in the document's head. */
export function tablePart(document: Buffer, table: Buffer, at: number): Buffer {
  const start = document.readUInt32LE(at);
  const end = start + document.readUInt32LE(at + 4);
  if (end > table.length) throw new Refusal('malformed');
  return table.subarray(start, end);
}

// The piece table ([MS-DOC] 2.9.38): first formatting (1), then the pieces (2), each in 8 or 16 bits a character.
function piecesOf(document: Buffer, clx: Buffer): Piece97[] {
  let at = 0;
  while (at + 3 <= clx.length && clx[at] === 1) at += 3 + clx.readUInt16LE(at + 1);
  if (at + 5 > clx.length || clx[at] !== 2) throw new Refusal('malformed');
  const bytes = clx.readUInt32LE(at + 1);
  const start = at + 5;
  if (bytes < 4 || start + bytes > clx.length) throw new Refusal('malformed');
  const count = Math.floor((bytes - 4) / 12);
  const pieces: Piece97[] = [];
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    const length = clx.readUInt32LE(start + 4 * (index + 1)) - clx.readUInt32LE(start + 4 * index);
    const position = clx.readUInt32LE(start + 4 * (count + 1) + 8 * index + 2);
    total += length;
    // Pieces share no text: all of it together cannot be longer than the stream.
    if (length < 0 || total > document.length) throw new Refusal('malformed');
    pieces.push(pieceOf(document, position, length));
  }
  return pieces;
}

function pieceOf(document: Buffer, position: number, length: number): Piece97 {
  const narrow = (position & 0x40000000) !== 0;
  const from = narrow ? (position & 0x3fffffff) / 2 : position & 0x3fffffff;
  const to = from + (narrow ? length : 2 * length);
  if (to > document.length) throw new Refusal('malformed');
  return { text: document.toString(narrow ? 'latin1' : 'utf16le', from, to), from, narrow };
}

const fieldBegin = 0x13;
const fieldSeparator = 0x14;
const fieldEnd = 0x15;
// Cell, line, page, paragraph, column.
const lineEnds = new Set([0x07, 0x0b, 0x0c, 0x0d, 0x0e]);

// A field is an instruction and then, after a separator, the result that is seen; fields nest.
function readText(text: string, sink: TextSink): void {
  const fields: { instruction: string; seen: boolean }[] = [];
  let line = '';
  let from = 0;
  const check = (field: { instruction: string } | undefined) => {
    if (isDdeField(field?.instruction ?? '')) sink.active(dynamicDataExchange);
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > fieldEnd || !(lineEnds.has(code) || code >= fieldBegin)) continue;
    const field = fields.at(-1);
    if (field && !field.seen) field.instruction += text.slice(from, at);
    else line += text.slice(from, at);
    from = at + 1;
    if (code === fieldBegin) fields.push({ instruction: '', seen: false });
    else if (code === fieldSeparator && field) {
      check(field);
      field.seen = true;
    } else if (code === fieldEnd) check(fields.pop());
    else if (lineEnds.has(code)) {
      sink.line(line);
      line = '';
    }
  }
  for (const field of fields) check(field);
  sink.line(line + text.slice(from));
}

// The strings a document is associated with; the second is the template it was made from.
function templateOf(associations: Buffer): string {
  if (associations.length < 6 || associations.readUInt16LE(0) !== 0xffff) return '';
  let at = 6;
  for (let index = 0; at + 2 <= associations.length; index += 1) {
    const end = at + 2 + 2 * associations.readUInt16LE(at);
    if (index === 1) return associations.toString('utf16le', at + 2, Math.min(end, associations.length));
    at = end;
  }
  return '';
}
