import { limits } from '../../submissions/inspection/limits.ts';
import { Refusal } from '../../submissions/inspection/reasons.ts';
import { mainPartOf } from '../../submissions/inspection/relationships.ts';
import { attribute, scanXml, type XmlHandler } from '../../submissions/inspection/xml.ts';
import { inflate, readZip } from '../../submissions/inspection/zip.ts';
import { type ReadParagraph, tidy } from './paragraph.ts';

/** Its text counts only where it moved to; of two ways to draw the same, only the first is read. */
const skipped = new Set(['Fallback', 'moveFrom']);
const headingStyle = /heading|tieude|^title$|^[1-4]$/i;
const isOff = (value: string | undefined): boolean => /^(?:0|false|off)$/.test(value ?? '1');

/** A row whose cells hold more than this is layout, not a row of figures: its paragraphs are read one by one. */
const ROW = { paragraphsPerCell: 3, characters: 800 };

interface OpenParagraph {
  text: string;
  /** Whether all of its text so far is in bold or capitals. */
  strong: boolean;
  style: boolean;
}
interface Line {
  text: string;
  emphasised: boolean;
}

/** Reads the body of a Word document as people read it: paragraphs, rows of tables, boxes; nothing that was deleted. */
class BodyReader implements XmlHandler {
  readonly paragraphs: ReadParagraph[] = [];
  readonly #named: string;
  readonly #open: OpenParagraph[] = [];
  /** Rows that are open, each with its cells; tables lie in cells of tables. */
  readonly #rows: { cells: Line[][]; table: number; number: number }[] = [];
  readonly #tables: { number: number; rows: number }[] = [];
  #tableCount = 0;
  #count = 0;
  #skipping = 0;
  #element = '';
  #run = { inside: false, strong: false };

  constructor(named: string) {
    this.#named = named;
  }

  open(name: string, attributes: string): void {
    if (skipped.has(name)) this.#skipping += 1;
    if (this.#skipping > 0) return;
    this.#element = name;
    const paragraph = this.#open.at(-1);
    switch (name) {
      case 'p':
        if (this.#open.length >= limits.xml.depth) throw new Refusal('malformed');
        this.#open.push({ text: '', strong: true, style: false });
        return;
      case 'r':
        this.#run = { inside: true, strong: false };
        return;
      case 'b':
      case 'caps':
        if (this.#run.inside && !isOff(attribute(attributes, 'val'))) this.#run.strong = true;
        return;
      case 'pStyle':
        if (paragraph && headingStyle.test(attribute(attributes, 'val') ?? '')) paragraph.style = true;
        return;
      case 'outlineLvl':
        if (paragraph) paragraph.style = true;
        return;
      case 'br':
      case 'cr':
        if (paragraph) paragraph.text += '\n';
        return;
      case 'tab':
        if (paragraph && this.#run.inside) paragraph.text += ' ';
        return;
      case 'noBreakHyphen':
        if (paragraph) paragraph.text += '-';
        return;
      case 'tbl':
        this.#tableCount += 1;
        this.#tables.push({ number: this.#tableCount, rows: 0 });
        return;
      case 'tr':
        this.#openRow();
        return;
      case 'tc':
        this.#rows.at(-1)?.cells.push([]);
        return;
    }
  }

  text(text: string): void {
    const paragraph = this.#open.at(-1);
    if (this.#skipping > 0 || this.#element !== 't' || !paragraph) return;
    paragraph.text += text;
    if (text.trim() !== '' && !this.#run.strong) paragraph.strong = false;
  }

  close(name: string): void {
    if (skipped.has(name)) {
      this.#skipping = Math.max(0, this.#skipping - 1);
      return;
    }
    if (this.#skipping > 0) return;
    this.#element = '';
    if (name === 'r') this.#run = { inside: false, strong: false };
    else if (name === 'p') this.#closeParagraph();
    else if (name === 'tr') this.#closeRow();
    else if (name === 'tbl') this.#tables.pop();
  }

  #openRow(): void {
    const table = this.#tables.at(-1);
    if (this.#rows.length >= limits.xml.depth) throw new Refusal('malformed');
    if (table) table.rows += 1;
    this.#rows.push({ cells: [], table: table?.number ?? 0, number: table?.rows ?? 0 });
  }

  #closeParagraph(): void {
    const closed = this.#open.pop();
    const text = tidy(closed?.text ?? '');
    if (!closed || text === '') return;
    const line = { text, emphasised: closed.style || closed.strong };
    const cell = this.#rows.at(-1)?.cells.at(-1);
    if (cell) cell.push(line);
    else this.#tell(line);
  }

  #closeRow(): void {
    const row = this.#rows.pop();
    if (!row) return;
    const lines = row.cells.flat();
    if (lines.length === 0) return;
    const place = `bảng ${row.table}, dòng ${row.number}`;
    const isRow =
      row.cells.length > 1 &&
      row.cells.every((cell) => cell.length <= ROW.paragraphsPerCell) &&
      lines.reduce((sum, { text }) => sum + text.length, 0) <= ROW.characters;
    const told = isRow
      ? [{ text: row.cells.map((cell) => cell.map(({ text }) => text).join(' / ')).join(' | '), emphasised: false }]
      : lines;
    for (const line of told) this.#tell(line, place);
  }

  #tell({ text, emphasised }: Line, place?: string): void {
    this.#count += 1;
    this.paragraphs.push({ text, place: place ?? `${this.#named} ${this.#count}`, emphasised });
  }
}

/**
 * The paragraphs of a DOCX in their order, its footnotes after them. Headers and footers are the page's, not the report's.
 * Throws a Refusal when the file cannot be read.
 */
export function readDocx(bytes: Uint8Array): ReadParagraph[] {
  const entries = readZip(bytes, { bytes: limits.zip.totalBytes });
  const main = mainPartOf(entries);
  if (main === undefined) throw new Refusal('malformed');
  const body = new BodyReader('đoạn');
  scanXml(inflate(main), body);
  const notes = entries.find(({ name }) => /(?:^|\/)footnotes\.xml$/i.test(name));
  if (notes === undefined) return body.paragraphs;
  const footnotes = new BodyReader('chú thích');
  scanXml(inflate(notes), footnotes);
  return [...body.paragraphs, ...footnotes.paragraphs];
}
