import type { Figures, Line, UnitLine } from './figures.ts';

/** How many of the reports that were due have come on time, from 0 to 1; undefined when none was due. */
export function punctuality({ onTime, late, missing }: Pick<Line, 'onTime' | 'late' | 'missing'>): number | undefined {
  const due = onTime + late + missing;
  return due === 0 ? undefined : onTime / due;
}

export interface UnitChange {
  unit: UnitLine;
  before: number | undefined;
  after: number;
  /** Days late of all its reports together. */
  daysLate: number;
}

/** The figures of a period beside those of the period before it. */
export interface Change {
  before: number | undefined;
  after: number | undefined;
  /** Units with something late or missing: the least punctual first, then those late by the most days. */
  worst: UnitChange[];
  /** Units more punctual than in the period before, by how much. */
  improved: UnitChange[];
}

const idOf = ({ unit }: UnitChange): string => unit.unit;

/** Who did worst, and who did better than before (theo dõi, clause 2). Lists are in a fixed order. */
export function compareFigures(figures: Figures, before: Figures | undefined): Change {
  const earlier = new Map((before?.units ?? []).map((line) => [line.unit, punctuality(line)]));
  const days = new Map<string, number>();
  for (const { unit, daysLate } of figures.late) days.set(unit, (days.get(unit) ?? 0) + daysLate);
  const changes = figures.units.flatMap((unit): UnitChange[] => {
    const after = punctuality(unit);
    return after === undefined
      ? []
      : [{ unit, before: earlier.get(unit.unit), after, daysLate: days.get(unit.unit) ?? 0 }];
  });
  const gain = ({ before: was, after }: UnitChange) => (was === undefined ? 0 : after - was);
  const tie = (a: UnitChange, b: UnitChange) => (idOf(a) < idOf(b) ? -1 : 1);
  return {
    before: before && punctuality(before.total),
    after: punctuality(figures.total),
    worst: changes
      .filter(({ unit }) => unit.late + unit.missing > 0)
      .sort((a, b) => a.after - b.after || b.daysLate - a.daysLate || tie(a, b)),
    improved: changes.filter((change) => gain(change) > 0).sort((a, b) => gain(b) - gain(a) || tie(a, b)),
  };
}
