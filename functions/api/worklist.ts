import { addDays, daysBetween, type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import { requireRole } from '../../lib/http/app.ts';
import { reportName } from '../../lib/notices/text/names.ts';
import { awaiting } from '../../lib/obligations/obligation.ts';
import { daysElapsed } from '../../lib/obligations/verdict.ts';
import type { Account } from '../../lib/store/accounts.ts';
import { unitOn } from '../../lib/units/versions.ts';
import { awaitedAtOnce } from '../shared/at-once.ts';
import type { Deps } from './deps.ts';

/** How long a report counts as newly late, in days. */
const NEWLY_LATE_DAYS = 7;

/** What waits for the Office: to review, newly late, addresses that mail does not reach, requests that can be closed. */
export async function showWorklist(deps: Deps, caller: Account, now: Instant) {
  requireRole(caller, 'office');
  const [review, late, registry, requests] = await Promise.all([
    deps.obligations.toReview(now),
    deps.obligations.openDueBy(now),
    deps.units.list(),
    deps.requests.list(),
  ]);
  const today = localDateOf(now);
  const units = new Map(registry.map((unit) => [unit.id, unitOn(unit, today)]));
  const shown = <O extends { id: string; unit: string; period: string; title?: string | undefined }>(item: O) => ({
    id: item.id,
    unit: item.unit,
    unitName: units.get(item.unit)?.name ?? item.unit,
    name: reportName(item),
  });
  const lateItems = late.map((item) => {
    const { lastDay, supplement } = item;
    return { ...shown(item), lastDay, daysLate: daysBetween(lastDay, today), ...(supplement ? { supplement } : {}) };
  });
  const open = requests.filter(({ closedAt }) => closedAt === undefined);
  const atOnce = await awaitedAtOnce(deps, open, now);
  const finished = await Promise.all(
    open.map(async ({ id, documentNumber, documentDate, subject, periods, targets }) => {
      const members = (await Promise.all(periods.map((period) => deps.obligations.heldIn('thematic', period)))).flat();
      const awaited = members.filter(({ status }) => awaiting.includes(status)).length;
      return awaited === 0 && members.length >= targets ? [{ id, documentNumber, documentDate, subject }] : [];
    }),
  );
  return {
    at: now,
    toReview: review.map((item) => ({ ...shown(item), receivedAt: item.receivedAt })),
    newlyLate: lateItems.filter(({ lastDay }) => lastDay >= addDays(today, -NEWLY_LATE_DAYS)),
    overdue: lateItems.filter(({ lastDay }) => lastDay < addDays(today, -NEWLY_LATE_DAYS)),
    atOnce: atOnce.map((item) => {
      const { since } = item;
      return { ...shown(item), since, daysElapsed: daysElapsed(since, undefined, now) };
    }),
    deadAddresses: registry.flatMap((unit) => {
      const { name, contactEmail, headEmail, validTo } = unitOn(unit, today);
      if (validTo !== undefined && validTo < today) return [];
      return [contactEmail, headEmail].flatMap((address) => {
        const problem = address === undefined ? undefined : unit.addressProblems[address];
        return address && problem
          ? [{ unit: unit.id, unitName: name, address, kind: problem.kind, since: problem.since }]
          : [];
      });
    }),
    requestsToClose: finished.flat(),
  };
}
