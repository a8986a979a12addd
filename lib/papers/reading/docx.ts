import { limits } from '../../submissions/inspection/limits.ts';
import { Refusal } from '../../submissions/inspection/reasons.ts';
import { mainPartOf, relatedParts } from '../../submissions/inspection/relationships.ts';
import { scanXml } from '../../submissions/inspection/xml.ts';
import { inflate, readZip } from '../../submissions/inspection/zip.ts';
import { BodyReader, type NoteKind, noteKey, type Told } from './docx-body.ts';
import { Numbering } from './docx-numbering.ts';
import { Styles } from './docx-styles.ts';
import type { ReadParagraph } from './paragraph.ts';
import { ParagraphList } from './paragraph-list.ts';

/** What people call the notes of a kind, each with its number. */
const noteWords: Readonly<Record<NoteKind, string>> = { footnote: 'chú thích', endnote: 'chú thích cuối' };
const noteKinds = ['footnote', 'endnote'] as const;

/** The notes of a document, each told once: where it is referred to, or at the end when nothing refers to it. */
class Notes {
  readonly #texts = new Map<string, string[]>();
  readonly #counts = { footnote: 0, endnote: 0 };

  add(key: string, text: string): void {
    this.#texts.set(key, [...(this.#texts.get(key) ?? []), text]);
  }

  take(key: string): ReadParagraph[] {
    const texts = this.#texts.get(key) ?? [];
    const kind = noteKinds.find((each) => key.startsWith(noteKey(each, '')));
    if (!kind || texts.length === 0) return [];
    this.#texts.delete(key);
    this.#counts[kind] += 1;
    const place = `${noteWords[kind]} ${this.#counts[kind]}`;
    return texts.map((text) => ({ text, place, emphasised: false, note: true }));
  }

  takeRest(): ReadParagraph[] {
    return [...this.#texts.keys()].flatMap((key) => this.take(key));
  }
}

/**
 * The paragraphs of a DOCX in their order, with the numbers that Word counts for them; a note follows the paragraph that refers
 * to it. Headers and footers are the page's, not the report's. Throws a Refusal when the file cannot be read, or is more than
 * may be read.
 */
export function readDocx(bytes: Uint8Array): ReadParagraph[] {
  const entries = readZip(bytes, { bytes: limits.zip.totalBytes });
  const main = mainPartOf(entries);
  if (main === undefined) throw new Refusal('malformed');
  const related = relatedParts(entries, main);
  const part = (kind: string): Uint8Array | undefined => {
    const entry = related.get(kind);
    return entry && inflate(entry);
  };
  const parts = { styles: new Styles(part('styles')), numbering: new Numbering(part('numbering')) };
  const scan = (content: Uint8Array | undefined, tellTo: (told: Told) => void) => {
    if (content) scanXml(content, new BodyReader(parts, tellTo));
  };

  const notes = new Notes();
  for (const kind of noteKinds) scan(part(`${kind}s`), ({ note, text }) => notes.add(note ?? '', text));
  const found = new ParagraphList();
  let count = 0;
  scan(inflate(main), ({ text, emphasised, row, notes: referredTo }) => {
    count += 1;
    found.add({ text, place: row ?? `đoạn ${count}`, emphasised });
    for (const key of referredTo) for (const note of notes.take(key)) found.add(note);
  });
  for (const note of notes.takeRest()) found.add(note);
  return found.all;
}
