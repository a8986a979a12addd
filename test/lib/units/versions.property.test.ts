import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../lib/calendar/dates.ts';
import { compareRegistry, unitsToWrite } from '../../../lib/units/registry-change.ts';
import type { Unit } from '../../../lib/units/unit.ts';
import { type DatedUnit, newest, unitOn, versionsOf } from '../../../lib/units/versions.ts';
import { aUnit } from '../../support/units.ts';

const SETTINGS = { seed: 353, numRuns: 300 };
const FIRST_DAY = '2025-01-01';
const DAYS = 40;
const day = (n: number) => addDays(FIRST_DAY, n);
const loading = { at: '2025-01-01T00:00:00Z', by: 'office' };
const dated = ['name', 'category', 'tags', 'contactEmail', 'headName', 'headEmail'] as const;

type Row = Pick<Unit, (typeof dated)[number]>;
interface Load {
  row: Row;
  from: number;
}

const row: fc.Arbitrary<Row> = fc
  .record({
    name: fc.constantFrom('Sở Nội vụ', 'Sở Nội vụ và Tôn giáo', 'Sở Tổ chức'),
    category: fc.constantFrom('department' as const, 'directly-under' as const),
    tags: fc.constantFrom<Unit['tags'][]>([], ['armed-forces']),
    contactEmail: fc.constantFrom('a@dienbien.example', 'b@dienbien.example'),
    headName: fc.constantFrom('Lò Văn A', 'Lò Văn B', undefined),
    headEmail: fc.constantFrom('ha@dienbien.example', 'hb@dienbien.example', undefined),
  })
  .map(({ headName, headEmail, ...rest }) => ({
    ...rest,
    ...(headName === undefined ? {} : { headName }),
    ...(headEmail === undefined ? {} : { headEmail }),
  }));
const loads = fc.array(fc.record({ row, from: fc.integer({ min: 0, max: DAYS - 1 }) }), { minLength: 1, maxLength: 7 });

const unitOf = ({ row: fields }: Load): Unit => {
  const { headName: _, headEmail: __, ...base } = aUnit({ id: 'so-noi-vu', validFrom: FIRST_DAY });
  return { ...base, ...fields };
};

/** Loads a row that holds from a day, as the Office would with `effective_from`. */
function load(stored: DatedUnit[], what: Load): DatedUnit[] {
  const loaded = [{ ...unitOf(what), effectiveFrom: day(what.from) }];
  const writes = unitsToWrite(compareRegistry(stored, loaded, { today: FIRST_DAY }), loading);
  return writes.length > 0 ? writes.map(({ unit }) => unit) : stored;
}
const loadedBy = (story: readonly Load[]) => story.reduce(load, [] as DatedUnit[]);
const only = (registry: readonly DatedUnit[]): DatedUnit => {
  const [unit] = registry;
  if (!unit || registry.length !== 1) throw new Error('one unit is loaded');
  return unit;
};
const fieldsOf = (unit: Unit) => dated.map((field) => unit[field] ?? null);

/**
 * The same, told day by day: a load paints each field that it changes from its day on, up to the day of a later change
 * of that field.
 */
function painted(story: readonly Load[]): unknown[][] {
  const [first, ...later] = story;
  if (!first) return [];
  const days = Array.from({ length: DAYS }, () => fieldsOf(unitOf(first)));
  const painters = dated.map(() => new Set<number>());
  for (const what of later) {
    const after = fieldsOf(unitOf(what));
    for (const [i, value] of after.entries()) {
      if (JSON.stringify(days[what.from]?.[i]) === JSON.stringify(value)) continue;
      const next = Math.min(DAYS, ...[...(painters[i] ?? [])].filter((start) => start > what.from));
      for (let d = what.from; d < next; d += 1) days[d]?.splice(i, 1, value);
      painters[i]?.add(what.from);
    }
  }
  return days;
}

describe('laws of a unit’s versions', () => {
  it('each day shows what was last said of it, up to the day of a later change of the same member', () => {
    fc.assert(
      fc.property(loads, (story) => {
        const unit = only(loadedBy(story));
        const days = Array.from({ length: DAYS }, (_, d) => fieldsOf(unitOn(unit, day(d))));
        expect(days).toEqual(painted(story));
      }),
      SETTINGS,
    );
  });

  it('a load never changes a day before the one from which it holds', () => {
    fc.assert(
      fc.property(loads, row, fc.integer({ min: 1, max: DAYS - 1 }), (story, fields, from) => {
        const before = loadedBy(story);
        const after = load(before, { row: fields, from });
        for (let d = 0; d < from; d += 1) expect(unitOn(only(after), day(d))).toEqual(unitOn(only(before), day(d)));
      }),
      SETTINGS,
    );
  });

  it('what is loaded holds on its day, and loading it again changes nothing', () => {
    fc.assert(
      fc.property(loads, (story) => {
        const last = story.at(-1);
        if (!last) return;
        const registry = loadedBy(story);
        expect(fieldsOf(unitOn(only(registry), day(last.from)))).toEqual(fieldsOf(unitOf(last)));
        const again = [{ ...unitOf(last), effectiveFrom: day(last.from) }];
        const change = compareRegistry(registry, again, { today: FIRST_DAY });
        expect([change.added, change.changed, change.unchanged]).toEqual([[], [], ['so-noi-vu']]);
      }),
      SETTINGS,
    );
  });

  it('the record only grows, and the newest version is what the unit itself shows', () => {
    fc.assert(
      fc.property(loads, (story) => {
        let registry: DatedUnit[] = [];
        for (const what of story) {
          const before = registry[0]?.changes ?? [];
          registry = load(registry, what);
          const unit = only(registry);
          expect(unit.changes?.slice(0, before.length)).toEqual(before);
          const { changes: _, ...shown } = unit;
          expect(shown).toEqual(newest(unit));
        }
      }),
      SETTINGS,
    );
  });

  it('versions follow one another without repeating, and each is what held on its first day', () => {
    fc.assert(
      fc.property(loads, (story) => {
        const unit = only(loadedBy(story));
        const versions = versionsOf(unit);
        for (const [i, { from, headName, headEmail, ...held }] of versions.entries()) {
          expect(unitOn(unit, from)).toMatchObject(held);
          expect([unitOn(unit, from).headName ?? null, unitOn(unit, from).headEmail ?? null]).toEqual([
            headName,
            headEmail,
          ]);
          const next = versions[i + 1];
          if (!next) continue;
          expect(next.from > from).toBe(true);
          expect(unitOn(unit, addDays(next.from, -1))).toEqual(unitOn(unit, from));
          expect(unitOn(unit, next.from)).not.toEqual(unitOn(unit, from));
        }
      }),
      SETTINGS,
    );
  });
});
