import { Refusal } from '../../submissions/inspection/reasons.ts';
import { readingLimits } from './limits.ts';
import type { ReadParagraph } from './paragraph.ts';

/** The paragraphs of a file as they are found; a file that has more than a report may have is refused. */
export class ParagraphList {
  readonly all: ReadParagraph[] = [];
  #characters = 0;

  add(paragraph: ReadParagraph): void {
    this.all.push(paragraph);
    this.#count(paragraph.text);
  }

  /** Goes on with the last paragraph. */
  extend(text: string): void {
    const last = this.all.at(-1);
    if (last) last.text = `${last.text} ${text}`;
    this.#count(text);
  }

  #count({ length }: string): void {
    this.#characters += length;
    if (this.all.length > readingLimits.paragraphs || this.#characters > readingLimits.characters)
      throw new Refusal('zip-bomb');
  }
}
