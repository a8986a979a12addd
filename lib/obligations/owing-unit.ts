import { type DatedUnit, unitOn } from '../units/versions.ts';
import { type Obligation, ownLastDay } from './obligation.ts';

/** A unit that the registry does not know, or does not know any more. */
const UNKNOWN = 'unknown';

/**
 * The unit that owed a report, as the registry had it on the report's own last day (R25). One that the registry does not know
 * goes by its id.
 */
export function owingUnit(
  unit: DatedUnit | undefined,
  obligation: Pick<Obligation, 'unit'> & Parameters<typeof ownLastDay>[0],
): { id: string; name: string; category: string } {
  const id = obligation.unit;
  if (!unit) return { id, name: id, category: UNKNOWN };
  const { name, category } = unitOn(unit, ownLastDay(obligation));
  return { id, name, category };
}
