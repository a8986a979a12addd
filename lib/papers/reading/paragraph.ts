import type { Unreadable } from '../../submissions/readability.ts';

/** A paragraph of a unit's report, as it stands there. A row of a table is one. */
export interface ReadParagraph {
  text: string;
  /** Where in its file, as people look for it: "đoạn 12", "bảng 2, dòng 3", "trang 4". */
  place: string;
  /** Set apart as headings are: in bold, in capitals, or by a style. */
  emphasised: boolean;
  /** A note to the paragraph before it: it is never a heading. */
  note?: boolean | undefined;
}

/** `blankPages`: pages of a PDF that hold a picture and no text, in a file that is read otherwise. */
export type Reading = { ok: true; paragraphs: ReadParagraph[]; blankPages: number } | { ok: false; reason: Unreadable };

/** Text with every stretch of blanks as one, and nothing around it; lines stay lines. */
export const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
