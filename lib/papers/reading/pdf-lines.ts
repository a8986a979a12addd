import type { TextPiece } from '../../submissions/inspection/pdf-document.ts';
import { tidy } from './paragraph.ts';

export interface PageLine {
  text: string;
  left: number;
  right: number;
  bottom: number;
  height: number;
}

const xOf = ({ transform }: TextPiece): number => transform[4] ?? 0;
const yOf = ({ transform }: TextPiece): number => transform[5] ?? 0;

function lineOf(pieces: readonly TextPiece[]): PageLine | undefined {
  const visible = pieces.filter(({ str }) => str.trim() !== '');
  const [first] = visible;
  if (!first) return undefined;
  return {
    text: tidy(pieces.map(({ str }) => str).join('')),
    left: Math.min(...visible.map(xOf)),
    right: Math.max(...visible.map((piece) => xOf(piece) + piece.width)),
    bottom: yOf(first),
    height: Math.max(...visible.map(({ height }) => height)) || 12,
  };
}

/** Joins the pieces of a page into lines, in the order in which the file draws them. */
export function linesOf(pieces: readonly TextPiece[]): PageLine[] {
  const lines: PageLine[] = [];
  let open: TextPiece[] = [];
  const end = () => {
    const line = lineOf(open);
    if (line) lines.push(line);
    open = [];
  };
  for (const piece of pieces) {
    const last = open.at(-1);
    // An end of line that the file does not tell shows by its height on the page.
    if (last && piece.str.trim() !== '' && Math.abs(yOf(piece) - yOf(last)) > Math.max(piece.height, 4) / 2) end();
    open.push(piece);
    if (piece.hasEOL) end();
  }
  end();
  return lines;
}

const beginsItem = /^(?:[IVX]{1,5}\s*[.)]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[-+•–*])\s/u;
const endsSentence = /[.!?…]$/u;
const endsClause = /[;:,]$/u;
const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** How far from the left edge a line begins anew, and from the right one it ends early: in points, and of the width. */
const INDENT = 8;
const SHORT = 0.12;
const WIDE_GAP = 1.6;

/** A number alone at the top or the foot of a page is the page's, not the report's. */
const isPageNumber = ({ text }: PageLine, page: number): boolean => text.replace(/[\s\-–]/g, '') === String(page);

/** A page's lines as paragraphs; `opens` when the first begins one rather than going on with the page before. */
export function paragraphsOfPage(all: readonly PageLine[], page: number): { text: string; opens: boolean }[] {
  const lines = all.filter((line, i) => !((i === 0 || i === all.length - 1) && isPageNumber(line, page)));
  const left = Math.min(...lines.map((line) => line.left));
  const right = Math.max(...lines.map((line) => line.right));
  const gaps = lines.slice(1).map((line, i) => (lines[i]?.bottom ?? 0) - line.bottom);
  const leading = median(gaps.filter((gap) => gap > 0));
  const paragraphs: { text: string; opens: boolean }[] = [];
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    const last = paragraphs.at(-1);
    const opens =
      line.left - left > INDENT ||
      beginsItem.test(line.text) ||
      (before !== undefined &&
        (before.right < right - SHORT * (right - left) || before.bottom - line.bottom > WIDE_GAP * leading));
    if (last && before && !opens) last.text += ` ${line.text}`;
    else paragraphs.push({ text: line.text, opens: opens || i > 0 });
  }
  return paragraphs;
}

/** Whether a paragraph at the top of a page goes on with the one before it. */
export function goesOn(before: string, { text, opens }: { text: string; opens: boolean }): boolean {
  if (opens || endsSentence.test(before)) return false;
  return !endsClause.test(before) || /^\p{Ll}/u.test(text);
}
