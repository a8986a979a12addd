import type { LocalDate } from '../../calendar/dates.ts';

/** A form rule for the Party's documents: what a clerk would check with a ruler. Lengths in mm, type sizes in points. */
export interface PaperForm {
  /** The rule and the day from which it holds, for example `36-HD/VPTW@2018-04-03`. */
  version: string;
  effectiveFrom: LocalDate;
  page: { width: number; height: number; top: number; bottom: number; left: number; right: number };
  font: string;
  /** Of the whole: paragraphs, tables, and what stands around them. */
  sizes: {
    heading: number;
    issuer: number;
    number: number;
    typeName: number;
    title: number;
    /** The subject of a letter, under its number. */
    subject: number;
    body: number;
    table: number;
    recipients: number;
    note: number;
  };
  /** The indent of a paragraph's first line, and the least distance between lines. */
  firstLine: number;
  lineAtLeast: number;
  /** The title that stands first on every document of the Party. */
  motto: string;
}
