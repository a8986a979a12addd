import { atTime, type Instant, type LocalDate, localDateOf } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { NoticePlan, Recipient } from '../regime/schema.ts';

/** A notice that the plan foresees for an obligation, at an instant that never depends on when it is asked. */
export interface PlannedNotice {
  /** Stable name within the ledger: `reminder-3`, `last-day-0800`, `urging-2`, `daily`. */
  kind: string;
  at: Instant;
  to: readonly Recipient[];
  /** The request by which somebody asked for it; none of what the calendar calls for. */
  cause?: string;
}

type Daily = NonNullable<NoticePlan['daily']>;

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

/** A plan as sweeps read it: its notices from an instant on, in order of time; perhaps without end. */
export type Plan = (from: Instant) => Iterable<PlannedNotice>;

/** A plan of the given notices and no others. */
export const listed =
  (notices: readonly PlannedNotice[]): Plan =>
  (from) =>
    notices.filter((notice) => notice.at >= from);

/** On each working day after a day, at a local time, without end. */
export const daily = (since: LocalDate, { at, to }: Daily, calendar: WorkingCalendar): Plan =>
  function* (from) {
    let day = calendar.addWorkingDays(since, 1);
    const asked = localDateOf(from);
    if (asked > day) day = calendar.firstWorkingDayOnOrAfter(asked);
    for (; ; day = calendar.addWorkingDays(day, 1)) {
      const instant = atTime(day, at);
      if (instant >= from) yield { kind: 'daily', at: instant, to };
    }
  };

/** What a plan is counted from: a last acceptable day or, where there is none, the day on which the work ended. */
export type Anchor = { lastDay: LocalDate } | { since: LocalDate };

/** The whole plan of a report: counted from its last acceptable day, or from the day on which the work ended (R15, R18). */
export function planFrom(plan: NoticePlan, anchor: Anchor, calendar: WorkingCalendar): Plan {
  const dated = 'lastDay' in anchor;
  const day = dated ? anchor.lastDay : anchor.since;
  return plan.daily
    ? daily(day, plan.daily, calendar)
    : listed(planNotices(dated ? plan : { ...plan, before: [], onLast: [] }, day, calendar));
}

/** The first planned notice at or after an instant; undefined when the plan holds none. */
export function firstPlannedFrom(plan: Plan, from: Instant): PlannedNotice | undefined {
  for (const notice of plan(from)) return notice;
  return undefined;
}

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
export function dueNotices(plan: Plan, from: Instant, now: Instant): DueNotices {
  const due: PlannedNotice[] = [];
  let next: PlannedNotice | undefined;
  for (const notice of plan(from)) {
    if (notice.at > now) {
      next = notice;
      break;
    }
    due.push(notice);
  }
  return { send: due.at(-1), superseded: due.slice(0, -1), next };
}
