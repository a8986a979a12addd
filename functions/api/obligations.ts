import type { Instant } from '../../lib/calendar/dates.ts';
import { Problem } from '../../lib/http/problem.ts';
import { judge, type Verdict } from '../../lib/obligations/verdict.ts';
import type { Account } from '../../lib/store/accounts.ts';
import type { ListedObligation, ObligationStore } from '../../lib/store/obligations.ts';
import { type OutlookDeps, outlookOf } from './outlook.ts';
import { periodsOf } from './periods.ts';
import { type Filters, readCursor, writeCursor } from './query.ts';

export interface Deps extends OutlookDeps {
  obligations: Pick<ObligationStore, 'listByUnit' | 'listByPeriod'>;
}

/** An obligation as the API shows it: an extended deadline with the original in sight, a return with its own date. */
export function toItem(obligation: ListedObligation, now: Instant, deps: OutlookDeps) {
  const { id, unit, rule, period, from, to, lastDay, dueBefore, regimeVersion, status, version } = obligation;
  const { receivedAt, waivedAt, original, extension, supplement } = obligation;
  return {
    ...{ id, unit, rule, period, from, to, lastDay, dueBefore, regimeVersion, status, version },
    ...judge(obligation, now),
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(waivedAt === undefined ? {} : { waivedAt }),
    ...(original && extension ? { extension: { ...extension, originalLastDay: original.lastDay } } : {}),
    ...(status === 'returned' && supplement ? { supplement } : {}),
    ...outlookOf(obligation, now, deps),
  };
}
export type ObligationItem = ReturnType<typeof toItem>;

/** Narrows a filter to what the caller may see: a unit's own reports; the Office and leaders see all. */
export function narrow(caller: Account, filters: Filters): Filters {
  if (caller.role !== 'unit') return filters;
  if (filters.unit !== undefined && filters.unit !== caller.unit)
    throw new Problem('forbidden', 'Đơn vị chỉ xem được báo cáo của mình.');
  return { ...filters, unit: caller.unit ?? '' };
}

const matches = (item: ListedObligation, { rule, period, year }: Filters) =>
  (rule === undefined || item.rule === rule) &&
  (period === undefined || item.period === period) &&
  (year === undefined || item.lastDay.startsWith(String(year)));

const sortKey = ({ dueBefore, id }: ListedObligation) => `${dueBefore}#${id}`;
const inOrder = (a: ListedObligation, b: ListedObligation) => (sortKey(a) < sortKey(b) ? -1 : 1);

/** Every obligation that a filter speaks of. */
export async function* everyObligation(deps: Deps, filters: Filters, now: Instant): AsyncGenerator<ListedObligation> {
  if (filters.unit !== undefined) {
    const own = await deps.obligations.listByUnit(filters.unit);
    yield* own.filter((item) => matches(item, filters)).sort(inOrder);
    return;
  }
  for (const { rule, period } of periodsOf(deps.regimes, filters, now))
    yield* await deps.obligations.listByPeriod(rule, period);
}

interface Page {
  items: ObligationItem[];
  next?: string;
}
export interface PageRequest {
  verdict?: Verdict | undefined;
  limit: number;
  next?: string | undefined;
}

/** One page of a list, and where it goes on. A filter by verdict can leave a page short, never wrong. */
export async function listPage(deps: Deps, filters: Filters, page: PageRequest, now: Instant): Promise<Page> {
  const cursor = page.next === undefined ? undefined : readCursor(page.next);
  const wanted = (item: ObligationItem) => page.verdict === undefined || item.verdict === page.verdict;
  if (filters.unit !== undefined) {
    const all: ListedObligation[] = [];
    for await (const item of everyObligation(deps, filters, now))
      if (cursor?.after === undefined || sortKey(item) > cursor.after) all.push(item);
    const shown = all.slice(0, page.limit);
    const last = shown.at(-1);
    const items = shown.map((item) => toItem(item, now, deps)).filter(wanted);
    return all.length > shown.length && last
      ? { items, next: writeCursor({ group: 'unit', after: sortKey(last) }) }
      : { items };
  }
  return listByPeriods(deps, filters, page.limit, cursor, now, wanted);
}

async function listByPeriods(
  deps: Deps,
  filters: Filters,
  limit: number,
  cursor: ReturnType<typeof readCursor> | undefined,
  now: Instant,
  wanted: (item: ObligationItem) => boolean,
): Promise<Page> {
  const periods = periodsOf(deps.regimes, filters, now);
  const groupOf = ({ rule, period }: (typeof periods)[number]) => `${rule}#${period}`;
  const start = cursor ? periods.findIndex((p) => groupOf(p) === cursor.group) : 0;
  const items: ObligationItem[] = [];
  let read = 0;
  for (const place of start < 0 ? [] : periods.slice(start)) {
    const after = cursor?.group === groupOf(place) ? cursor.after : undefined;
    const page = await deps.obligations.listByPeriod(place.rule, place.period, { after, limit: limit - read });
    items.push(...page.map((item) => toItem(item, now, deps)).filter(wanted));
    read += page.length;
    const last = page.at(-1);
    if (read >= limit && last) return { items, next: writeCursor({ group: groupOf(place), after: last.unit }) };
  }
  return { items };
}
