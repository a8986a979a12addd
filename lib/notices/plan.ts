import { atTime, type Instant, type LocalDate } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { NoticePlan, Recipient } from '../regime/schema.ts';

/** A notice that the plan foresees for an obligation, at an instant that never depends on when it is asked. */
export interface PlannedNotice {
  /** Stable name within the ledger: `reminder-3`, `last-day-0800`, `urging-2`. */
  kind: string;
  at: Instant;
  to: readonly Recipient[];
}

const byTime = (a: PlannedNotice, b: PlannedNotice) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

/**
 * Which notices a rule's plan foresees for a last acceptable day, in order of time. "Before" and "on" count from
 * the last working day that is not after it, so that nobody is first reminded on a Sunday; "after" counts working
 * days after the day itself.
 */
export function planNotices(plan: NoticePlan, lastDay: LocalDate, calendar: WorkingCalendar): PlannedNotice[] {
  const lastWorkingDay = calendar.lastWorkingDayOnOrBefore(lastDay);
  const before = plan.before.map(({ workingDays, at, to }) => ({
    kind: `reminder-${workingDays}`,
    at: atTime(calendar.addWorkingDays(lastWorkingDay, -workingDays), at),
    to,
  }));
  const onLast = plan.onLast.map(({ at, to }) => ({
    kind: `last-day-${at.replace(':', '')}`,
    at: atTime(lastWorkingDay, at),
    to,
  }));
  const after = plan.after.map(({ workingDays, at, to }, index) => ({
    kind: `urging-${index + 1}`,
    at: atTime(calendar.addWorkingDays(lastDay, workingDays), at),
    to,
  }));
  return [...before, ...onLast, ...after].sort(byTime);
}

/** The first planned notice at or after an instant; undefined when the plan holds none. */
export const firstPlannedFrom = (plan: readonly PlannedNotice[], from: Instant): PlannedNotice | undefined =>
  plan.find((notice) => notice.at >= from);

/** What a sweep at an instant has to do about one obligation's plan. */
export interface DueNotices {
  send: PlannedNotice | undefined;
  superseded: PlannedNotice[];
  next: PlannedNotice | undefined;
}

/**
 * Splits a plan at an instant. `from` is the first notice not yet dealt with (the obligation's timer): of all that
 * are due since, only the latest is sent; the ones that it overtakes are recorded as superseded, not sent in a heap.
 */
export function dueNotices(plan: readonly PlannedNotice[], from: Instant, now: Instant): DueNotices {
  const due = plan.filter((notice) => notice.at >= from && notice.at <= now);
  return { send: due.at(-1), superseded: due.slice(0, -1), next: plan.find((notice) => notice.at > now) };
}
