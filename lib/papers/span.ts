import { addDays, endOfMonth, type LocalDate } from '../calendar/dates.ts';
import { periodName } from '../notices/text/names.ts';
import { deadlineOf } from '../regime/deadlines.ts';
import { type Part, parsePeriod, twoDigits } from '../regime/periods.ts';
import type { Regime } from '../regime/schema.ts';
import { deadlinesOwed } from '../regime/succession.ts';

/**
 * What a paper is about: one rule's period, or all that fell due in a month, a quarter of months, a year. `id` is written as
 * a period's: `2026-10`, `2026-Q3`, `2026`.
 */
export type Span =
  | { kind: 'period'; rule: string; period: string }
  | { kind: 'month' | 'quarter' | 'year'; id: string };

/** The last acceptable days that a span takes in, both ends included. */
export interface Days {
  from: LocalDate;
  to: LocalDate;
}

/** A year, and as long as a deadline may move. */
const LOOK_BACK_DAYS = 400;
const QUARTERS: Partial<Record<Part, number>> = { Q1: 1, Q2: 2, Q3: 3, Q4: 4 };

/** A span's days; undefined when its id is not one of its kind. A rule's period has none: it is named itself. */
export function daysOf(span: Exclude<Span, { kind: 'period' }>): Days | undefined {
  const period = parsePeriod(span.id);
  if (span.kind === 'month' && period?.kind === 'month') {
    const from = `${span.id}-01`;
    return { from, to: endOfMonth(from) };
  }
  const quarter = period?.kind === 'part' ? QUARTERS[period.part] : undefined;
  if (span.kind === 'quarter' && period && quarter !== undefined) {
    const from = `${period.year}-${twoDigits(3 * quarter - 2)}-01`;
    return { from, to: endOfMonth(`${period.year}-${twoDigits(3 * quarter)}-01`) };
  }
  if (span.kind === 'year' && period?.kind === 'year') return { from: `${span.id}-01-01`, to: `${span.id}-12-31` };
  return undefined;
}

/** A rule's period before, each under the regime that decides on it, folded months passed over. */
function periodBefore(rule: string, period: string, regimes: readonly Regime[]): Span | undefined {
  const days = regimes.flatMap((regime) => deadlineOf(regime, rule, period)?.lastDay ?? []).sort();
  const [first, last] = [days.at(0), days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const owed = deadlinesOwed(regimes, addDays(first, -LOOK_BACK_DAYS), last).filter((each) => each.rule === rule);
  const before = owed[owed.findIndex((each) => each.period === period) - 1];
  return before && { kind: 'period', rule, period: before.period };
}

/** The span of the same kind before: of a rule, its period before. */
export function spanBefore(span: Span, regimes: readonly Regime[]): Span | undefined {
  if (span.kind === 'period') return periodBefore(span.rule, span.period, regimes);
  const days = daysOf(span);
  if (days === undefined) return undefined;
  const last = addDays(days.from, -1);
  const year = last.slice(0, 4);
  if (span.kind === 'month') return { kind: 'month', id: last.slice(0, 7) };
  if (span.kind === 'year') return { kind: 'year', id: year };
  return { kind: 'quarter', id: `${year}-Q${Math.ceil(Number(last.slice(5, 7)) / 3)}` };
}

/** How people name a span: "tháng 10/2026", "quý III/2026", "năm 2026". */
export const spanName = (span: Span): string => periodName(span.kind === 'period' ? span.period : span.id);

/** A span as part of a file's name: `monthly-2026-10`, `thang-2026-10`. */
export function spanSlug(span: Span): string {
  if (span.kind === 'period') return `${span.rule}-${span.period}`;
  return `${{ month: 'thang', quarter: 'quy', year: 'nam' }[span.kind]}-${span.id}`;
}
