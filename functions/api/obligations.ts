import { pMapIterable } from 'p-map';
import { type Instant, startOfDay } from '../../lib/calendar/dates.ts';
import { Problem } from '../../lib/http/problem.ts';
import { deadlineTerm, ownLastDay } from '../../lib/obligations/obligation.ts';
import { daysElapsed, judge, type Verdict } from '../../lib/obligations/verdict.ts';
import type { Account } from '../../lib/store/accounts.ts';
import { type ListedObligation, memberOf, type ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import { type Group, groupsOf } from '../shared/groups.ts';
import { type OutlookDeps, outlookOf } from './outlook.ts';
import { type Filters, readCursor, writeCursor } from './query.ts';

export interface Deps extends OutlookDeps {
  obligations: Pick<ObligationStore, 'listByUnit' | 'listByPeriod'>;
  requests: Pick<RequestStore, 'list'>;
}

/** An obligation as the API shows it: an extended deadline with the original in sight, a return with its own date. */
export function toItem(obligation: ListedObligation, now: Instant, deps: OutlookDeps) {
  const { id, unit, rule, period, from, to, regimeVersion, status, version } = obligation;
  const { receivedAt, waivedAt, withdrawnAt, original, extension, supplement, since } = obligation;
  const { title, subject, request, kind, official, restricted, agency } = obligation;
  const occasional = { title, subject, request, kind, official, restricted, agency, since };
  return {
    ...{ id, unit, rule, period, from, to, ...deadlineTerm(obligation), regimeVersion, status, version },
    ...judge(obligation, now),
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(waivedAt === undefined ? {} : { waivedAt }),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    ...(original && extension ? { extension: { ...extension, originalLastDay: original.lastDay } } : {}),
    ...(status === 'returned' && supplement ? { supplement } : {}),
    ...Object.fromEntries(Object.entries(occasional).filter(([, value]) => value !== undefined)),
    ...(since === undefined ? {} : { daysElapsed: daysElapsed(since, receivedAt, now) }),
    ...outlookOf(obligation, now, deps),
  };
}
export type ObligationItem = ReturnType<typeof toItem>;

/** What a caller may list: a unit its own reports; leaders all but those on named officials (R16); the Office all. */
export interface Scope extends Filters {
  restricted: boolean;
}

export function scopeOf(caller: Account, filters: Filters): Scope {
  if (caller.role !== 'unit') return { ...filters, restricted: caller.role === 'office' };
  if (filters.unit !== undefined && filters.unit !== caller.unit)
    throw new Problem('forbidden', 'Đơn vị chỉ xem được báo cáo của mình.');
  return { ...filters, unit: caller.unit ?? '', restricted: true };
}

const matches = (item: ListedObligation, { unit, rule, period, year, restricted }: Scope) =>
  (restricted || !item.restricted) &&
  (unit === undefined || item.unit === unit) &&
  (rule === undefined || item.rule === rule) &&
  (period === undefined || item.period === period) &&
  (year === undefined || dayOf(item).startsWith(String(year)));

/** The day by which lists are ordered and years told apart: the report's own, which no extension moves. */
const dayOf = ownLastDay;
const sortKey = (item: ListedObligation) => `${item.dueBefore ?? startOfDay(dayOf(item))}#${item.id}`;
const inOrder = (a: ListedObligation, b: ListedObligation) => (sortKey(a) < sortKey(b) ? -1 : 1);

/** A province has some hundred groups after five years; asked one by one they would take as many round trips. */
const PARALLEL_GROUPS = 16;

/** Every obligation that a filter speaks of. */
export async function* everyObligation(deps: Deps, scope: Scope, now: Instant): AsyncGenerator<ListedObligation> {
  if (scope.unit !== undefined) {
    const own = await deps.obligations.listByUnit(scope.unit);
    yield* own.filter((item) => matches(item, scope)).sort(inOrder);
    return;
  }
  const groups = await groupsOf(deps, scope, now);
  const listed = pMapIterable(groups, ({ rule, period }) => deps.obligations.listByPeriod(rule, period), {
    concurrency: PARALLEL_GROUPS,
  });
  for await (const items of listed) yield* items.filter((item) => matches(item, scope));
}

interface Page {
  items: ObligationItem[];
  next?: string;
}
export interface PageRequest {
  verdict?: Verdict | undefined;
  /** Whether what was withdrawn is listed as well. */
  withdrawn: boolean;
  limit: number;
  next?: string | undefined;
}

/** One page of a list, and where it goes on. A filter by verdict can leave a page short, never wrong. */
export async function listPage(deps: Deps, scope: Scope, page: PageRequest, now: Instant): Promise<Page> {
  const cursor = page.next === undefined ? undefined : readCursor(page.next);
  const wanted = ({ verdict, status }: ObligationItem) =>
    (page.verdict === undefined || verdict === page.verdict) && (page.withdrawn || status !== 'withdrawn');
  const shownOf = (items: readonly ListedObligation[]) =>
    items
      .filter((item) => matches(item, scope))
      .map((item) => toItem(item, now, deps))
      .filter(wanted);
  if (scope.unit === undefined) return listByGroups(deps, scope, page.limit, cursor, now, shownOf);
  const all: ListedObligation[] = [];
  for await (const item of everyObligation(deps, scope, now))
    if (cursor?.after === undefined || sortKey(item) > cursor.after) all.push(item);
  const shown = all.slice(0, page.limit);
  const last = shown.at(-1);
  const items = shownOf(shown);
  return all.length > shown.length && last
    ? { items, next: writeCursor({ group: 'unit', after: sortKey(last) }) }
    : { items };
}

/** A page of a group. Whoever may not see all of it gets pages of what they may see, so that no place in a list tells of the rest. */
async function pageOf(
  deps: Deps,
  { rule, period }: Group,
  scope: Scope,
  page: { after: string | undefined; limit: number },
) {
  if (scope.restricted || rule !== 'thematic') return deps.obligations.listByPeriod(rule, period, page);
  const { after = '', limit } = page;
  const seen = (await deps.obligations.listByPeriod(rule, period)).filter((item) => matches(item, scope));
  return seen.filter((item) => memberOf(item) > after).slice(0, limit);
}

async function listByGroups(
  deps: Deps,
  scope: Scope,
  limit: number,
  cursor: ReturnType<typeof readCursor> | undefined,
  now: Instant,
  shownOf: (items: readonly ListedObligation[]) => ObligationItem[],
): Promise<Page> {
  const groups = await groupsOf(deps, scope, now);
  const nameOf = ({ rule, period }: (typeof groups)[number]) => `${rule}#${period}`;
  const start = cursor ? groups.findIndex((group) => nameOf(group) === cursor.group) : 0;
  const items: ObligationItem[] = [];
  let read = 0;
  for (const place of start < 0 ? [] : groups.slice(start)) {
    const after = cursor?.group === nameOf(place) ? cursor.after : undefined;
    const page = await pageOf(deps, place, scope, { after, limit: limit - read });
    items.push(...shownOf(page));
    read += page.length;
    const last = page.at(-1);
    if (read >= limit && last) return { items, next: writeCursor({ group: nameOf(place), after: memberOf(last) }) };
  }
  return { items };
}
