import { describe, expect, it } from 'vitest';
import { basisOf } from '../../../lib/units/basis.ts';
import type { LoadedUnit } from '../../../lib/units/csv.ts';
import { compareRegistry, type LoadOptions, unitsToWrite } from '../../../lib/units/registry-change.ts';
import { type DatedUnit, unitOn } from '../../../lib/units/versions.ts';
import { aUnit } from '../../support/units.ts';

const TODAY = '2025-06-20';
const loading = { at: '2025-06-20T02:00:00Z', by: 'office' };
const options: LoadOptions = { today: TODAY };
const district = aUnit({ headName: 'Lò Văn A' });

/** The registry after a list, as the register would hold it. */
function loadedOnto(stored: readonly DatedUnit[], loaded: readonly LoadedUnit[], how = options): DatedUnit[] {
  const writes = unitsToWrite(compareRegistry(stored, loaded, how), loading).map(({ unit }) => unit);
  return [...new Map([...stored, ...writes].map((unit) => [unit.id, unit])).values()];
}
const fieldsChanged = (stored: readonly DatedUnit[], loaded: readonly LoadedUnit[], how = options) =>
  compareRegistry(stored, loaded, how).changed.map(({ after: { id }, from, fields }) => ({ id, from, fields }));

describe('a new list', () => {
  it('is told per unit and member, before and after, from the day on which it holds', () => {
    const stored = loadedOnto([], [district]);
    const list = [aUnit({ headName: 'Lò Văn B', validTo: '2025-06-30', tags: ['armed-forces'] })];
    expect(fieldsChanged(stored, list)).toEqual([
      {
        id: district.id,
        from: TODAY,
        fields: [
          { field: 'tags', before: [], after: ['armed-forces'] },
          { field: 'validTo', before: null, after: '2025-06-30' },
          { field: 'headName', before: 'Lò Văn A', after: 'Lò Văn B' },
        ],
      },
    ]);
  });

  it('with a date of its own is held against the unit of that date', () => {
    const renamed = { ...district, name: 'Đảng ủy Tuần Giáo', effectiveFrom: '2025-07-01' };
    const stored = loadedOnto(loadedOnto([], [district]), [renamed]);
    expect(fieldsChanged(stored, [district])).toEqual([]);
    expect(fieldsChanged(stored, [renamed])).toEqual([]);
    expect(unitOn(stored[0] ?? district, '2025-06-30').name).toBe('Huyện ủy Tuần Giáo');
    expect(unitOn(stored[0] ?? district, '2025-07-01').name).toBe('Đảng ủy Tuần Giáo');
  });

  it('says when a change loaded before will take the place of this one', () => {
    const stored = loadedOnto(loadedOnto([], [district]), [
      { ...district, headName: 'Lò Văn C', effectiveFrom: '2025-07-01' },
    ]);
    const [change] = fieldsChanged(stored, [{ ...district, headName: 'Lò Văn B' }]);
    expect(change?.fields).toEqual([
      { field: 'headName', before: 'Lò Văn A', after: 'Lò Văn B', replacedOn: '2025-07-01' },
    ]);
  });

  it('without a column for heads leaves them as they are; with an empty cell it takes the name away', () => {
    const stored = loadedOnto([], [district]);
    const { headName: _, ...nameless } = district;
    expect(fieldsChanged(stored, [nameless], { today: TODAY, silentOn: ['headName'] })).toEqual([]);
    const emptied = loadedOnto(stored, [nameless]);
    expect(unitOn(emptied[0] ?? district, TODAY).headName).toBeUndefined();
    expect(unitOn(emptied[0] ?? district, '2025-06-19').headName).toBe('Lò Văn A');
  });

  it('of a unit from before there were records keeps what that unit was', () => {
    const stored = loadedOnto([district], [{ ...district, name: 'Huyện ủy Tuần Giáo mới' }]);
    expect(unitOn(stored[0] ?? district, '2025-06-19').name).toBe('Huyện ủy Tuần Giáo');
    expect(unitOn(stored[0] ?? district, TODAY).name).toBe('Huyện ủy Tuần Giáo mới');
  });
});

describe('the basis of a load', () => {
  it('is the same for the same registry in any order, and another after any change, also one still to come', () => {
    const other = aUnit({ id: 'so-tu-phap' });
    const stored = loadedOnto([], [district, other]);
    expect(basisOf([...stored].reverse())).toBe(basisOf(stored));
    const changed = [
      loadedOnto(stored, [{ ...district, contactEmail: 'moi@dienbien.example' }]),
      loadedOnto(stored, [{ ...district, name: 'Tên mới', effectiveFrom: '2030-01-01' }]),
      loadedOnto(stored, [{ ...district, validTo: '2025-06-30' }]),
      loadedOnto(stored, [aUnit({ id: 'so-moi' })]),
      stored.slice(1),
    ];
    expect(new Set([stored, ...changed].map(basisOf)).size).toBe(changed.length + 1);
  });
});
