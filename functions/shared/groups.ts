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

/** Without a year or a period, lists cover what was due in the year before and all that is open ahead. */
const DEFAULT_DAYS_BACK = 366;

function spanOf({ year }: Filters, now: string): Days {
  if (year !== undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const today = localDateOf(now);
  return { from: addDays(today, -DEFAULT_DAYS_BACK), to: addDays(today, OPENING_HORIZON_DAYS) };
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
  { rule, period }: Filters,
  { from, to }: Days,
): Promise<Group[]> {
  const wanted = occasionIds.filter((id) => rule === undefined || rule === id);
  if (period !== undefined) return wanted.map((id) => ({ rule: id, period: groupPeriodOf(period) }));
  if (wanted.length === 0) return [];
  const years: string[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) years.push(String(year));
  const byYear = (id: OccasionId) => years.map((year) => ({ rule: id, period: yearGroup(id, year) }));
  const asked = wanted.includes('thematic') ? await requests.list() : [];
  const inSpan = asked.filter(({ lastDay, documentDate, openedAt }) => {
    const last = lastDay ?? localDateOf(openedAt);
    return documentDate <= to && last >= from;
  });
  const byRequest = inSpan.flatMap(({ periods }) => periods.map((each) => ({ rule: 'thematic', period: each })));
  return [...byRequest, ...wanted.flatMap(byYear)];
}

interface Deps {
  regimes: readonly Regime[];
  requests: Pick<RequestStore, 'list'>;
}

/** Which groups hold what fell due between two days, the periodic ones first and in order of deadline; each once. */
export async function groupsBetween(deps: Deps, filters: Filters, days: Days): Promise<Group[]> {
  const byCalendar = periodic(deps.regimes, filters, days).filter(
    (found) => filters.rule === undefined || found.rule === filters.rule,
  );
  const all = [...byCalendar, ...(await occasional(deps, filters, days))];
  return [...new Map(all.map(({ rule, period }) => [`${rule}#${period}`, { rule, period }])).values()];
}

/** Which groups of obligations a filter speaks of. */
export const groupsOf = (deps: Deps, filters: Filters, now: string): Promise<Group[]> =>
  groupsBetween(deps, filters, spanOf(filters, now));
