import { daysBetween, type Instant, type LocalDate, localDateOf } from '../calendar/dates.ts';

export const verdicts = ['not-yet-due', 'on-time', 'late', 'missing', 'waived'] as const;
export type Verdict = (typeof verdicts)[number];

/** The facts that decide a verdict, and nothing else. No deadline: due at once, and never late (R15). */
export interface Facts {
  lastDay?: LocalDate | undefined;
  dueBefore?: Instant | undefined;
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
 * late (clause 1.1: "trước ngày …" excludes the day named). Judged on the store's time alone. What is on record has happened,
 * though by the clock that asks it be still to come: clocks of services differ.
 */
export function judge({ lastDay, dueBefore, receivedAt, waivedAt, withdrawnAt }: Facts, now: Instant): Judgement {
  const hasDeadline = lastDay !== undefined && dueBefore !== undefined;
  if (receivedAt !== undefined) {
    if (!hasDeadline || receivedAt < dueBefore) return { verdict: 'on-time' };
    // Who files although it was lifted is not worse off for it (R22).
    if (waivedAt !== undefined) return { verdict: 'waived' };
    return { verdict: 'late', daysLate: daysBetween(lastDay, localDateOf(receivedAt)) };
  }
  if (waivedAt !== undefined || withdrawnAt !== undefined) return { verdict: 'waived' };
  if (!hasDeadline || now < dueBefore) return { verdict: 'not-yet-due' };
  return { verdict: 'missing', daysLate: daysBetween(lastDay, localDateOf(now)) };
}

/** Whole local days since the work ended, up to the receipt or until now; for reports due at once (R15). */
export const daysElapsed = (since: LocalDate, receivedAt: Instant | undefined, now: Instant): number =>
  Math.max(0, daysBetween(since, localDateOf(receivedAt ?? now)));
