import { addDays, localDateOf } from '../../lib/calendar/dates.ts';
import { groupPeriodOf, yearGroup } from '../../lib/obligations/occasions.ts';
import { OPENING_HORIZON_DAYS } from '../../lib/obligations/opening.ts';
import type { Days } from '../../lib/papers/span.ts';
import { deadlineOf } from '../../lib/regime/deadlines.ts';
import { type OccasionId, occasionIds, type Regime } from '../../lib/regime/schema.ts';
import { deadlinesOwed } from '../../lib/regime/succession.ts';
import type { RequestStore } from '../../lib/store/requests.ts';

/** What of a filter decides where its obligations lie. */
interface Filters {
  rule?: string | undefined;
  period?: string | undefined;
  year?: number | undefined;
}

/** Obligations that lie together: a rule's period, a request's, or a year's numbered ones. */
export interface Group {
  rule: string;
  period: string;
}

/** Who looks, as far as it decides which groups there are for them. */
type Scope = Filters & { restricted: boolean };

/** Without a year, everything: from the first regime on to what is open ahead. */
function spanOf(regimes: readonly Regime[], { year }: Filters, now: string): Days {
  if (year !== undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const today = localDateOf(now);
  return { from: regimes[0]?.effectiveFrom ?? today, to: addDays(today, OPENING_HORIZON_DAYS) };
}

/** Periodic reports, in order of deadline and rule. */
function periodic(regimes: readonly Regime[], { period }: Filters, { from, to }: Days): Group[] {
  if (period === undefined) return deadlinesOwed(regimes, from, to);
  return regimes.flatMap((regime) =>
    regime.rules.map(({ id }) => deadlineOf(regime, id, period)).filter((found) => found !== undefined),
  );
}

/** Reports that no calendar calls for: by request, then by year. */
async function occasional(
  { requests }: { requests: Pick<RequestStore, 'list'> },
  { rule, period, restricted: seesRestricted }: Scope,
  { from, to }: Days,
): Promise<Group[]> {
  const wanted = occasionIds.filter((id) => rule === undefined || rule === id);
  if (wanted.length === 0) return [];
  const asked = wanted.includes('thematic') ? await requests.list() : [];
  const hidden = new Set(asked.filter((one) => one.restricted && !seesRestricted).flatMap(({ periods }) => periods));
  if (period !== undefined)
    return hidden.has(period) ? [] : wanted.map((id) => ({ rule: id, period: groupPeriodOf(period) }));
  const years: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) years.push(String(year));
  const byYear = (id: OccasionId) => years.map((year) => ({ rule: id, period: yearGroup(id, year) }));
  // What a member's own day is, only the member tells: more groups than needed are asked, and none too few.
  const inSpan = asked.filter(({ documentDate, deadline }) => {
    const ended = deadline.kind === 'at-once' ? deadline.endedOn : undefined;
    return documentDate <= to || (ended !== undefined && ended <= to);
  });
  const byRequest = inSpan
    .flatMap(({ periods }) => periods)
    .filter((each) => !hidden.has(each))
    .map((each) => ({ rule: 'thematic', period: each }));
  return [...byRequest, ...wanted.flatMap(byYear)];
}

interface Deps {
  regimes: readonly Regime[];
  requests: Pick<RequestStore, 'list'>;
}

/** Which groups hold what fell due between two days, the periodic ones first and in order of deadline; each once. */
export async function groupsBetween(deps: Deps, filters: Scope, days: Days): Promise<Group[]> {
  const byCalendar = periodic(deps.regimes, filters, days).filter(
    (found) => filters.rule === undefined || found.rule === filters.rule,
  );
  const all = [...byCalendar, ...(await occasional(deps, filters, days))];
  return [...new Map(all.map(({ rule, period }) => [`${rule}#${period}`, { rule, period }])).values()];
}

/** Which groups of obligations a filter speaks of. */
export const groupsOf = (deps: Deps, filters: Scope, now: string): Promise<Group[]> =>
  groupsBetween(deps, filters, spanOf(deps.regimes, filters, now));
