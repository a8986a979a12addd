import { addDays, type LocalDate } from '../../calendar/dates.ts';

/** Days in a row, both ends included. */
export interface Span {
  from: LocalDate;
  to: LocalDate;
}

export const earlierOf = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);
export const laterOf = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/** The days between the first and the last of some spans that none of them holds, in order. */
export function gapsBetween(spans: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let reached: LocalDate | undefined;
  for (const { from, to } of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (reached !== undefined && addDays(reached, 1) < from)
      gaps.push({ from: addDays(reached, 1), to: addDays(from, -1) });
    if (reached === undefined || reached < to) reached = to;
  }
  return gaps;
}

/** The days of a span that none of the holes takes away, in order. */
export function without({ from, to }: Span, holes: readonly Span[]): Span[] {
  const rest: Span[] = [];
  let start = from;
  for (const hole of [...holes].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (hole.to < start || hole.from > to) continue;
    if (start < hole.from) rest.push({ from: start, to: addDays(hole.from, -1) });
    start = addDays(hole.to, 1);
  }
  return start <= to ? [...rest, { from: start, to }] : rest;
}

/** The days that two spans share; undefined when there are none. */
export function shared(a: Span, b: Span): Span | undefined {
  const from = laterOf(a.from, b.from);
  const to = earlierOf(a.to, b.to);
  return from <= to ? { from, to } : undefined;
}

export const holds = (outer: Span, inner: Span): boolean => outer.from <= inner.from && inner.to <= outer.to;
