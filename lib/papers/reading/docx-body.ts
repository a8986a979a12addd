import { limits } from '../../submissions/inspection/limits.ts';
import { Refusal } from '../../submissions/inspection/reasons.ts';
import { attribute, type XmlHandler } from '../../submissions/inspection/xml.ts';
import type { Numbering } from './docx-numbering.ts';
import { isOn, type ListPlace, type Styles } from './docx-styles.ts';
import { tidy } from './paragraph.ts';

/** Text that counts only where it moved to; what is drawn in two ways, of which the first is read; how it looked before a change. */
const skipped = new Set(
  'Fallback moveFrom pPrChange rPrChange sectPrChange tblPrChange trPrChange tcPrChange'.split(' '),
);
export type NoteKind = 'footnote' | 'endnote';
const referenceTo: Readonly<Record<string, NoteKind>> = {
  footnoteReference: 'footnote',
  endnoteReference: 'endnote',
};
export const noteKey = (kind: NoteKind, id: string | undefined): string => `${kind} ${id ?? ''}`;

/** A row whose cells hold more than this is layout, not a row of figures: its paragraphs are read one by one. */
const ROW = { paragraphsPerCell: 3, characters: 800 };

interface OpenParagraph {
  text: string;
  /** Whether all of its text so far is in bold or capitals. */
  strong: boolean;
  /** Whether its style makes its text bold. */
  styledStrong: boolean;
  isHeading: boolean;
  style: string | undefined;
  list: string | undefined;
  level: number | undefined;
  styledPlace: ListPlace | undefined;
  notes: string[];
}
const newParagraph = (): OpenParagraph => ({
  ...{ text: '', strong: true, styledStrong: false, isHeading: false, style: undefined },
  ...{ list: undefined, level: undefined, styledPlace: undefined, notes: [] },
});

interface Line {
  text: string;
  emphasised: boolean;
  /** The notes that it refers to, in order. */
  notes: string[];
}

/** A paragraph as it was read; `row` says where in a table it stands, `note` in which note. */
export interface Told extends Line {
  row: string | undefined;
  note: string | undefined;
}

/** Reads a part of a Word document as people read it: paragraphs, rows of tables, boxes; nothing that was deleted. */
export class BodyReader implements XmlHandler {
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #tellTo: (told: Told) => void;
  readonly #open: OpenParagraph[] = [];
  /** Rows that are open, each with its cells; tables lie in cells of tables. */
  readonly #rows: { cells: Line[][]; table: number; number: number }[] = [];
  readonly #tables: { number: number; rows: number }[] = [];
  #tableCount = 0;
  #skipping = 0;
  #element = '';
  #note: string | undefined;
  #run = { inside: false, strong: false };

  constructor({ styles, numbering }: { styles: Styles; numbering: Numbering }, tellTo: (told: Told) => void) {
    this.#styles = styles;
    this.#numbering = numbering;
    this.#tellTo = tellTo;
  }

  open(name: string, attributes: string): void {
    if (skipped.has(name)) this.#skipping += 1;
    if (this.#skipping > 0) return;
    this.#element = name;
    const paragraph = this.#open.at(-1);
    switch (name) {
      case 'p':
        if (this.#open.length >= limits.xml.depth) throw new Refusal('malformed');
        this.#open.push(newParagraph());
        return;
      case 'r':
        this.#run = { inside: true, strong: paragraph?.styledStrong === true };
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
      case 'footnote':
      case 'endnote':
        this.#note = noteKey(name, attribute(attributes, 'id'));
        return;
      default:
        if (paragraph) this.#describe(paragraph, name, attributes);
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
    else if (name === 'footnote' || name === 'endnote') this.#note = undefined;
  }

  #describe(paragraph: OpenParagraph, name: string, attributes: string): void {
    const kind = referenceTo[name];
    if (kind) paragraph.notes.push(noteKey(kind, attribute(attributes, 'id')));
    else if (name === 'b' || name === 'caps') {
      if (this.#run.inside) this.#run.strong = isOn(attributes) || (name === 'caps' && this.#run.strong);
    } else if (name === 'pStyle') {
      paragraph.style = attribute(attributes, 'val') ?? '';
      const { isHeading, isStrong, place } = this.#styles.of(paragraph.style);
      paragraph.isHeading ||= isHeading;
      paragraph.styledStrong = isStrong;
      paragraph.styledPlace = place;
    } else if (name === 'outlineLvl') paragraph.isHeading = Number(attribute(attributes, 'val')) < 9;
    else if (name === 'numId') paragraph.list = attribute(attributes, 'val');
    else if (name === 'ilvl') paragraph.level = Number(attribute(attributes, 'val'));
    else if (name === 'br' || name === 'cr') paragraph.text += '\n';
    else if (name === 'tab' && this.#run.inside) paragraph.text += ' ';
    else if (name === 'noBreakHyphen') paragraph.text += '-';
  }

  #openRow(): void {
    const table = this.#tables.at(-1);
    if (this.#rows.length >= limits.xml.depth) throw new Refusal('malformed');
    if (table) table.rows += 1;
    this.#rows.push({ cells: [], table: table?.number ?? 0, number: table?.rows ?? 0 });
  }

  /** The number that Word draws before a paragraph of a list. */
  #labelOf({ style, list, level, styledPlace }: OpenParagraph): string {
    const listId = list ?? styledPlace?.list;
    if (listId === undefined) return '';
    const styled = style === undefined ? 0 : this.#numbering.levelOfStyle(listId, style);
    return this.#numbering.next(listId, level ?? styledPlace?.level ?? styled);
  }

  #closeParagraph(): void {
    const closed = this.#open.pop();
    if (!closed) return;
    // An empty paragraph of a list is counted all the same.
    const label = this.#labelOf(closed);
    const text = tidy(closed.text);
    if (text === '') return;
    const { isHeading, strong, notes } = closed;
    const line = { text: label === '' ? text : `${label} ${text}`, emphasised: isHeading || strong, notes };
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
    const text = row.cells.map((cell) => cell.map((line) => line.text).join(' / ')).join(' | ');
    const told = isRow ? [{ text, emphasised: false, notes: lines.flatMap(({ notes }) => notes) }] : lines;
    for (const line of told) this.#tell(line, place);
  }

  #tell(line: Line, row?: string): void {
    this.#tellTo({ ...line, row, note: this.#note });
  }
}
