import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareFigures, punctuality } from '../../../lib/compliance/change.ts';
import { countCompliance } from '../../../lib/compliance/compliance.ts';
import { complianceFigures, type Figured, type Line } from '../../../lib/compliance/figures.ts';
import { judge } from '../../../lib/obligations/verdict.ts';

const SETTINGS = { seed: 353, numRuns: 300 };
const NOW = '2026-11-05T00:00:00Z';
const numbers = ['expected', 'onTime', 'late', 'missing', 'notYetDue', 'waived', 'returned'] as const;

const obligations: fc.Arbitrary<Figured[]> = fc.array(
  fc.record({
    unit: fc.constantFrom('a', 'b', 'c', 'd'),
    rule: fc.constantFrom('monthly', 'annual'),
    period: fc.constantFrom('2026-10', '2026'),
    regimeVersion: fc.constant('353'),
    from: fc.constant('2026-09-26'),
    lastDay: fc.constantFrom('2026-10-27', '2026-11-03'),
    dueBefore: fc.constantFrom('2026-10-27T17:00:00Z', '2026-12-03T17:00:00Z'),
    receivedAt: fc.constantFrom(undefined, '2026-10-20T00:00:00Z', '2026-10-30T00:00:00Z'),
    waivedAt: fc.constantFrom(undefined, undefined, '2026-10-10T00:00:00Z'),
    withdrawnAt: fc.constantFrom(undefined, undefined, '2026-10-01T00:00:00Z'),
    status: fc.constantFrom('open' as const, 'received' as const, 'returned' as const),
  }),
  { maxLength: 60 },
);
const unitOf = ({ unit }: { unit: string }) => ({ name: unit.toUpperCase(), category: unit < 'c' ? 'x' : 'y' });

const sum = (lines: readonly Line[]) =>
  Object.fromEntries(numbers.map((name) => [name, lines.reduce((total, line) => total + line[name], 0)]));
const only = (line: Line) => sum([line]);

describe('laws of the figures', () => {
  it('categories, rules, periods and units each add up to the total', () => {
    fc.assert(
      fc.property(obligations, (all) => {
        const { total, categories, rules, periods, units } = complianceFigures(all, unitOf, NOW);
        for (const lines of [categories, rules, periods, units]) expect(sum(lines)).toEqual(only(total));
      }),
      SETTINGS,
    );
  });

  it('the total is what the API counts', () => {
    fc.assert(
      fc.property(obligations, (all) => {
        const { units: perUnit, ...counts } = countCompliance(all, NOW);
        const figures = complianceFigures(all, unitOf, NOW);
        expect(figures.total).toMatchObject(counts);
        expect(figures.units.map(({ unit, expected, late }) => [unit, expected, late])).toEqual(
          perUnit.map(({ unit, expected, late }) => [unit, expected, late]),
        );
      }),
      SETTINGS,
    );
  });

  it('whoever is counted late or missing is named once, with the days, the latest first', () => {
    fc.assert(
      fc.property(obligations, (all) => {
        const { total, late } = complianceFigures(all, unitOf, NOW);
        expect(late).toHaveLength(total.late + total.missing);
        expect(late.map(({ daysLate }) => daysLate)).toEqual(
          late.map(({ daysLate }) => daysLate).sort((a, b) => b - a),
        );
        const expected = all.filter(({ withdrawnAt }) => withdrawnAt === undefined).map((o) => judge(o, NOW).daysLate);
        const days = expected.reduce<number>((total_, day) => total_ + (day ?? 0), 0);
        expect(late.reduce((total_, { daysLate }) => total_ + daysLate, 0)).toBe(days);
      }),
      SETTINGS,
    );
  });

  it('nobody is both improved and absent before, and the worst have something late or missing', () => {
    fc.assert(
      fc.property(obligations, obligations, (now, before) => {
        const figures = complianceFigures(now, unitOf, NOW);
        const earlier = complianceFigures(before, unitOf, NOW);
        const { worst, improved } = compareFigures(figures, earlier);
        for (const { unit, before: was, after } of improved) {
          expect(after).toBeGreaterThan(was ?? Number.POSITIVE_INFINITY);
          expect(punctuality(earlier.units.find((line) => line.unit === unit.unit) ?? earlier.total)).toBe(was);
        }
        for (const { unit } of worst) expect(unit.late + unit.missing).toBeGreaterThan(0);
        expect(compareFigures(figures, undefined).improved).toEqual([]);
      }),
      SETTINGS,
    );
  });
});
