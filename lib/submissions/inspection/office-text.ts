import { limits } from './limits.ts';
import { Refusal } from './reasons.ts';
import { attribute, scanXml, type XmlHandler } from './xml.ts';

/** What the text of a part is told to: each visible line, and each thing in the markup that acts on its own. */
export type TextSink = { line(text: string): void; active(note: string): void };

/** A field (Word) or a link (Excel) that fetches data from another program. */
export const dynamicDataExchange = 'Tệp có liên kết DDE.';

/** Whether a field's instruction starts another program when the document opens. */
export function isDdeField(instruction: string): boolean {
  return /^\s*DDE(?:AUTO)?\b/i.test(instruction);
}

/**
 * Reads the visible text of any XML part of a DOCX or XLSX: paragraphs (text boxes and drawings too), shared and inline
 * strings, cell results, page headers, sheet names, watermarks. Runs are joined before a line is told.
 */
export function readOfficeText(bytes: Uint8Array, sink: TextSink): void {
  const reader = new OfficeText(sink);
  scanXml(bytes, reader);
  reader.end();
}

const paragraphs = new Set(['p', 'si', 'is']);
const headersAndFooters = /^(?:odd|even|first)(?:Header|Footer)$/;
const beyondAscii = /[\u0080-\uffff]/;

class OfficeText implements XmlHandler {
  readonly #sink: TextSink;
  readonly #open: { text: string; deleted: string }[] = [];
  readonly #fields: string[] = [];
  #element = '';
  #capitals = false;

  constructor(sink: TextSink) {
    this.#sink = sink;
  }

  open(name: string, attributes: string): void {
    this.#element = name;
    if (paragraphs.has(name)) {
      if (this.#open.length >= limits.xml.depth) throw new Refusal('malformed');
      this.#open.push({ text: '', deleted: '' });
    } else if (name === 'br' || name === 'cr') this.#append('\n');
    else if (name === 'tab') this.#append('\t');
    else if (name === 'r') this.#capitals = false;
    else if (name === 'caps' || name === 'smallCaps') {
      this.#capitals = !/^(?:0|false|off)$/.test(attribute(attributes, 'val') ?? '1');
    } else if (name === 'rPr' && attributes.includes('cap=')) {
      this.#capitals = /^(?:all|small)$/.test(attribute(attributes, 'cap') ?? '');
    } else if (name === 'fldChar') this.#field(attribute(attributes, 'fldCharType'));
    else if (name === 'fldSimple') this.#instruction(attribute(attributes, 'instr') ?? '');
    else if (name === 'ddeLink' || name === 'oleLink') this.#sink.active(dynamicDataExchange);
    else if (name === 'textpath') this.#lineOf(attributes, 'string');
    else if (name === 'sheet') this.#lineOf(attributes, 'name');
    else if (name === 'docPr' || name === 'cNvPr') {
      this.#lineOf(attributes, 'descr');
      this.#lineOf(attributes, 'title');
    }
  }

  close(name: string): void {
    this.#element = '';
    if (paragraphs.has(name)) this.#endParagraph();
  }

  text(text: string): void {
    if (this.#element === 't') this.#append(this.#capitals ? text.toUpperCase() : text);
    else if (this.#element === 'delText') this.#appendDeleted(text);
    else if (this.#element === 'instrText' || this.#element === 'delInstrText') {
      const field = this.#fields.pop();
      this.#fields.push((field ?? '') + text);
    } else if (headersAndFooters.test(this.#element)) this.#sink.line(withoutHeaderCodes(text));
    else if (beyondAscii.test(text)) this.#sink.line(text);
  }

  end(): void {
    while (this.#open.length > 0) this.#endParagraph();
    while (this.#fields.length > 0) this.#field('end');
  }

  #append(text: string): void {
    const paragraph = this.#open.at(-1);
    if (paragraph) paragraph.text += text;
    else if (text.trim() !== '') this.#sink.line(text);
  }

  // Text that was deleted with changes tracked is still in the file, and is a line of its own.
  #appendDeleted(text: string): void {
    const paragraph = this.#open.at(-1);
    if (paragraph) paragraph.deleted += text;
  }

  #endParagraph(): void {
    const paragraph = this.#open.pop();
    if (paragraph?.deleted) this.#sink.line(paragraph.deleted);
    if (paragraph?.text) this.#sink.line(paragraph.text);
  }

  #field(mark: string | undefined): void {
    if (mark === 'begin') {
      if (this.#fields.length >= limits.xml.depth) throw new Refusal('malformed');
      this.#fields.push('');
    } else this.#instruction(this.#fields.pop() ?? '');
    // What follows a separator is the field's result, until its end.
    if (mark === 'separate') this.#fields.push('');
  }

  #instruction(text: string): void {
    if (isDdeField(text)) this.#sink.active(dynamicDataExchange);
  }

  #lineOf(attributes: string, name: string): void {
    if (beyondAscii.test(attributes) || attributes.includes('&#')) this.#sink.line(attribute(attributes, name) ?? '');
  }
}

/** Excel's page header without its codes: &L &C &R start a section, &"Font,Style", &12, &K…, &B and the like format it. */
export function withoutHeaderCodes(text: string): string {
  return text.replace(/&[LCR]/g, '\n').replace(/&(?:"[^"]*"|\d+|K[0-9A-F]{6}|K\d\d[+-]\d{3}|[A-Z&])/g, '');
}
