import * as z from 'zod';
import type { LocalDate } from '../calendar/dates.ts';
import { localDate, type Unit, unitSchema } from './unit.ts';

const { name, category, tags, contactEmail, headName, headEmail, validFrom, validTo, successors } = unitSchema.shape;

/** What a load said of a unit; `null` takes a member away. */
const saidSchema = z
  .object({
    ...{ name, category, tags, contactEmail, validFrom, successors },
    headName: headName.nullable(),
    headEmail: headEmail.nullable(),
    validTo: validTo.nullable(),
  })
  .partial();

/**
 * One entry of a unit's append-only record: what a load said of it, from which local date on that holds, who loaded it
 * and when. The first entry says everything; a later one says only what it changes.
 */
export const unitChangeSchema = z.object({ from: localDate, at: z.string(), by: z.string(), said: saidSchema });
export type UnitChange = z.infer<typeof unitChangeSchema>;

/**
 * A unit with the record of its changes. Its own members are those of its newest version. Without a record they hold
 * on every day.
 */
export interface DatedUnit extends Unit {
  changes?: readonly UnitChange[];
}

/** What of a unit holds from a day to a day. Its dates and successors do not: they are facts about the whole of it. */
export interface Held extends Pick<Unit, 'name' | 'category' | 'tags' | 'contactEmail'> {
  headName: string | null;
  headEmail: string | null;
}

/** A stretch of a unit's life in which nothing of it changed; it ends where the next begins. */
export interface UnitVersion extends Held {
  from: LocalDate;
}

/** Later than any day that a registry names. */
const END_OF_TIME: LocalDate = '9999-12-31';

const heldBy = (unit: Unit): Held => ({
  name: unit.name,
  category: unit.category,
  tags: unit.tags,
  contactEmail: unit.contactEmail,
  headName: unit.headName ?? null,
  headEmail: unit.headEmail ?? null,
});

const saying = (held: Held, { said }: UnitChange): Held => ({
  name: said.name ?? held.name,
  category: said.category ?? held.category,
  tags: said.tags ?? held.tags,
  contactEmail: said.contactEmail ?? held.contactEmail,
  headName: said.headName === undefined ? held.headName : said.headName,
  headEmail: said.headEmail === undefined ? held.headEmail : said.headEmail,
});

/** What held on a day: the first entry, then every later one that had taken effect, in order of its date. */
function heldOn(unit: DatedUnit, on: LocalDate): Held {
  const [first, ...later] = unit.changes ?? [];
  if (first === undefined) return heldBy(unit);
  const inForce = later
    .filter(({ from }) => from <= on)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return [first, ...inForce].reduce(saying, heldBy(unit));
}

/**
 * The unit as it was on a local date (R25: history stays under the old name). Before its first version it is as in the
 * first. An entry that is loaded for a past or a coming day changes that day on, and only what it says: a coming change
 * of name outlives a new contact of today.
 */
export function unitOn(unit: DatedUnit, on: LocalDate): Unit {
  const { id, validFrom, validTo, successors } = unit;
  const { headName, headEmail, ...held } = heldOn(unit, on);
  return {
    id,
    ...held,
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    successors,
    ...(headName === null ? {} : { headName }),
    ...(headEmail === null ? {} : { headEmail }),
  };
}

/** The unit as it is after all that was ever said of it. */
export const newest = (unit: DatedUnit): Unit => unitOn(unit, END_OF_TIME);

/** A unit's versions, the earliest first, each from the day on which it differs from the one before. */
export function versionsOf(unit: DatedUnit): UnitVersion[] {
  const starts = new Set((unit.changes ?? []).map(({ from }) => from));
  if (starts.size === 0) return [{ from: unit.validFrom, ...heldBy(unit) }];
  const versions = [...starts].sort().map((from) => ({ from, ...heldOn(unit, from) }));
  const isNew = ({ from: _, ...held }: UnitVersion, i: number) => {
    const { from: __, ...before } = versions[i - 1] ?? { from: '' };
    return JSON.stringify(held) !== JSON.stringify(before);
  };
  return versions.filter(isNew);
}
