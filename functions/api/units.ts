import { addDays, type Instant, type LocalDate, localDateOf } from '../../lib/calendar/dates.ts';
import { maySee } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import type { Account } from '../../lib/store/accounts.ts';
import { type RegisteredUnit, registeredOn } from '../../lib/store/units.ts';
import { validOn } from '../../lib/units/unit.ts';
import { type UnitVersion, versionsOf } from '../../lib/units/versions.ts';
import type { Deps } from './deps.ts';

/** A unit as it was on a day, with those of its addresses of that day that mail does not reach. */
function viewOn(unit: RegisteredUnit, on: LocalDate) {
  const { changes: _, addressProblems, ...then } = registeredOn(unit, on);
  const deadAddresses = [then.contactEmail, then.headEmail].flatMap((address) => {
    const problem = address === undefined ? undefined : addressProblems[address];
    return problem ? [{ address, ...problem }] : [];
  });
  return { ...then, deadAddresses };
}

/** The whole registry as it is today, past units included; with a date, the units valid on it, as they were then. */
export async function listUnits({ units }: Pick<Deps, 'units'>, on: LocalDate | undefined, now: Instant) {
  const registry = await units.list();
  if (on === undefined) return { items: registry.map((unit) => viewOn(unit, localDateOf(now))) };
  return { items: registry.filter((unit) => validOn(unit, on)).map((unit) => viewOn(unit, on)) };
}

/** A version as the API shows it, with the last day on which it holds; the newest has none. */
function versionView({ headName, headEmail, ...version }: UnitVersion, next: UnitVersion | undefined) {
  return {
    ...version,
    ...(headName === null ? {} : { headName }),
    ...(headEmail === null ? {} : { headEmail }),
    ...(next ? { to: addDays(next.from, -1) } : {}),
  };
}

/** A unit as it is today, every version of it, and who loaded what when. Another unit's is not found. */
export async function showUnit({ units }: Pick<Deps, 'units'>, caller: Account, id: string, now: Instant) {
  const unit = maySee(caller, id) ? await units.get(id) : undefined;
  if (!unit) throw new Problem('not-found', 'Không có đơn vị này trong danh sách.');
  const versions = versionsOf(unit);
  return {
    ...viewOn(unit, localDateOf(now)),
    versions: versions.map((version, i) => versionView(version, versions[i + 1])),
    changes: unit.changes,
  };
}
