import { dynamicDataExchange, type TextSink, withoutHeaderCodes } from './office-text.ts';
import { Refusal } from './reasons.ts';

// Records of the workbook stream ([MS-XLS] 2.3).
const record = {
  beginning: 0x809,
  header: 0x14,
  footer: 0x15,
  filePass: 0x2f,
  continuation: 0x3c,
  boundSheet: 0x85,
  sharedStrings: 0xfc,
  externalBook: 0x1ae,
  textObject: 0x1b6,
  label: 0x204,
  formulaString: 0x207,
};

const excel97 = 0x600;
const macroSheets = new Set([1, 6]);

/**
 * Reads the strings of an .xls workbook (cells, sheet names, page headers, text boxes) and reports XLM macro sheets and
 * DDE links. Refuses an encrypted one, and one older than Excel 97, whose strings are kept otherwise.
 */
export function readWorkbook97(workbook: Buffer, sink: TextSink): void {
  if (workbook.length < 8 || workbook.readUInt16LE(0) !== record.beginning) throw new Refusal('malformed');
  if (workbook.readUInt16LE(4) !== excel97) throw new Refusal('malformed');
  let kind = 0;
  let parts: Buffer[] = [];
  for (let at = 0; at + 4 <= workbook.length; ) {
    const end = at + 4 + workbook.readUInt16LE(at + 2);
    if (end > workbook.length) throw new Refusal('malformed');
    const data = workbook.subarray(at + 4, end);
    const next = workbook.readUInt16LE(at);
    if (next === record.filePass) throw new Refusal('encrypted');
    if (next === record.continuation) parts.push(data);
    else {
      readRecord(kind, parts, sink);
      kind = next;
      parts = [data];
    }
    at = end;
  }
  readRecord(kind, parts, sink);
}

function readRecord(kind: number, parts: Buffer[], sink: TextSink): void {
  const reader = new ContinuedReader(parts);
  switch (kind) {
    case record.sharedStrings: {
      reader.skip(4);
      for (let left = reader.u32(); left > 0 && !reader.atEnd; left -= 1) sink.line(reader.richString());
      return;
    }
    case record.boundSheet:
      reader.skip(5);
      if (macroSheets.has(reader.u8())) sink.active('Tệp có macro.');
      sink.line(reader.text(reader.u8()));
      return;
    case record.externalBook:
      if (isDataExchange(reader)) sink.active(dynamicDataExchange);
      return;
    case record.header:
    case record.footer:
      if (!reader.atEnd) sink.line(withoutHeaderCodes(reader.text(reader.u16())));
      return;
    case record.label:
      reader.skip(6);
      sink.line(reader.text(reader.u16()));
      return;
    case record.formulaString:
      sink.line(reader.text(reader.u16()));
      return;
    case record.textObject: {
      // The text stands in the record's first continuation.
      reader.skip(10);
      const length = reader.u16();
      if (length > 0 && parts.length > 1) sink.line(new ContinuedReader(parts.slice(1)).text(length));
      return;
    }
  }
}

// A link to another program names it and its topic, divided by 0x03; a link to a workbook begins with 0x01 or 0x02.
function isDataExchange(reader: ContinuedReader): boolean {
  const sheets = reader.u16();
  const length = reader.u16();
  if (sheets !== 0 || length === 0x401 || length === 0x3a01) return false;
  const path = reader.text(length);
  return path.charCodeAt(0) > 2 && path.includes('\u0003');
}

/** Reads across the 8 KB pieces that a long record is cut into; a string cut in two states its character width again. */
class ContinuedReader {
  readonly #parts: Buffer[];
  #part = 0;
  #at = 0;

  constructor(parts: Buffer[]) {
    this.#parts = parts;
  }

  get atEnd(): boolean {
    this.#advance();
    return this.#part >= this.#parts.length;
  }

  u8(): number {
    this.#advance();
    const byte = this.#parts[this.#part]?.[this.#at];
    if (byte === undefined) throw new Refusal('malformed');
    this.#at += 1;
    return byte;
  }

  u16(): number {
    return this.u8() + this.u8() * 0x100;
  }

  u32(): number {
    return this.u16() + this.u16() * 0x10000;
  }

  skip(count: number): void {
    for (let left = count; left > 0; ) {
      if (this.atEnd) throw new Refusal('malformed');
      const step = Math.min(left, this.#left());
      this.#at += step;
      left -= step;
    }
  }

  /** A string of `length` characters, its width first. */
  text(length: number): string {
    return length === 0 ? '' : this.#characters(length, this.u8());
  }

  /** A string of the shared table, with its length first and its formatting and phonetic guide after. */
  richString(): string {
    const length = this.u16();
    const flags = this.u8();
    const runs = (flags & 8) !== 0 ? this.u16() : 0;
    const phonetic = (flags & 4) !== 0 ? this.u32() : 0;
    const text = length === 0 ? '' : this.#characters(length, flags);
    this.skip(4 * runs + phonetic);
    return text;
  }

  #characters(length: number, flags: number): string {
    let text = '';
    for (let wide = (flags & 1) !== 0; ; wide = (this.u8() & 1) !== 0) {
      const width = wide ? 2 : 1;
      const count = Math.min(length - text.length, Math.floor(this.#left() / width));
      const bytes = this.#parts[this.#part]?.subarray(this.#at, this.#at + count * width);
      text += bytes?.toString(wide ? 'utf16le' : 'latin1') ?? '';
      this.#at += count * width;
      if (text.length >= length) return text;
      if (this.#left() > 0 || this.atEnd) throw new Refusal('malformed');
    }
  }

  #left(): number {
    return (this.#parts[this.#part]?.length ?? 0) - this.#at;
  }

  #advance(): void {
    while (this.#part < this.#parts.length && this.#left() <= 0) {
      this.#part += 1;
      this.#at = 0;
    }
  }
}
