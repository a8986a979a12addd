import { readFileSync } from 'node:fs';
import { parseUnitsCsv } from '../../lib/units/csv.ts';
import type { Unit } from '../../lib/units/unit.ts';

/** The sample registry that the project ships, read as any registry is. */
export function sampleUnits(): Unit[] {
  const parsed = parseUnitsCsv(readFileSync(new URL('../../data/units.csv', import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.units;
}

/** A unit with nothing remarkable about it; tests name what matters to them. */
export const aUnit = (change: Partial<Unit> = {}): Unit => ({
  id: 'huyen-uy-tuan-giao',
  name: 'Huyện ủy Tuần Giáo',
  category: 'district-committee',
  tags: [],
  validFrom: '2021-08-24',
  successors: [],
  contactEmail: 'tuangiao@dienbien.example',
  headEmail: 'thutruong.tuangiao@dienbien.example',
  ...change,
});
