import { ruleOf } from '../../regime/deadlines.ts';
import type { Regime } from '../../regime/schema.ts';

/** A section that a report is to have. */
export interface Section {
  id: string;
  title: string;
  /** Welcome, not required: "nếu có", or the contents of a month that is folded in. */
  optional: boolean;
  onlyFor?: readonly string[] | undefined;
}

/** The sections of a rule in order; after them those of the months folded into it, whose contents are part of its own. */
export function sectionsOf(regime: Regime, ruleId: string): Section[] {
  const rule = ruleOf(regime, ruleId);
  if (!rule) return [];
  const folded = rule.folds ? (ruleOf(regime, rule.folds.rule)?.contents ?? []) : [];
  const own = new Set(rule.contents.map(({ id }) => id));
  return [...rule.contents, ...folded.filter(({ id }) => !own.has(id)).map((s) => ({ ...s, optional: true }))];
}

/** Whether a section is asked of a unit of a category. */
export const isAskedOf = ({ onlyFor }: Section, category: string): boolean =>
  onlyFor === undefined || onlyFor.includes(category);
