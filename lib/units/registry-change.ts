import type { Instant, LocalDate } from '../calendar/dates.ts';
import type { LoadedUnit } from './csv.ts';
import { type Unit, unitFields } from './unit.ts';
import { type DatedUnit, newest, type UnitChange, unitOn } from './versions.ts';

export type UnitField = (typeof unitFields)[number];

type Value = string | string[] | null;

/** One member of a unit that a list changes. */
export interface FieldChange {
  field: UnitField;
  before: Value;
  after: Value;
  /** The day from which a change loaded before replaces this one. */
  replacedOn?: LocalDate;
}

export interface ChangedUnit {
  before: DatedUnit;
  after: Unit;
  /** The local date from which the change holds. */
  from: LocalDate;
  fields: FieldChange[];
}

/** What loading a registry would do, unit by unit; `absent` units stay as they are (nothing is deleted). */
export interface RegistryChange {
  added: { after: Unit; from: LocalDate }[];
  changed: ChangedUnit[];
  unchanged: string[];
  absent: string[];
}

const valueIn = (unit: Unit, field: UnitField): Value => {
  const value = unit[field];
  return Array.isArray(value) ? [...value].sort() : (value ?? null);
};

/** Facts about the whole of a unit: they hold on every day, so no coming change replaces them. */
const undated: readonly UnitField[] = ['validFrom', 'validTo', 'successors'];

function fieldChange(field: UnitField, stored: DatedUnit, before: Unit, after: Unit, from: LocalDate): FieldChange[] {
  const [was, is] = [valueIn(before, field), valueIn(after, field)];
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const [, ...later] = stored.changes ?? [];
  const [replacedOn] = later
    .filter((entry) => entry.from > from && entry.said[field] !== undefined && !undated.includes(field))
    .map((entry) => entry.from)
    .sort();
  return [{ field, before: was, after: is, ...(replacedOn === undefined ? {} : { replacedOn }) }];
}

export interface LoadOptions {
  /** The local date of loading, from which a row without a date of its own holds. */
  today: LocalDate;
  /** Members of which the file has no column: what is stored stays. */
  silentOn?: readonly 'headName'[];
}

/**
 * Compares the stored registry with a new list. A row is held against the unit as it is on the day from which the row
 * holds, so loading the same list twice changes nothing. A unit that is new holds from its first day.
 */
export function compareRegistry(
  stored: readonly DatedUnit[],
  loaded: readonly LoadedUnit[],
  { today, silentOn = [] }: LoadOptions,
): RegistryChange {
  const known = new Map(stored.map((unit) => [unit.id, unit]));
  const change: RegistryChange = { added: [], changed: [], unchanged: [], absent: [] };
  for (const { effectiveFrom, ...row } of loaded) {
    const before = known.get(row.id);
    if (!before) {
      change.added.push({ after: row, from: effectiveFrom ?? row.validFrom });
      continue;
    }
    const from = effectiveFrom ?? today;
    const was = unitOn(before, from);
    const after =
      silentOn.includes('headName') && was.headName !== undefined ? { ...row, headName: was.headName } : row;
    const fields = unitFields.flatMap((field) => fieldChange(field, before, was, after, from));
    if (fields.length === 0) change.unchanged.push(row.id);
    else change.changed.push({ before, after, from, fields });
  }
  const ids = new Set(loaded.map((unit) => unit.id));
  change.absent = stored.filter((unit) => !ids.has(unit.id)).map((unit) => unit.id);
  return change;
}

/** Who loaded a list, and when. */
export interface Loading {
  at: Instant;
  by: string;
}

/** Everything that a unit is, as the first entry of its record. */
function firstEntry(unit: Unit, from: LocalDate, { at, by }: Loading): UnitChange {
  const { id: _, validTo = null, headName = null, headEmail = null, ...rest } = unit;
  return { from, at, by, said: { ...rest, validTo, headName, headEmail } };
}

function entryOf({ after, from, fields }: ChangedUnit, { at, by }: Loading): UnitChange {
  const { said } = firstEntry(after, from, { at, by });
  const changed = new Set<string>(fields.map(({ field }) => field));
  return { from, at, by, said: Object.fromEntries(Object.entries(said).filter(([field]) => changed.has(field))) };
}

function withChange(changed: ChangedUnit, loading: Loading): DatedUnit {
  const { before, after } = changed;
  const { validFrom, validTo, successors } = after;
  const { validTo: _, ...lasting } = before;
  // A unit from before there were records: what it was is written down first, by whoever changes it.
  const record = before.changes?.length ? before.changes : [firstEntry(before, before.validFrom, loading)];
  const changes = [...record, entryOf(changed, loading)];
  const life = { validFrom, successors, ...(validTo === undefined ? {} : { validTo }) };
  return { ...newest({ ...lasting, ...life, changes }), changes };
}

/** A unit as a load leaves it; `read` is how many entries its record had when the list was compared. */
export interface UnitToWrite {
  unit: DatedUnit;
  read: number;
}

/** The units that a load has to write. */
export function unitsToWrite({ added, changed }: RegistryChange, loading: Loading): UnitToWrite[] {
  return [
    ...added.map(({ after, from }) => ({ unit: { ...after, changes: [firstEntry(after, from, loading)] }, read: 0 })),
    ...changed.map((unit) => ({ unit: withChange(unit, loading), read: unit.before.changes?.length ?? 0 })),
  ];
}
