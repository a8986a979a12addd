import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counts, countCompliance, countVerdicts } from '../../../lib/compliance/compliance.ts';
import { alongSuccessors, type Lineage, lineageOf } from '../../../lib/compliance/succession.ts';
import type { Facts } from '../../../lib/obligations/verdict.ts';
import { sampleUnits } from '../../support/units.ts';

const SETTINGS = { seed: 353, numRuns: 300 };
const NOW = '2025-08-01T00:00:00Z';
const UNITS = 8;
const nothing = countVerdicts([], NOW);
const names = Object.keys(nothing) as (keyof Counts)[];

/** A registry in which a unit is only ever succeeded by later ones, as time has it. */
const registries: fc.Arbitrary<Lineage[]> = fc
  .array(fc.array(fc.integer({ min: 1, max: UNITS }), { maxLength: 3 }), { minLength: UNITS, maxLength: UNITS })
  .map((steps) =>
    steps.map((ahead, i) => ({
      id: `u${i}`,
      successors: [...new Set(ahead.map((n) => i + n))].filter((n) => n < UNITS).map((n) => `u${n}`),
    })),
  );

const obligations: fc.Arbitrary<(Facts & { unit: string })[]> = fc.array(
  fc.record({
    unit: fc.integer({ min: 0, max: UNITS - 1 }).map((n) => `u${n}`),
    lastDay: fc.constant('2025-07-27'),
    dueBefore: fc.constantFrom('2025-07-27T17:00:00Z', '2025-09-01T17:00:00Z'),
    receivedAt: fc.constantFrom(undefined, '2025-07-20T00:00:00Z', '2025-07-29T00:00:00Z'),
    waivedAt: fc.constantFrom(undefined, '2025-07-10T00:00:00Z'),
    withdrawnAt: fc.constantFrom(undefined, undefined, '2025-07-01T00:00:00Z'),
  }),
  { maxLength: 60 },
);

function sum(all: readonly Counts[]): Counts {
  const total = { ...nothing };
  for (const counts of all) for (const name of names) total[name] += counts[name];
  return total;
}
const countsOf = (line: Counts): Counts => sum([line]);

describe('laws of compliance', () => {
  it('verdicts add up to what is expected, and the figures per unit to the totals', () => {
    fc.assert(
      fc.property(obligations, (all) => {
        const figures = countCompliance(all, NOW);
        expect(sum(figures.units)).toEqual(countsOf(figures));
        for (const { expected, onTime, late, missing, notYetDue, waived } of [figures, ...figures.units])
          expect(onTime + late + missing + notYetDue + waived).toBe(expected);
      }),
      SETTINGS,
    );
  });

  it('what was withdrawn is not expected of anybody', () => {
    fc.assert(
      fc.property(obligations, (all) => {
        const expected = all.filter(({ withdrawnAt }) => withdrawnAt === undefined);
        expect(countCompliance(all, NOW)).toEqual(countCompliance(expected, NOW));
      }),
      SETTINGS,
    );
  });

  it('each line along successors is the sum of its members, and every unit stands in one at least', () => {
    fc.assert(
      fc.property(registries, obligations, (registry, all) => {
        const figures = countCompliance(all, NOW);
        const perUnit = new Map(figures.units.map((line) => [line.unit, countsOf(line)]));
        const lines = alongSuccessors(figures, registry);
        for (const line of lines) {
          const members = [line.unit, ...line.predecessors];
          expect(countsOf(line)).toEqual(sum(members.map((id) => perUnit.get(id) ?? nothing)));
          expect(new Set(members).size).toBe(members.length);
          expect(registry.find(({ id }) => id === line.unit)?.successors).toEqual([]);
        }
        const covered = new Set(lines.flatMap(({ unit, predecessors }) => [unit, ...predecessors]));
        expect([...perUnit.keys()].filter((id) => !covered.has(id))).toEqual([]);
      }),
      SETTINGS,
    );
  });

  it('predecessors are those from whom successors lead to the unit', () => {
    const reaches = (registry: readonly Lineage[], from: string, to: string): boolean =>
      (registry.find(({ id }) => id === from)?.successors ?? []).some(
        (next) => next === to || reaches(registry, next, to),
      );
    fc.assert(
      fc.property(registries, (registry) => {
        const predecessorsOf = lineageOf(registry);
        for (const { id } of registry)
          expect(predecessorsOf(id)).toEqual(
            registry.map((unit) => unit.id).filter((other) => reaches(registry, other, id)),
          );
      }),
      SETTINGS,
    );
  });
});

describe('the sample registry along successors', () => {
  it('gives each of the 45 communes and wards its district, and leaves departments alone', () => {
    const units = sampleUnits();
    const predecessorsOf = lineageOf(units);
    const communes = units.filter(({ category }) => category === 'commune-committee');
    const districts = new Set(units.filter((u) => u.category === 'district-committee').map(({ id }) => id));
    expect(communes).toHaveLength(45);
    for (const { id } of communes) {
      const before = predecessorsOf(id);
      expect(before).toHaveLength(1);
      expect(districts.has(before[0] ?? '')).toBe(true);
    }
    expect(predecessorsOf('so-tu-phap')).toEqual([]);
  });
});
