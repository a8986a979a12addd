import type { Instant } from '../../lib/calendar/dates.ts';
import { type Agenda, agendaOf, inSendingHours } from '../../lib/notices/agenda.ts';
import { sendAnswers } from '../../lib/notices/answering.ts';
import type { Notice } from '../../lib/notices/ledger.ts';
import type { PlannedNotice } from '../../lib/notices/plan.ts';
import { type CausedNotice, type Claim, sendClaimed } from '../../lib/notices/sending.ts';
import { awaiting, type Status } from '../../lib/obligations/obligation.ts';
import type { Timer } from '../../lib/store/notices.ts';
import type { RegisteredUnit } from '../../lib/store/units.ts';
import { writeNotice } from '../shared/notice-letter.ts';
import type { RulePlan } from '../shared/plans.ts';
import type { Deps } from './deps.ts';

/** One obligation's part of a sweep. */
export interface Work {
  timer: Timer;
  rulePlan: RulePlan;
  agenda: Agenda;
}
type Planned = Work & { planned: PlannedNotice; name: CausedNotice };

export interface Tally {
  letters: number;
  notices: number;
  superseded: number;
  left: number;
}

/** What the calendar calls for is caused by the sweep itself, whose name is its scheduled time. */
const nameOf = ({ timer }: Work, { kind, at, cause }: PlannedNotice, sweep: Instant): CausedNotice => ({
  about: timer.id,
  kind,
  scheduledFor: at,
  cause: cause ?? sweep,
});

const isPlanned = (work: Work & { planned: PlannedNotice | undefined }): work is Work & { planned: PlannedNotice } =>
  work.planned !== undefined;

/** Says all that is due to one unit: its answers, then one letter for all reminders and urgings together. */
export async function sweepUnit(
  deps: Deps,
  unit: RegisteredUnit,
  timers: readonly Timer[],
  now: Instant,
  tally: Tally,
): Promise<void> {
  const works: Work[] = timers.flatMap((timer) => {
    const rulePlan = deps.planFor(timer);
    if (!rulePlan) {
      deps.log('error', 'rule-unknown', { obligation: timer.id, regimeVersion: timer.regimeVersion });
      tally.left += 1;
      return [];
    }
    const open = inSendingHours(rulePlan.regime.sendingHours, now, deps.calendar);
    return [{ timer, rulePlan, agenda: agendaOf(timer, rulePlan.plan, now, open) }];
  });
  const remaining = new Map<string, Timer['outbox']>();
  for (const { timer, agenda } of works) {
    const letterFor = (entry: Timer['outbox'][number]) => deps.writeAnswer(timer, timer.id, entry);
    remaining.set(timer.id, await sendAnswers(deps.sending, timer, agenda.answers, letterFor, now));
  }
  const unsaid = await sendPlanned(deps, unit, works, now, tally);
  for (const { timer, agenda } of works) {
    const left = remaining.get(timer.id) ?? [];
    tally.left += left.length;
    const outbox = [...timer.outbox.filter((entry) => entry.scheduledFor > now), ...left];
    // What could not be said keeps its timer: the index is the queue.
    if (unsaid.has(timer.id) || left.length > 0) continue;
    if (agenda.nextNoticeAt === timer.nextNoticeAt && outbox.length === timer.outbox.length) continue;
    await deps.notices.setTimer(timer, agenda.nextNoticeAt, outbox);
  }
}

/** Sends the unit's planned notices as one letter; gives the ids of the obligations whose notice is not yet said. */
async function sendPlanned(deps: Deps, unit: RegisteredUnit, works: Work[], now: Instant, tally: Tally) {
  const { ledger } = deps.sending;
  const unsaid = new Set<string>();
  const wanted: Planned[] = works
    .map((work) => ({ ...work, planned: work.agenda.planned }))
    .filter(isPlanned)
    .map((work) => ({ ...work, name: nameOf(work, work.planned, now) }));
  const claims: Claim[] = await Promise.all(wanted.map(({ name }) => ledger.claim(name, now)));
  const claimed = wanted.filter((_, i) => claims[i] === 'claimed');
  for (const [i, { timer }] of wanted.entries()) if (claims[i] === 'busy') unsaid.add(timer.id);
  const sendable = await stillOwed(deps, claimed, now, unsaid);
  if (sendable.length > 0) {
    const letter = writeNotice(deps, unit, sendable, now);
    const names = sendable.map(({ name }) => name);
    const outcome = await sendClaimed(deps.sending, letter, names, now);
    if (outcome === 'later') for (const { timer } of sendable) unsaid.add(timer.id);
    if (outcome === 'sent') {
      tally.letters += 1;
      tally.notices += sendable.length;
    }
  }
  for (const work of works) {
    if (unsaid.has(work.timer.id)) continue;
    for (const overtaken of work.agenda.superseded) {
      await ledger.settle({ ...nameOf(work, overtaken, now), status: 'superseded', reason: 'overtaken' });
      tally.superseded += 1;
    }
  }
  tally.left += unsaid.size;
  return unsaid;
}

/** Why nothing is awaited any more, as the ledger keeps it. */
function reasonOf(status: Status | undefined): NonNullable<Notice['reason']> {
  if (status === 'withdrawn') return 'report-withdrawn';
  return status === 'waived' ? 'waived' : 'report-received';
}

/**
 * Keeps the claimed notices whose obligation is still as the index showed it: a report that arrived a moment ago is
 * not urged. What changed but is still open is given back for the next sweep to look at afresh.
 */
async function stillOwed(deps: Deps, claimed: Planned[], now: Instant, unsaid: Set<string>): Promise<Planned[]> {
  if (claimed.length === 0) return [];
  const current = await deps.notices.current(claimed.map(({ timer }) => timer));
  const sendable: Planned[] = [];
  for (const work of claimed) {
    const state = current.get(work.timer.id);
    if (state && awaiting.includes(state.status) && state.version === work.timer.version) sendable.push(work);
    else if (state && awaiting.includes(state.status)) {
      unsaid.add(work.timer.id);
      await deps.sending.ledger.release(work.name, now);
    } else {
      const reason = reasonOf(state?.status);
      await deps.sending.ledger.settle({ ...work.name, status: 'superseded', reason });
    }
  }
  return sendable;
}
