import { atTime, type Instant, localDateOf } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { awaiting, type Obligation, type OutboxEntry } from '../obligations/obligation.ts';
import type { Regime } from '../regime/schema.ts';
import { dueNotices, firstPlannedFrom, type Plan, type PlannedNotice } from './plan.ts';

/** Whether letters that nobody asked for may be sent at an instant: office hours of a working day. */
export function inSendingHours(hours: Regime['sendingHours'], now: Instant, calendar: WorkingCalendar): boolean {
  const today = localDateOf(now);
  return calendar.isWorkingDay(today) && atTime(today, hours.from) <= now && now < atTime(today, hours.to);
}

/** What is to be said about one obligation at one instant, and when to look again. */
export interface Agenda {
  /** The planned notice to send; at most one, the latest that is due. */
  planned: PlannedNotice | undefined;
  superseded: PlannedNotice[];
  /** Answers to something that the unit did; they are sent at any hour. */
  answers: OutboxEntry[];
  /** The obligation's timer once all of this is said. */
  nextNoticeAt: Instant | undefined;
}

/**
 * The urging that the Office asked for by hand, as a notice beside those of the plan. Of a returned report it urges the
 * supplement: the report itself is there.
 */
export const urgingByHand = (
  { subject, scheduledFor, cause }: Pick<OutboxEntry, 'subject' | 'scheduledFor' | 'cause'>,
  { status }: Pick<Obligation, 'status'>,
): PlannedNotice => ({
  kind: `${status === 'returned' ? 'supplement-' : ''}by-hand-${subject}`,
  at: scheduledFor,
  to: ['unit', 'head'],
  ...(cause === undefined ? {} : { cause }),
});

type Timed = Pick<Obligation, 'status' | 'outbox'> & { nextNoticeAt: Instant };

/**
 * Decides what a sweep says about an obligation. Planned notices belong to obligations that still await a report, and wait for
 * sending hours; what waits stays due, since the timer does not move past it.
 */
export function agendaOf(timer: Timed, plan: Plan, now: Instant, sendingHours: boolean): Agenda {
  const due = timer.outbox.filter((entry) => entry.scheduledFor <= now);
  const later = timer.outbox.filter((entry) => entry.scheduledFor > now).map((entry) => entry.scheduledFor);
  const answers = due.filter(({ kind }) => kind !== 'urging');
  if (!awaiting.includes(timer.status))
    return { planned: undefined, superseded: [], answers, nextNoticeAt: later.sort()[0] };
  const byPlan = sendingHours
    ? dueNotices(plan, timer.nextNoticeAt, now)
    : { send: undefined, superseded: [], next: firstPlannedFrom(plan, timer.nextNoticeAt) };
  const instants = [...later, ...(byPlan.next ? [byPlan.next.at] : [])];
  // Somebody asked for it, so it goes at any hour, and says all that the plan had to say.
  const byHand = due.filter(({ kind }) => kind === 'urging').map((entry) => urgingByHand(entry, timer));
  const wanted = [...byPlan.superseded, ...(byPlan.send ? [byPlan.send] : []), ...byHand];
  return { planned: wanted.at(-1), superseded: wanted.slice(0, -1), answers, nextNoticeAt: instants.sort()[0] };
}
