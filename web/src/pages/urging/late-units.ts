import type { Category, Units, Worklist } from '../../api/types.ts';
import { matchesSearch } from '../../words/fold.ts';

type LateItem = Worklist['overdue'][number];

/** A unit with all of which it is late. */
export interface LateUnit {
  id: string;
  name: string;
  category: Category | undefined;
  items: readonly LateItem[];
  /** Since when it has been late with something of the last days, and with something older. */
  isNewlyLate: boolean;
  isLongLate: boolean;
}

/** The units that owe something late, those that owe most first. */
export function lateUnits({ newlyLate, overdue }: Worklist, { items: units }: Units): LateUnit[] {
  const byUnit = new Map<string, LateItem[]>();
  for (const item of [...overdue, ...newlyLate]) byUnit.set(item.unit, [...(byUnit.get(item.unit) ?? []), item]);
  const categories = new Map(units.map(({ id, category }) => [id, category]));
  const isNew = new Set(newlyLate.map(({ unit }) => unit));
  const isLong = new Set(overdue.map(({ unit }) => unit));
  return [...byUnit]
    .map(([id, items]) => ({
      id,
      name: items[0]?.unitName ?? id,
      category: categories.get(id),
      items,
      isNewlyLate: isNew.has(id),
      isLongLate: isLong.has(id),
    }))
    .sort((a, b) => b.items.length - a.items.length || a.name.localeCompare(b.name, 'vi'));
}

export interface Narrowing {
  category: string;
  /** `moi`: late for a week at most; `lau`: longer; empty: both. */
  since: string;
  search: string;
}

/** The units that a filter leaves. */
export const narrow = (units: readonly LateUnit[], { category, since, search }: Narrowing): LateUnit[] =>
  units.filter(
    (unit) =>
      (category === '' || unit.category === category) &&
      (since !== 'moi' || unit.isNewlyLate) &&
      (since !== 'lau' || unit.isLongLate) &&
      (search === '' || matchesSearch(unit.name, search)),
  );
