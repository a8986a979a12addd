import { atTime, type Instant, type LocalDate, localDateOf, startOfDay } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { discrepancyKinds } from '../../lib/checking/discrepancies.ts';
import { discrepancyWords } from '../../lib/checking/words.ts';
import type { Log } from '../../lib/log/log.ts';
import { type CausedNotice, type Sending, sendClaimed } from '../../lib/notices/sending.ts';
import {
  composeDigest,
  type DeadAddress,
  type Digest,
  type DigestFinding,
  type DigestItem,
  isEmpty,
} from '../../lib/notices/text/digest.ts';
import type { Check, CheckStore } from '../../lib/store/checks.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import { type RegisteredUnit, registeredOn, type UnitStore } from '../../lib/store/units.ts';
import { scheduledSchema } from '../shared/scheduled.ts';

export interface Deps {
  obligations: Pick<ObligationStore, 'openDueBy'>;
  units: Pick<UnitStore, 'list'>;
  checks: Pick<CheckStore, 'latest'>;
  sending: Sending;
  calendar: WorkingCalendar;
  officeAddress: string;
  portalUrl: string;
  log: Log;
}

const DIGEST_TIME = '08:00';

/** Addresses of today's registry that are known to be dead; one replaced since is no news. */
function deadAddresses(units: readonly RegisteredUnit[]): DeadAddress[] {
  return units.flatMap((unit) =>
    [unit.contactEmail, unit.headEmail].flatMap((address) => {
      const problem = address === undefined ? undefined : unit.addressProblems[address];
      return address && problem ? [{ unitName: unit.name, address, kind: problem.kind, since: problem.since }] : [];
    }),
  );
}

/** What today's check of the register found; an older one is no news. */
function findingsOf(check: Check | undefined, today: LocalDate): DigestFinding[] {
  if (!check || localDateOf(check.checkedAt) !== today) return [];
  return discrepancyKinds.flatMap((kind) => {
    const count = check.counts[kind];
    return count === undefined ? [] : [{ what: discrepancyWords[kind], count }];
  });
}

/**
 * The Office's letter of a working morning. It runs every quarter of an hour of the working day and sends once: a
 * morning lost to a fault is made good within the day. A report whose last day falls on days off counts as due on
 * the last working day before.
 */
export function createSendDigestHandler(deps: Deps) {
  async function gather(today: LocalDate, now: Instant): Promise<Digest> {
    const nextWorkingDay = deps.calendar.addWorkingDays(today, 1);
    const previousDigest = atTime(deps.calendar.addWorkingDays(today, -1), DIGEST_TIME);
    const [open, registry, check] = await Promise.all([
      deps.obligations.openDueBy(startOfDay(nextWorkingDay)),
      deps.units.list(),
      deps.checks.latest(),
    ]);
    const units = registry.map((unit) => registeredOn(unit, today));
    const names = new Map(units.map((unit) => [unit.id, unit.name]));
    const dead = deadAddresses(units);
    const digest: Digest = { dueToday: [], newlyLate: [], overdue: [], dead, findings: findingsOf(check, today) };
    for (const { unit, period, title, lastDay, dueBefore, supplement } of open) {
      const item: DigestItem = { unitName: names.get(unit) ?? unit, period, title, lastDay, dueBefore, supplement };
      if (dueBefore > now) digest.dueToday.push(item);
      else if (dueBefore > previousDigest) digest.newlyLate.push(item);
      else digest.overdue.push(item);
    }
    return digest;
  }

  return async (event: unknown): Promise<{ sent: boolean }> => {
    const now = scheduledSchema.parse(event).scheduledTime;
    const today = localDateOf(now);
    const scheduledFor = atTime(today, DIGEST_TIME);
    if (!deps.calendar.isWorkingDay(today) || now < scheduledFor) return { sent: false };
    const name: CausedNotice = { about: 'office', kind: 'digest', scheduledFor, cause: now };
    if ((await deps.sending.ledger.claim(name, now)) !== 'claimed') return { sent: false };
    const digest = await gather(today, now);
    if (isEmpty(digest)) {
      await deps.sending.ledger.settle({ ...name, status: 'superseded', reason: 'nothing-to-tell' });
      deps.log('info', 'digest-empty', { day: today });
      return { sent: false };
    }
    const letter = { to: [deps.officeAddress], cc: [], ...composeDigest(digest, now, deps.portalUrl) };
    const outcome = await sendClaimed(deps.sending, letter, [name], now);
    const { dueToday, newlyLate, overdue, dead } = digest;
    const counts = {
      dueToday: dueToday.length,
      newlyLate: newlyLate.length,
      overdue: overdue.length,
      dead: dead.length,
    };
    if (outcome === 'sent') deps.log('info', 'digest-sent', { day: today, ...counts });
    return { sent: outcome === 'sent' };
  };
}
