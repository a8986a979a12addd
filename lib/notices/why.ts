import type { Instant } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { HistoryEvent } from '../obligations/history.ts';
import type { ObligationKey } from '../obligations/obligation.ts';
import { type State, statesOf } from '../obligations/states.ts';
import type { NoticePlan } from '../regime/schema.ts';
import {
  anchorOf,
  type Fate,
  fateOfLine,
  fateOfPlanned,
  type NoticeOutcome,
  type PlanTerm,
  planTermOf,
  sameTerm,
} from './fate.ts';
import type { Notice } from './ledger.ts';
import { firstPlannedFrom, type PlannedNotice, planFrom } from './plan.ts';
import { whySentence } from './text/why.ts';

/** Why a notice was sent or not, for programs and for people. */
export interface NoticeWhy {
  kind: string;
  /** The instant for which it is planned, or at which what it answers happened. */
  at: Instant;
  outcome: NoticeOutcome;
  /** In Vietnamese: which notice, by what arithmetic it falls on that instant, what became of it. */
  sentence: string;
}

/** Earlier than any notice. */
const BEGINNING: Instant = '0000-01-01T00:00:00Z';

interface Planned {
  kind: string;
  at: Instant;
  term: PlanTerm;
}
const nameOf = ({ kind, at }: Pick<Planned, 'kind' | 'at'>) => `${at}#${kind}`;

/** The terms that an obligation has now: its deadline, and the supplement's date while it is returned. */
function currentTerms(states: readonly State[]): PlanTerm[] {
  const facts = states.at(-1)?.facts;
  if (!facts) return [];
  const main = { lastDay: facts.lastDay, since: facts.since, supplement: false };
  return [main, planTermOf(facts)].filter((term, i) => i === 0 || !sameTerm(term, main));
}

/** The notices of a term: all of a plan that has an end, and of one that has none the next. */
function foreseen(plan: NoticePlan, term: PlanTerm, now: Instant, calendar: WorkingCalendar): PlannedNotice[] {
  const anchor = anchorOf(term);
  if (!anchor) return [];
  const read = planFrom(plan, anchor, calendar);
  if (plan.daily === undefined) return [...read(BEGINNING)];
  const next = firstPlannedFrom(read, now);
  return next ? [next] : [];
}

/** What an obligation has been told, as far as it is on record. */
export interface Told {
  history: readonly HistoryEvent[];
  /** The lines of the ledger that are about it. */
  notices: readonly Notice[];
  now: Instant;
}

/**
 * Explains every notice of an obligation's plan and every line of its ledger, each exactly once, in order of time. What
 * a plan held before it was replaced (by an extension, a return) is explained as far as it got into the ledger.
 */
export function whyNotices(
  key: ObligationKey,
  plan: NoticePlan,
  { history, notices, now }: Told,
  calendar: WorkingCalendar,
): NoticeWhy[] {
  const states = statesOf(key, history);
  const planOf = (term: PlanTerm): Planned[] =>
    foreseen(plan, term, now, calendar).map(({ kind, at }) => ({
      kind: term.supplement ? `supplement-${kind}` : kind,
      at,
      term,
    }));
  const explain = (kind: string, at: Instant, term: PlanTerm | undefined, fate: Fate, line?: Notice): NoticeWhy => {
    const sentence = whySentence({ kind, at, term, fate, line, now }, calendar);
    return { kind, at, outcome: fate.outcome, sentence };
  };

  const everPlanned = states.flatMap(({ facts }) => planOf(planTermOf(facts)));
  const known = new Map(everPlanned.map((notice) => [nameOf(notice), notice.term]));
  // Of a plan without end nobody makes a list: a line of it counts from the term of its time.
  const termOf = (kind: string, at: Instant): PlanTerm | undefined => {
    const then = states.findLast(({ from }) => from <= at);
    return (
      known.get(nameOf({ kind, at })) ??
      (then && /^(supplement-)?daily$/.test(kind) ? planTermOf(then.facts) : undefined)
    );
  };
  const told = new Map(
    notices.map((line): [string, NoticeWhy] => {
      const { kind, scheduledFor: at } = line;
      const name = nameOf({ kind, at });
      return [name, explain(kind, at, termOf(kind, at), fateOfLine(line), line)];
    }),
  );
  const untold = currentTerms(states)
    .flatMap(planOf)
    .filter((notice) => !told.has(nameOf(notice)))
    .map(({ kind, at, term }) => explain(kind, at, term, fateOfPlanned(at, term, states, now)));
  return [...told.values(), ...untold].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
