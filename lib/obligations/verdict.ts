import { daysBetween, type Instant, type LocalDate, localDateOf } from '../calendar/dates.ts';

export const verdicts = ['not-yet-due', 'on-time', 'late', 'missing', 'waived'] as const;
export type Verdict = (typeof verdicts)[number];

/** The facts that decide a verdict, and nothing else. */
export interface Facts {
  lastDay: LocalDate;
  dueBefore: Instant;
  receivedAt?: Instant | undefined;
  waivedAt?: Instant | undefined;
  /** Since when nothing is expected, because the unit does not owe it; shown as waived, the nearest of the verdicts. */
  withdrawnAt?: Instant | undefined;
}

export interface Judgement {
  verdict: Verdict;
  /** Whole local days past the last acceptable day; only for `late` (when received) and `missing` (so far). */
  daysLate?: number;
}

/**
 * The verdict on an obligation at an instant. Received before `dueBefore` is on time, at `dueBefore` or after is
 * late (clause 1.1: "trước ngày …" excludes the day named). Judged on the store's time alone.
 */
export function judge(facts: Facts, now: Instant): Judgement {
  if (facts.receivedAt !== undefined && facts.receivedAt <= now) {
    if (facts.receivedAt < facts.dueBefore) return { verdict: 'on-time' };
    return { verdict: 'late', daysLate: daysBetween(facts.lastDay, localDateOf(facts.receivedAt)) };
  }
  if ([facts.waivedAt, facts.withdrawnAt].some((at) => at !== undefined && at <= now)) return { verdict: 'waived' };
  if (now < facts.dueBefore) return { verdict: 'not-yet-due' };
  return { verdict: 'missing', daysLate: daysBetween(facts.lastDay, localDateOf(now)) };
}
