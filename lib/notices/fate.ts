import type { Instant, LocalDate } from '../calendar/dates.ts';
import { awaiting, currentTerm, type ObligationFacts } from '../obligations/obligation.ts';
import type { State } from '../obligations/states.ts';
import type { Notice } from './ledger.ts';
import type { Anchor } from './plan.ts';

/** What became, or will become, of a notice. */
export const noticeOutcomes = [
  'sent',
  /** When it could go out at last, a later one was due as well, and only that was sent. */
  'overtaken',
  'report-received',
  'waived',
  /** The unit does not owe it any more. */
  'report-withdrawn',
  'nothing-to-tell',
  'undeliverable',
  /** A sender has taken it and has not said what came of it. */
  'claimed',
  /** Its time has come; the next sweep in sending hours says it. */
  'due',
  'planned',
  /** Its time had passed when the obligation was opened. */
  'before-opening',
  /** Its time had passed when the deadline was extended, or the report returned, which made it part of the plan. */
  'before-plan',
] as const;
export type NoticeOutcome = (typeof noticeOutcomes)[number];

/**
 * The day from which a plan counts: the deadline or, without one, the day on which the work ended; the supplement's date
 * of a returned report. Neither, and there is no plan yet.
 */
export interface PlanTerm {
  lastDay?: LocalDate | undefined;
  since?: LocalDate | undefined;
  supplement: boolean;
}

/** What became of a notice, and when what decided it happened. */
export interface Fate {
  outcome: NoticeOutcome;
  /** When it was sent, the report received or waived, the obligation opened. */
  when?: Instant | undefined;
}

/** The term whose notices an obligation follows in some state. */
export const planTermOf = (facts: ObligationFacts): PlanTerm => ({
  lastDay: currentTerm(facts)?.lastDay,
  since: facts.since,
  supplement: facts.status === 'returned',
});

/** What a plan is counted from in a term; undefined while there is nothing to count from. */
export const anchorOf = ({ lastDay, since }: PlanTerm): Anchor | undefined =>
  lastDay !== undefined ? { lastDay } : since === undefined ? undefined : { since };

export const sameTerm = (a: PlanTerm, b: PlanTerm): boolean =>
  a.lastDay === b.lastDay && a.since === b.since && a.supplement === b.supplement;

/** The obligation awaits a report, and its notices are those of this term. */
const inForce = ({ facts }: State, term: PlanTerm) =>
  awaiting.includes(facts.status) && sameTerm(planTermOf(facts), term);

const isOutcome = (reason: Notice['reason']): reason is NoticeOutcome & Notice['reason'] =>
  noticeOutcomes.some((outcome) => outcome === reason);

/** What became of a notice of the ledger; the ledger has the last word. */
export function fateOfLine({ status, sentAt, reason }: Notice): Fate {
  switch (status) {
    case 'sent':
      return { outcome: 'sent', when: sentAt };
    case 'claimed':
      return { outcome: 'claimed' };
    case 'undeliverable':
      return { outcome: 'undeliverable' };
    case 'superseded':
      return { outcome: isOutcome(reason) ? reason : 'overtaken' };
  }
}

/** Why a state has nothing to say by a plan. */
function silence({ from, facts }: State, term: PlanTerm): Fate {
  if (facts.status === 'withdrawn') return { outcome: 'report-withdrawn', when: facts.withdrawnAt };
  if (facts.status === 'waived') return { outcome: 'waived', when: facts.waivedAt };
  // A report that was returned had arrived: what its first plan held is not said any more.
  if (facts.receivedAt !== undefined && !term.supplement) return { outcome: 'report-received', when: facts.receivedAt };
  if (facts.status === 'received' || facts.status === 'accepted') return { outcome: 'report-received', when: from };
  return { outcome: 'before-plan' };
}

/** What became of a planned notice of which the ledger has no line. */
export function fateOfPlanned(at: Instant, term: PlanTerm, states: readonly State[], now: Instant): Fate {
  const [opening] = states;
  const last = states.at(-1);
  if (!opening || !last || at < opening.from) return { outcome: 'before-opening', when: opening?.from };
  if (at > now) return inForce(last, term) ? { outcome: 'planned' } : silence(last, term);
  const index = states.findLastIndex(({ from }) => from <= at);
  const then = states[index] ?? opening;
  const since = states.findIndex((state) => inForce(state, term));
  if (!inForce(then, term)) return index < since ? { outcome: 'before-plan' } : silence(then, term);
  const ended = states.slice(index).find((state) => !inForce(state, term));
  return ended ? silence(ended, term) : { outcome: 'due' };
}
