import type { Unit } from './unit.ts';

/** What loading a registry would do, unit by unit; `absent` units stay as they are (nothing is deleted). */
export interface RegistryChange {
  added: Unit[];
  changed: { before: Unit; after: Unit }[];
  unchanged: string[];
  absent: string[];
}

const sameUnit = (a: Unit, b: Unit) => JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
const canonical = (u: Unit) => [
  u.id,
  u.name,
  u.category,
  [...u.tags].sort(),
  u.validFrom,
  u.validTo ?? null,
  [...u.successors].sort(),
  u.contactEmail,
  u.headEmail ?? null,
];

/** Compares the stored registry with a new list. Loading the same list twice changes nothing. */
export function compareRegistry(stored: readonly Unit[], loaded: readonly Unit[]): RegistryChange {
  const before = new Map(stored.map((unit) => [unit.id, unit]));
  const change: RegistryChange = { added: [], changed: [], unchanged: [], absent: [] };
  for (const after of loaded) {
    const known = before.get(after.id);
    if (!known) change.added.push(after);
    else if (sameUnit(known, after)) change.unchanged.push(after.id);
    else change.changed.push({ before: known, after });
  }
  const ids = new Set(loaded.map((unit) => unit.id));
  change.absent = stored.filter((unit) => !ids.has(unit.id)).map((unit) => unit.id);
  return change;
}
