import type { Instant } from '../calendar/dates.ts';
import { type Facts, judge, type Verdict } from '../obligations/verdict.ts';

export interface Counts {
  expected: number;
  onTime: number;
  late: number;
  missing: number;
  notYetDue: number;
  waived: number;
}

const countOf: Record<Verdict, Exclude<keyof Counts, 'expected'>> = {
  'on-time': 'onTime',
  late: 'late',
  missing: 'missing',
  'not-yet-due': 'notYetDue',
  waived: 'waived',
};

export const noCounts = (): Counts => ({ expected: 0, onTime: 0, late: 0, missing: 0, notYetDue: 0, waived: 0 });

export interface Compliance extends Counts {
  units: ({ unit: string } & Counts)[];
}

/**
 * Verdicts counted in all and per unit (tình hình thực hiện, clause 2); the verdicts always add up to `expected`. What was
 * withdrawn is not expected, and not counted.
 */
export function countCompliance(obligations: Iterable<Facts & { unit: string }>, now: Instant): Compliance {
  const total = noCounts();
  const units = new Map<string, Counts>();
  for (const obligation of obligations) {
    if (obligation.withdrawnAt !== undefined) continue;
    const counts = units.get(obligation.unit) ?? noCounts();
    units.set(obligation.unit, counts);
    const verdict = countOf[judge(obligation, now).verdict];
    for (const tally of [total, counts]) {
      tally.expected += 1;
      tally[verdict] += 1;
    }
  }
  const perUnit = [...units].map(([unit, counts]) => ({ unit, ...counts }));
  return { ...total, units: perUnit.sort((a, b) => (a.unit < b.unit ? -1 : 1)) };
}
