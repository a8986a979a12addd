import type { Figures } from '../../compliance/figures.ts';
import type { Regime } from '../../regime/schema.ts';
import { categoryRank, ruleRank } from '../words.ts';

type Lines = Pick<Figures, 'categories' | 'rules' | 'units'>;

/** The lines of figures in the order in which the letter names categories and rules, and units by name within theirs. */
export function inLettersOrder({ categories, rules, units }: Lines, regimes: readonly Regime[]): Lines {
  return {
    categories: [...categories].sort((a, b) => categoryRank(a.category) - categoryRank(b.category)),
    rules: [...rules].sort((a, b) => ruleRank(regimes, a.rule) - ruleRank(regimes, b.rule)),
    units: [...units].sort(
      (a, b) => categoryRank(a.category) - categoryRank(b.category) || a.name.localeCompare(b.name, 'vi'),
    ),
  };
}
