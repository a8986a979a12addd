import { type Instant, localDateOf, startOfDay } from '../../lib/calendar/dates.ts';
import { isUrgeable } from '../../lib/obligations/deciding.ts';
import { currentTerm, type Obligation } from '../../lib/obligations/obligation.ts';
import type { Missing } from '../../lib/papers/urging-letter.ts';
import type { DueObligation, ObligationStore } from '../../lib/store/obligations.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import { unitOn } from '../../lib/units/versions.ts';
import { readChosen } from '../shared/read-chosen.ts';

interface Deps {
  obligations: Pick<ObligationStore, 'openDueBy' | 'get'>;
  units: Pick<UnitStore, 'getMany'>;
}

/** Whom a letter is about: units with all of which they are late, reports, both; all that is late when nothing is chosen. */
interface Chosen {
  units?: readonly string[] | undefined;
  obligations?: readonly string[] | undefined;
}

type Owed = Omit<Missing, 'name'> & { unit: string };

const ofDue = ({ unit, period, title, supplement, lastDay, dueBefore }: DueObligation): Owed => ({
  ...{ unit, period, title, supplement },
  term: { lastDay, dueBefore },
});
const ofObligation = (obligation: Obligation): Owed => {
  const { unit, period, title, since, status } = obligation;
  return { unit, period, title, since, supplement: status === 'returned', term: currentTerm(obligation) };
};
const owedSince = ({ term, since }: Owed): string => term?.dueBefore ?? (since ? startOfDay(since) : '~');

/**
 * What an urging letter lists, longest owed first. A letter is read by all whom it names, so it leaves out reports on named
 * officials, which are for their unit and the Office (R16): those the mails to each unit urge for.
 */
export async function missingReports(deps: Deps, chosen: Chosen, now: Instant): Promise<Missing[]> {
  const units = chosen.units && new Set(chosen.units);
  const wantsLate = units !== undefined || chosen.obligations === undefined;
  const late = wantsLate ? (await deps.obligations.openDueBy(now)).filter(({ unit }) => units?.has(unit) ?? true) : [];
  const listed = new Set(late.map(({ id }) => id));
  // The index of what is late does not say what is restricted; only thematic reports can be.
  const thematic = late.filter(({ rule }) => rule === 'thematic').map(({ id }) => id);
  const read = await readChosen(deps.obligations, [...thematic, ...(chosen.obligations ?? [])]);
  const restricted = new Set(read.filter((one) => one.restricted).map(({ id }) => id));
  const others = read.filter((one) => !listed.has(one.id) && !one.restricted && isUrgeable(one, now));
  const owed = [...late.filter(({ id }) => !restricted.has(id)).map(ofDue), ...others.map(ofObligation)];
  const registry = await deps.units.getMany([...new Set(owed.map(({ unit }) => unit))]);
  const today = localDateOf(now);
  const nameOf = (id: string): string => {
    const unit = registry.get(id);
    return unit ? unitOn(unit, today).name : id;
  };
  return owed
    .sort((a, b) => (owedSince(a) < owedSince(b) ? -1 : 1))
    .map(({ unit, ...one }) => ({ ...one, name: nameOf(unit) }));
}
