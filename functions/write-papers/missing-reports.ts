import { type Instant, localDateOf, startOfDay } from '../../lib/calendar/dates.ts';
import { isUrgeable } from '../../lib/obligations/deciding.ts';
import { currentTerm } from '../../lib/obligations/obligation.ts';
import type { Missing } from '../../lib/papers/urging-letter.ts';
import type { DueObligation, ListedObligation, ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import { unitOn } from '../../lib/units/versions.ts';
import { type AtOnceDeps, awaitedAtOnce } from '../shared/at-once.ts';
import { readChosen } from '../shared/read-chosen.ts';

interface Deps extends AtOnceDeps {
  obligations: Pick<ObligationStore, 'openDueBy' | 'get' | 'listByPeriod'>;
  requests: Pick<RequestStore, 'list'>;
  units: Pick<UnitStore, 'getMany'>;
}

/**
 * Whom a letter is about: units with all of which they are late, reports, both. When nothing is chosen, everybody with all that
 * the urging page lists: what is late, and what is due at once.
 */
interface Chosen {
  units?: readonly string[] | undefined;
  obligations?: readonly string[] | undefined;
}

type Owed = Omit<Missing, 'name'> & { unit: string };

const ofDue = ({ unit, period, title, supplement, lastDay, dueBefore }: DueObligation): Owed => ({
  ...{ unit, period, title, supplement },
  term: { lastDay, dueBefore },
});
const ofObligation = (obligation: ListedObligation): Owed => {
  const { unit, period, title, since, status } = obligation;
  return { unit, period, title, since, supplement: status === 'returned', term: currentTerm(obligation) };
};
const owedSince = ({ term, since }: Owed): string => term?.dueBefore ?? (since ? startOfDay(since) : '~');

async function allAtOnce(deps: Deps, now: Instant): Promise<ListedObligation[]> {
  const open = (await deps.requests.list()).filter(({ closedAt }) => closedAt === undefined);
  return awaitedAtOnce(deps, open, now);
}

/**
 * What an urging letter lists, longest owed first. A letter is read by all whom it names, so it leaves out reports on named
 * officials, which are for their unit and the Office (R16): those the mails to each unit urge for.
 */
export async function missingReports(deps: Deps, chosen: Chosen, now: Instant): Promise<Missing[]> {
  const units = chosen.units && new Set(chosen.units);
  const wantsAll = units === undefined && chosen.obligations === undefined;
  const wantsLate = units !== undefined || wantsAll;
  const late = wantsLate ? (await deps.obligations.openDueBy(now)).filter(({ unit }) => units?.has(unit) ?? true) : [];
  const atOnce = wantsAll ? await allAtOnce(deps, now) : [];
  const listed = new Set(late.map(({ id }) => id));
  // The index of what is late does not say what is restricted; only thematic reports can be.
  const thematic = late.filter(({ rule }) => rule === 'thematic').map(({ id }) => id);
  const read = await readChosen(deps.obligations, [...thematic, ...(chosen.obligations ?? [])]);
  const restricted = new Set(read.filter((one) => one.restricted).map(({ id }) => id));
  const others = [...atOnce, ...read.filter((one) => !listed.has(one.id) && isUrgeable(one, now))];
  const owed = [
    ...late.filter(({ id }) => !restricted.has(id)).map(ofDue),
    ...others.filter((one) => !one.restricted).map(ofObligation),
  ];
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
