import { ruleOf } from './deadlines.ts';
import { sourceOf } from './occasions.ts';
import type { Regime } from './schema.ts';

/** A part that a report must have, or may have. */
export interface RequiredContent {
  id: string;
  title: string;
  optional: boolean;
}

/**
 * What the report of a rule or an occasion must hold when a unit of a category sends it, by the letter's own list. The list of a
 * folded month is part of its host's (clause 1.1.c, "lồng ghép"); what both ask for stands once.
 */
export function requiredContents(regime: Regime, rule: string, category: string | undefined): RequiredContent[] {
  const folded = ruleOf(regime, rule)?.folds?.rule;
  const lists = [sourceOf(regime, rule), folded === undefined ? undefined : ruleOf(regime, folded)];
  const found = new Map<string, RequiredContent>();
  for (const { id, title, optional, onlyFor } of lists.flatMap((list) => list?.contents ?? [])) {
    const isOwed = onlyFor === undefined || (category !== undefined && onlyFor.includes(category));
    if (isOwed && !found.has(id)) found.set(id, { id, title, optional });
  }
  return [...found.values()];
}
