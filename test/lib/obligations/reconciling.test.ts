import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Status, statuses } from '../../../lib/obligations/obligation.ts';
import { addresses } from '../../../lib/obligations/opening.ts';
import { reconcile } from '../../../lib/obligations/reconciling.ts';
import { regimes } from '../../../lib/regime/index.ts';
import { categories, tags, validOn } from '../../../lib/units/unit.ts';
import { aUnit, sampleUnits } from '../../support/units.ts';

const LAST_DAY = '2025-07-27';
const everyone = { audience: { kind: 'all' as const } };
const armed = { audience: { kind: 'tag' as const, tag: 'armed-forces' } };
const gone = aUnit({ validTo: '2025-06-30' });
const there = aUnit({ id: 'so-tu-phap' });
const setRight = (rule: Parameters<typeof reconcile>[0], units: (typeof gone)[], held: [string, Status][]) => {
  const existing = held.map(([unit, status]) => ({ unit, status }));
  const { open, withdraw, reinstate } = reconcile(rule, { lastDay: LAST_DAY }, units, existing);
  return {
    open: open.map(({ id }) => id),
    withdraw: withdraw.map(({ obligation, reason }) => [obligation.unit, reason]),
    reinstate: reinstate.map(({ unit }) => unit),
  };
};
const nothing = { open: [], withdraw: [], reinstate: [] };

describe('who owes is compared with what is held, both ways', () => {
  it('opens what is owed and not held', () => {
    expect(setRight(everyone, [gone, there], [])).toEqual({ ...nothing, open: ['so-tu-phap'] });
  });

  it('withdraws what an ended unit holds open, and brings it back when the unit is valid after all', () => {
    expect(setRight(everyone, [gone], [[gone.id, 'open']])).toEqual({
      ...nothing,
      withdraw: [[gone.id, 'unit-not-valid']],
    });
    expect(setRight(everyone, [aUnit()], [[gone.id, 'withdrawn']])).toEqual({ ...nothing, reinstate: [gone.id] });
  });

  it('withdraws what a valid unit holds that the rule does not address on that day', () => {
    expect(setRight(armed, [there], [['so-tu-phap', 'open']])).toEqual({
      ...nothing,
      withdraw: [['so-tu-phap', 'unit-not-addressed']],
    });
  });

  it('looks at tags as they are on the last acceptable day', () => {
    const at = { at: '2025-06-01T00:00:00Z', by: 'office' };
    const entry = (from: string, tag: boolean) => ({
      from,
      ...at,
      said: { tags: tag ? ['armed-forces' as const] : [] },
    });
    const from = (day: string) => ({ ...there, changes: [entry('2021-08-24', false), entry(day, true)] });
    expect(setRight(armed, [from(LAST_DAY)], [])).toEqual({ ...nothing, open: ['so-tu-phap'] });
    expect(setRight(armed, [from('2025-07-28')], [])).toEqual(nothing);
  });

  it.each(['received', 'accepted', 'returned', 'waived', 'withdrawn'] as const)(
    'leaves what is %s with an ended unit',
    (status) => {
      expect(setRight(everyone, [gone], [[gone.id, status]])).toEqual(nothing);
    },
  );

  it('leaves a unit alone that the registry does not know: silence ends nothing', () => {
    expect(setRight(everyone, [], [[gone.id, 'open']])).toEqual(nothing);
  });

  it('once done, there is nothing left to do; every valid unit holds one and none that ended holds one open', () => {
    const registry = sampleUnits();
    const states = fc.array(fc.option(fc.constantFrom(...statuses)), {
      minLength: registry.length,
      maxLength: registry.length,
    });
    const days = fc.constantFrom('2025-01-31', '2025-06-30', '2025-07-01', LAST_DAY);
    fc.assert(
      fc.property(states, days, (held, lastDay) => {
        const existing = registry.flatMap(({ id }, i) => {
          const status = held[i];
          return status ? [{ unit: id, status }] : [];
        });
        const { open, withdraw, reinstate } = reconcile(everyone, { lastDay }, registry, existing);
        const next = new Map(existing.map(({ unit, status }) => [unit, status]));
        for (const { id } of open) next.set(id, 'open');
        for (const { unit } of reinstate) next.set(unit, 'open');
        for (const { obligation } of withdraw) next.set(obligation.unit, 'withdrawn');
        const after = [...next].map(([unit, status]) => ({ unit, status }));
        expect(reconcile(everyone, { lastDay }, registry, after)).toEqual(nothing);
        for (const unit of registry) {
          if (validOn(unit, lastDay)) expect([undefined, 'withdrawn']).not.toContain(next.get(unit.id));
          else expect(next.get(unit.id)).not.toBe('open');
        }
      }),
      { seed: 353, numRuns: 100 },
    );
  });
});

describe('an audience', () => {
  const units = sampleUnits();

  it.each(categories)('of the category %s holds the units of that category and no others', (category) => {
    const audience = { kind: 'category' as const, categories: [category] };
    const held = units.filter((unit) => addresses({ audience }, unit));
    expect(held).toEqual(units.filter((unit) => unit.category === category));
    expect(held.length).toBeGreaterThan(0);
  });

  it('of several categories holds the units of each, whatever their tags', () => {
    const audience = { kind: 'category' as const, categories: ['directly-under', 'party-group'] };
    const soldiers = aUnit({ category: 'directly-under', tags: ['armed-forces'] });
    expect(addresses({ audience }, soldiers)).toBe(true);
    expect(addresses({ audience }, aUnit())).toBe(false);
  });

  it('of the letter names no category or tag that a unit cannot have (R24)', () => {
    const rules = regimes.flatMap((regime) => regime.rules);
    const named = rules.flatMap(({ audience, contents }) => [
      ...(audience.kind === 'category' ? audience.categories : []),
      ...contents.flatMap(({ onlyFor }) => onlyFor ?? []),
    ]);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((category) => !(categories as readonly string[]).includes(category))).toEqual([]);
    const tagged = rules.flatMap(({ audience }) => (audience.kind === 'tag' ? [audience.tag] : []));
    expect(tagged.filter((tag) => !(tags as readonly string[]).includes(tag))).toEqual([]);
  });
});
