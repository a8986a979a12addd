import type { Instant } from '../../lib/calendar/dates.ts';
import { complianceSeries } from '../../lib/compliance/series.ts';
import { owingUnit } from '../../lib/obligations/owing-unit.ts';
import type { Account } from '../../lib/store/accounts.ts';
import type { ListedObligation } from '../../lib/store/obligations.ts';
import type { Deps } from './deps.ts';
import { gatherOwed, refuseUnits } from './gathering.ts';
import type { Filters } from './query.ts';

/** Figures of a year by month and category of unit; for the Office and leaders. */
export async function showSeries(deps: Deps, caller: Account, filters: Filters & { year: number }, now: Instant) {
  refuseUnits(caller);
  const [obligations, registry] = await Promise.all([gatherOwed(deps, caller, filters, now), deps.units.list()]);
  const units = new Map(registry.map((unit) => [unit.id, unit]));
  const categoryOf = (obligation: ListedObligation): string =>
    owingUnit(units.get(obligation.unit), obligation).category;
  return { at: now, year: filters.year, items: complianceSeries(obligations, categoryOf, now) };
}
