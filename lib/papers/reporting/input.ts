import type { Figures } from '../../compliance/figures.ts';
import type { Regime } from '../../regime/schema.ts';
import type { Issuer } from '../issuer.ts';
import type { Span } from '../span.ts';

/** What a compliance report is made of. */
export interface ReportInput {
  span: Span;
  figures: Figures;
  /** The span before, if it is known; its name stands in the comparison. */
  before?: { span: Span; figures: Figures } | undefined;
  regimes: readonly Regime[];
  issuer: Issuer;
  /** Files that were received and whose text cannot be read. */
  unreadable: readonly UnreadableFile[];
  /** The regime's document, as it is cited: "Công văn số 353-CV/TU, ngày 24/8/2021 của Tỉnh ủy Điện Biên". */
  source: string;
}

/** A file that was received, and why nothing can be taken from it. */
export interface UnreadableFile {
  name: string;
  report: string;
  file: string;
  reason: string;
}
