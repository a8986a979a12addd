import { type Compliance, type Counts, sum } from './compliance.ts';

/** What of a unit says who came after it. */
export interface Lineage {
  id: string;
  successors: readonly string[];
}

/** The figures of a unit together with those of every unit that it came after, directly or over others. */
export interface SuccessorLine extends Counts {
  unit: string;
  /** Whose figures are in the line besides the unit's own, in order of id. */
  predecessors: string[];
}

/** Whom each unit came after, directly or over others, in order of id; never the unit itself. */
export function lineageOf(registry: readonly Lineage[]): (id: string) => string[] {
  const before = new Map<string, string[]>();
  for (const { id, successors } of registry)
    for (const successor of successors) {
      const known = before.get(successor);
      if (known) known.push(id);
      else before.set(successor, [id]);
    }
  return (id) => {
    const found = new Set(before.get(id) ?? []);
    // The set grows while it is walked: what is found is looked at in its turn.
    for (const member of found) for (const earlier of before.get(member) ?? []) found.add(earlier);
    found.delete(id);
    return [...found].sort();
  };
}

/** One line for a unit: its own figures and its predecessors'. */
export const lineOf = (unit: string, predecessors: string[], perUnit: ReadonlyMap<string, Counts>): SuccessorLine => ({
  ...{ unit, predecessors },
  ...sum([unit, ...predecessors].flatMap((member) => perUnit.get(member) ?? [])),
});

/** The figures of a count per unit, by unit. */
export const byUnit = ({ units }: Pick<Compliance, 'units'>): Map<string, Counts> =>
  new Map(units.map(({ unit, ...counts }) => [unit, counts]));

/**
 * Compliance read along successors (R25): a line for each unit that nobody succeeded and that has anything to count,
 * alone or through those before it. A district that several communes succeeded stands in the line of each, so lines do
 * not add up to the totals; the totals are those of the obligations, each counted once.
 */
export function alongSuccessors(compliance: Pick<Compliance, 'units'>, registry: readonly Lineage[]): SuccessorLine[] {
  const perUnit = byUnit(compliance);
  const predecessorsOf = lineageOf(registry);
  const known = new Set(registry.map(({ id }) => id));
  const ends = registry.filter(({ successors }) => !successors.some((successor) => known.has(successor)));
  return ends
    .map(({ id }) => lineOf(id, predecessorsOf(id), perUnit))
    .filter(({ expected }) => expected > 0)
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
}
