import type { Instant, LocalDate } from '../calendar/dates.ts';
import { vietnamCalendar, type WorkingCalendar } from '../calendar/working-days.ts';
import { deadlineOf } from '../regime/deadlines.ts';
import type { NonWorkingDayPolicy, Regime, Rule } from '../regime/schema.ts';
import { deadlineTerm } from './obligation.ts';
import { type Judgement, judge, type Verdict } from './verdict.ts';

/** Another reading of the letter: what it leaves open, or what its words "trước ngày", "trong ngày" could mean. */
export interface Reading {
  policy?: NonWorkingDayPolicy | undefined;
  bound?: Rule['bound'] | undefined;
}

/** A regime under another reading: the policy as a whole, the bound on every rule. Its version stays. */
export function readAs(regime: Regime, { policy, bound }: Reading): Regime {
  const rules = bound === undefined ? regime.rules : regime.rules.map((rule) => ({ ...rule, bound }));
  return { ...regime, rules, nonWorkingDayPolicy: policy ?? regime.nonWorkingDayPolicy };
}

/** What is known of an obligation that was judged: the fields of the API's list. */
export interface Judged {
  id: string;
  unit: string;
  rule: string;
  period: string;
  lastDay?: LocalDate | undefined;
  dueBefore?: Instant | undefined;
  regimeVersion: string;
  receivedAt?: Instant | undefined;
  verdict: Verdict;
  daysLate?: number | undefined;
}

/** A verdict, with the last acceptable day on which it rests. */
export type Reasoned = Judgement & { lastDay: LocalDate };

export interface VerdictChange {
  id: string;
  unit: string;
  rule: string;
  period: string;
  receivedAt?: Instant;
  before: Reasoned;
  after: Reasoned;
}

export type Tally = Record<Verdict, number>;

export interface WhatIf {
  /** The obligations whose verdict is another one, in the order given. */
  changes: VerdictChange[];
  /** Verdicts of all that were judged again, before and after; both add up to the same. */
  before: Tally;
  after: Tally;
  /** Obligations that no periodic rule of the regimes explains; they are not judged again. */
  skipped: number;
}

const noTally = (): Tally => ({ 'not-yet-due': 0, 'on-time': 0, late: 0, missing: 0, waived: 0 });

const reasoned = ({ verdict, daysLate }: Judgement | Judged, lastDay: LocalDate): Reasoned => ({
  verdict,
  ...(daysLate === undefined ? {} : { daysLate }),
  lastDay,
});

/** Under another reading's deadline: undefined when no version in hand explains the one that the obligation has. */
function judgeAgain(
  obligation: Judged,
  regimes: readonly Regime[],
  reading: Reading,
  now: Instant,
  calendar: WorkingCalendar,
): Reasoned | undefined {
  const { rule, period, regimeVersion } = obligation;
  const regime = regimes.find(({ version }) => version === regimeVersion);
  const asRead = regime && deadlineOf(regime, rule, period, calendar);
  const asReadNow = regime && deadlineOf(readAs(regime, reading), rule, period, calendar);
  const moved = deadlineTerm(obligation);
  if (!asRead || !asReadNow || !moved) return undefined;
  // A deadline that is not the rule's own was moved by the Office, and no reading takes that back.
  const wasMoved = moved.dueBefore !== asRead.dueBefore;
  const { lastDay, dueBefore } = wasMoved && moved.dueBefore > asReadNow.dueBefore ? moved : asReadNow;
  if (obligation.verdict === 'waived') return reasoned(obligation, lastDay);
  return reasoned(judge({ lastDay, dueBefore, receivedAt: obligation.receivedAt }, now), lastDay);
}

/**
 * Judges obligations again as if the letter had been read otherwise (R8, R9); each under the version that it was opened
 * under. A waiver stays one, and what the Office moved stays at least there. Nothing is changed: what was judged is
 * judged.
 */
export function whatIf(
  obligations: Iterable<Judged>,
  regimes: readonly Regime[],
  reading: Reading,
  now: Instant,
  calendar: WorkingCalendar = vietnamCalendar,
): WhatIf {
  const result: WhatIf = { changes: [], before: noTally(), after: noTally(), skipped: 0 };
  for (const obligation of obligations) {
    const after = judgeAgain(obligation, regimes, reading, now, calendar);
    if (after === undefined) {
      result.skipped += 1;
      continue;
    }
    result.before[obligation.verdict] += 1;
    result.after[after.verdict] += 1;
    if (after.verdict === obligation.verdict) continue;
    const { id, unit, rule, period, receivedAt, lastDay = after.lastDay } = obligation;
    const received = receivedAt === undefined ? {} : { receivedAt };
    result.changes.push({ id, unit, rule, period, ...received, before: reasoned(obligation, lastDay), after });
  }
  return result;
}
