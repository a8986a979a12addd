import { type Compliance, type Counts, noCounts } from './compliance.ts';

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

/** Whom a unit came after, directly or over others, in order of id; never the unit itself. */
export function predecessorsOf(id: string, registry: readonly Lineage[]): string[] {
  const before = new Map<string, string[]>();
  for (const unit of registry)
    for (const successor of unit.successors) before.set(successor, [...(before.get(successor) ?? []), unit.id]);
  const found = new Set(before.get(id) ?? []);
  // The set grows while it is walked: what is found is looked at in its turn.
  for (const member of found) for (const earlier of before.get(member) ?? []) found.add(earlier);
  found.delete(id);
  return [...found].sort();
}

function add(a: Counts, b: Counts): Counts {
  return {
    expected: a.expected + b.expected,
    onTime: a.onTime + b.onTime,
    late: a.late + b.late,
    missing: a.missing + b.missing,
    notYetDue: a.notYetDue + b.notYetDue,
    waived: a.waived + b.waived,
  };
}

/** One line for a unit: its own figures and its predecessors'. */
export function lineOf(id: string, perUnit: ReadonlyMap<string, Counts>, registry: readonly Lineage[]): SuccessorLine {
  const predecessors = predecessorsOf(id, registry);
  const counts = [id, ...predecessors].map((member) => perUnit.get(member) ?? noCounts()).reduce(add);
  return { unit: id, predecessors, ...counts };
}

/**
 * Compliance read along successors (R25): a line for each unit that nobody succeeded and that has anything to count,
 * alone or through those before it. A district that several communes succeeded stands in the line of each, so lines do
 * not add up to the totals; the totals are those of the obligations, each counted once.
 */
export function alongSuccessors({ units }: Pick<Compliance, 'units'>, registry: readonly Lineage[]): SuccessorLine[] {
  const perUnit = new Map(units.map(({ unit, ...counts }) => [unit, counts]));
  const known = new Set(registry.map(({ id }) => id));
  const ends = registry.filter(({ successors }) => !successors.some((successor) => known.has(successor)));
  return ends
    .map(({ id }) => lineOf(id, perUnit, registry))
    .filter(({ expected }) => expected > 0)
    .sort((a, b) => (a.unit < b.unit ? -1 : 1));
}
