import type { Instant, LocalDate } from '../calendar/dates.ts';
import { ownLastDay, type Term } from '../obligations/obligation.ts';
import type { Facts } from '../obligations/verdict.ts';
import { type Counts, countVerdicts } from './compliance.ts';

/** What of an obligation decides where it stands in a series. */
export interface Counted extends Facts {
  unit: string;
  from: LocalDate;
  status: string;
  since?: LocalDate | undefined;
  original?: Term | undefined;
}

export interface SeriesLine extends Counts {
  /** `2026-10`: the month of the last acceptable day by the rule itself or, without one, of the day from which days are counted. */
  month: string;
  category: string;
}

/** The month of an obligation's own last day, which no extension moves. */
export const monthOf = (obligation: Parameters<typeof ownLastDay>[0]): string => ownLastDay(obligation).slice(0, 7);

/** Verdicts counted by month and category of unit, in that order; all lines together are the figures in all. */
export function complianceSeries<O extends Counted>(
  obligations: Iterable<O>,
  categoryOf: (obligation: O) => string,
  now: Instant,
): SeriesLine[] {
  const groups = Map.groupBy(obligations, (obligation) => `${monthOf(obligation)}#${categoryOf(obligation)}`);
  return [...groups]
    .map(([key, members]): SeriesLine => {
      const [month = '', category = ''] = key.split('#');
      return { month, category, ...countVerdicts(members, now) };
    })
    .filter(({ expected }) => expected > 0)
    .sort((a, b) => (a.month + a.category < b.month + b.category ? -1 : 1));
}
