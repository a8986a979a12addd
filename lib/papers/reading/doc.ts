import { OleFile } from '../../submissions/inspection/ole2.ts';
import { Refusal } from '../../submissions/inspection/reasons.ts';
import { openDocument97, type Piece97, tablePart } from '../../submissions/inspection/word97.ts';
import { type Run97, runsOf } from './doc-runs.ts';
import { type ReadParagraph, tidy } from './paragraph.ts';
import { ParagraphList } from './paragraph-list.ts';

/** Where the document's head tells how its characters are formatted, and how many characters each part of it has. */
const FORMATTING = 0xfa;
const parts = [
  { at: 0x4c, place: 'đoạn' },
  { at: 0x50, place: 'chú thích', note: true },
  // Headers and comments are read past.
  { at: 0x54 },
  { at: 0x58 },
  { at: 0x5c },
  { at: 0x60, place: 'chú thích cuối', note: true },
  { at: 0x64, place: 'khung' },
] as const;

interface Stretch {
  text: string;
  deleted: boolean;
  strong: boolean;
}

/** A piece of text cut where its formatting changes. */
function* stretchesOf({ text, from, narrow }: Piece97, runs: readonly Run97[], first: number): Generator<Stretch> {
  const width = narrow ? 1 : 2;
  let at = 0;
  for (let i = first; i < runs.length && at < text.length; i += 1) {
    const run = runs[i];
    if (!run || run.to <= from + at * width) continue;
    const begins = Math.max(at, Math.ceil((run.from - from) / width));
    const ends = Math.min(text.length, Math.ceil((run.to - from) / width));
    if (begins >= text.length) break;
    if (begins > at) yield { text: text.slice(at, begins), deleted: false, strong: false };
    if (ends > begins) yield { text: text.slice(begins, ends), deleted: run.deleted, strong: run.strong };
    at = Math.max(begins, ends);
  }
  if (at < text.length) yield { text: text.slice(at), deleted: false, strong: false };
}

/** The first run that may reach into bytes from a place on. */
function firstRun(runs: readonly Run97[], from: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  return low;
}

const mark = { cell: '\u0007', line: '\u000b', page: '\u000c', paragraph: '\r', field: '\u0013', result: '\u0014' };
const fieldEnd = '\u0015';
/** Signs that stand for pictures, notes and comments; hyphens that show only at the end of a line. */
const unseen = /[^\P{Cc}\n\t]/gu;

/** Cells of a row longer than this together are layout: each is a paragraph of its own. */
const MOST_OF_ROW = 800;

/** Gathers one part's characters into paragraphs and rows. */
class PartReader {
  readonly #tell: (text: string, emphasised: boolean) => void;
  /** Fields that are open, each with whether its result has begun: an instruction is not seen. */
  readonly #fields: boolean[] = [];
  #text = '';
  #strong = true;
  #cells: string[] = [];

  constructor(tell: (text: string, emphasised: boolean) => void) {
    this.#tell = tell;
  }

  read({ text, deleted, strong }: Stretch): void {
    // A paragraph whose end was deleted goes on with the next.
    if (deleted) return;
    for (const sign of text) {
      if (sign === mark.field) this.#fields.push(false);
      else if (sign === mark.result) this.#fields[this.#fields.length - 1] = true;
      else if (sign === fieldEnd) this.#fields.pop();
      else if (this.#fields.includes(false)) continue;
      else if (sign === mark.paragraph || sign === mark.page) this.#endParagraph();
      else if (sign === mark.cell) this.#endCell();
      else {
        this.#text += sign === mark.line ? '\n' : sign === '\u001e' ? '-' : sign;
        if (sign.trim() !== '' && !strong) this.#strong = false;
      }
    }
  }

  end(): void {
    this.#endRow();
    this.#endParagraph();
  }

  #take(): { text: string; strong: boolean } {
    const taken = { text: tidy(this.#text.replace(unseen, '')), strong: this.#strong };
    this.#text = '';
    this.#strong = true;
    return taken;
  }

  #endParagraph(): void {
    const { text, strong } = this.#take();
    if (text !== '') this.#tell(text, strong);
  }

  // The end of a row is an empty cell; an empty cell within one divides it, and loses nothing.
  #endCell(): void {
    const { text } = this.#take();
    if (text === '') this.#endRow();
    else this.#cells.push(text);
  }

  #endRow(): void {
    const cells = this.#cells;
    this.#cells = [];
    const row = cells.join(' | ');
    for (const text of row.length > MOST_OF_ROW ? cells : [row]) if (text !== '') this.#tell(text, false);
  }
}

/**
 * The paragraphs of a Word 97 to 2003 document, notes and boxes after its body; nothing that was deleted with changes tracked.
 * Numbers of lists, which Word counts, are not known. Throws a Refusal when it cannot be read, or is more than may be read.
 */
export function readDoc(bytes: Uint8Array): ReadParagraph[] {
  const file = new OleFile(bytes);
  const document = file.stream('WordDocument');
  if (!document) throw new Refusal('malformed');
  const { table, pieces } = openDocument97(document, (name) => file.stream(name));
  const runs = runsOf(document, tablePart(document, table, FORMATTING));
  const found = new ParagraphList();
  const stretches = pieces.flatMap((piece) => [...stretchesOf(piece, runs, firstRun(runs, piece.from))]).values();
  let open: Stretch | undefined;
  for (const part of parts) {
    let count = 0;
    const reader = new PartReader((text, emphasised) => {
      if (!('place' in part)) return;
      count += 1;
      found.add({ text, place: `${part.place} ${count}`, emphasised, ...('note' in part ? { note: true } : {}) });
    });
    for (let left = document.readUInt32LE(part.at); left > 0; ) {
      open ??= stretches.next().value;
      if (!open) break;
      const taken = open.text.slice(0, left);
      reader.read({ ...open, text: taken });
      left -= taken.length;
      const rest = open.text.slice(taken.length);
      open = rest === '' ? undefined : { ...open, text: rest };
    }
    reader.end();
  }
  return found.all;
}
