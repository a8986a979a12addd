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

const noCounts = (): Counts => ({ expected: 0, onTime: 0, late: 0, missing: 0, notYetDue: 0, waived: 0 });

export interface Compliance extends Counts {
  units: ({ unit: string } & Counts)[];
}

/** Whether a report is expected of anybody: what was withdrawn is not, and is not counted. */
export const isExpected = ({ withdrawnAt }: Pick<Facts, 'withdrawnAt'>): boolean => withdrawnAt === undefined;

/** Figures added up, verdict by verdict. */
export function sum(all: Iterable<Counts>): Counts {
  const total = noCounts();
  for (const { expected, onTime, late, missing, notYetDue, waived } of all) {
    total.expected += expected;
    total.onTime += onTime;
    total.late += late;
    total.missing += missing;
    total.notYetDue += notYetDue;
    total.waived += waived;
  }
  return total;
}

/** Verdicts counted (tình hình thực hiện, clause 2); they always add up to `expected`. */
export function countVerdicts(obligations: Iterable<Facts>, now: Instant): Counts {
  const counts = noCounts();
  for (const obligation of obligations) {
    if (!isExpected(obligation)) continue;
    counts.expected += 1;
    counts[countOf[judge(obligation, now).verdict]] += 1;
  }
  return counts;
}

/** Verdicts counted in all and per unit, of those units of which anything is expected. */
export function countCompliance(obligations: Iterable<Facts & { unit: string }>, now: Instant): Compliance {
  const perUnit = [...Map.groupBy(obligations, ({ unit }) => unit)]
    .map(([unit, own]) => ({ unit, ...countVerdicts(own, now) }))
    .filter(({ expected }) => expected > 0);
  return { ...sum(perUnit), units: perUnit.sort((a, b) => (a.unit < b.unit ? -1 : 1)) };
}
