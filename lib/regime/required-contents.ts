import { ruleOf } from './deadlines.ts';
import { sourceOf } from './occasions.ts';
import type { Regime, Section } from './schema.ts';

/** A part that a report must have, or may have. */
export interface RequiredContent {
  id: string;
  title: string;
  optional: boolean;
}

/** Whether a part is asked of a unit of a category; what only some are asked for is not asked of a unit that nobody knows. */
export const isAskedOf = ({ onlyFor }: Pick<Section, 'onlyFor'>, category: string | undefined): boolean =>
  onlyFor === undefined || (category !== undefined && onlyFor.includes(category));

/** The letter's own list of a rule or an occasion, then that of the month that is folded into it. */
function listed(regime: Regime, rule: string): Section[] {
  const folded = ruleOf(regime, rule)?.folds?.rule;
  const lists = [sourceOf(regime, rule), folded === undefined ? undefined : ruleOf(regime, folded)];
  return lists.flatMap((list) => list?.contents ?? []);
}

function eachOnce(sections: readonly Section[]): Section[] {
  const found = new Map<string, Section>();
  for (const section of sections) if (!found.has(section.id)) found.set(section.id, section);
  return [...found.values()];
}

/**
 * Every part that a rule or an occasion asks of any unit, in the letter's order. The list of a folded month is part of its
 * host's (clause 1.1.c, "lồng ghép"); what both ask for stands once.
 */
export const contentsOfRule = (regime: Regime, rule: string): Section[] => eachOnce(listed(regime, rule));

/** What the report of a rule or an occasion must hold when a unit of a category sends it: of `contentsOfRule`, its part. */
export const requiredContents = (regime: Regime, rule: string, category: string | undefined): RequiredContent[] =>
  eachOnce(listed(regime, rule).filter((section) => isAskedOf(section, category))).map(({ id, title, optional }) => ({
    ...{ id, title, optional },
  }));
