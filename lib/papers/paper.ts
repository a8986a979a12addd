import type { LocalDate } from '../calendar/dates.ts';
import type { Issuer } from './issuer.ts';

/** A stretch of text within a paragraph. `note` is small and grey: a trace to a source, not the paper's own words. */
export interface Run {
  text: string;
  bold?: boolean;
  italics?: boolean;
  note?: boolean;
}

export interface Column {
  head: string;
  /** The share of the text's width, in per cent; a table's columns add up to 100. */
  width: number;
  /** Numbers and days stand in the middle, words on the left. */
  align?: 'left' | 'center';
}

export interface ChartSeries {
  name: string;
  /** RRGGBB. */
  color: string;
  values: readonly number[];
}

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; runs: readonly Run[] }
  | {
      kind: 'table';
      caption: string;
      columns: readonly Column[];
      rows: readonly (readonly string[])[];
      total?: boolean;
    }
  | {
      kind: 'chart';
      caption: string;
      categories: readonly string[];
      series: readonly ChartSeries[];
      /** Each bar fills the whole width, its parts in per cent. */
      share: boolean;
    };

export interface Appendix {
  /** "Phụ lục 1" */
  name: string;
  title: string;
  blocks: readonly Block[];
}

/** A paper of the Office before it has a form: what it says, and to whom. */
export interface Paper {
  /** `report` carries the name of its kind over its title, a `letter` its subject under its number. */
  kind: 'report' | 'letter' | 'draft';
  /** The letters of its kind in its number: `BC`, `CV`. */
  sign: string;
  /** Over the title of a report: `BÁO CÁO`. */
  typeName: string;
  /** A report's may take several lines, where it is broken. */
  title: string;
  issuer: Issuer;
  /** The day on which it was made; the day of issue is left to the clerk. */
  date: LocalDate;
  addressees: readonly string[];
  blocks: readonly Block[];
  recipients: readonly string[];
  /** What follows the signature, each on a page of its own. */
  appendices?: readonly Appendix[];
}

/** A paragraph of plain words. */
export const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [{ text }] });
