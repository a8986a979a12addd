import { addDays, localDateOf } from '../../lib/calendar/dates.ts';
import { groupPeriodOf, yearGroup } from '../../lib/obligations/occasions.ts';
import { OPENING_HORIZON_DAYS } from '../../lib/obligations/opening.ts';
import { deadlineOf } from '../../lib/regime/deadlines.ts';
import { type OccasionId, occasionIds, type Regime } from '../../lib/regime/schema.ts';
import { deadlinesOwed } from '../../lib/regime/succession.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import type { Filters } from './query.ts';

/** Obligations that lie together: a rule's period, a request's, or a year's numbered ones. */
export interface Group {
  rule: string;
  period: string;
}

/** Without a year or a period, lists cover what was due in the year before and all that is open ahead. */
const DEFAULT_DAYS_BACK = 366;

interface Span {
  from: string;
  to: string;
}
function spanOf({ year }: Filters, now: string): Span {
  if (year !== undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const today = localDateOf(now);
  return { from: addDays(today, -DEFAULT_DAYS_BACK), to: addDays(today, OPENING_HORIZON_DAYS) };
}

/** Periodic reports, in order of deadline and rule. */
function periodic(regimes: readonly Regime[], { period }: Filters, { from, to }: Span): Group[] {
  if (period === undefined) return deadlinesOwed(regimes, from, to);
  return regimes.flatMap((regime) =>
    regime.rules.map(({ id }) => deadlineOf(regime, id, period)).filter((found) => found !== undefined),
  );
}

/** Reports that no calendar calls for: by request, then by year. */
async function occasional(
  { requests }: { requests: Pick<RequestStore, 'list'> },
  { rule, period }: Filters,
  { from, to }: Span,
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

/** Which groups of obligations a filter speaks of, the periodic ones first and in order of deadline; each once. */
export async function groupsOf(
  deps: { regimes: readonly Regime[]; requests: Pick<RequestStore, 'list'> },
  filters: Filters,
  now: string,
): Promise<Group[]> {
  const span = spanOf(filters, now);
  const byCalendar = periodic(deps.regimes, filters, span).filter(
    (found) => filters.rule === undefined || found.rule === filters.rule,
  );
  const all = [...byCalendar, ...(await occasional(deps, filters, span))];
  return [...new Map(all.map(({ rule, period }) => [`${rule}#${period}`, { rule, period }])).values()];
}
