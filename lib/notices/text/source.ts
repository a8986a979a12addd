import { formatDate } from '../../calendar/vietnamese.ts';
import type { Regime, Rule } from '../../regime/schema.ts';

/** A rule, or an occasion, with the place that says when its report is due. */
export type Cited = { id: string; citations: Pick<Rule['citations'], 'deadline'> };

/** Where a rule stands, as an official letter cites it: "điểm b mục 1.1 Công văn số 353-CV/TU ngày 24/08/2021". */
export function citationOf(regime: Regime, rule: Cited): string {
  const [, section, point] = /^(\d+(?:\.\d+)*)(?:\.([a-zđ]))?$/.exec(rule.citations.deadline.clause) ?? [];
  const place = section ? `${point ? `điểm ${point} ` : ''}mục ${section}` : rule.citations.deadline.clause;
  return `${place} Công văn số ${regime.source.number} ngày ${formatDate(regime.source.date)}`;
}
