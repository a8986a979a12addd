import type { Instant, LocalDate } from '../calendar/dates.ts';
import { ownLastDay, type Status, type Term } from '../obligations/obligation.ts';
import { type Facts, judge } from '../obligations/verdict.ts';
import { type Counts, countVerdicts, isExpected } from './compliance.ts';

/** What of an obligation decides where it stands in the figures. */
export interface Figured extends Facts {
  unit: string;
  rule: string;
  period: string;
  regimeVersion: string;
  from: LocalDate;
  status: Status;
  since?: LocalDate | undefined;
  title?: string | undefined;
  original?: Term | undefined;
}

/** A unit as the figures name it: as it was when the report was due (R25). */
export interface FiguredUnit {
  name: string;
  category: string;
}

export interface Line extends Counts {
  /** How many of the expected wait for a supplement (trả lại, yêu cầu bổ sung); each has its verdict as well. */
  returned: number;
}
export type UnitLine = Line & FiguredUnit & { unit: string };

/** One report that came late or has not come: whose, which, by how many days (so far, when it has not come). */
export interface LateReport extends FiguredUnit {
  unit: string;
  rule: string;
  period: string;
  title?: string | undefined;
  verdict: 'late' | 'missing';
  lastDay: LocalDate;
  daysLate: number;
  receivedAt?: Instant | undefined;
  returned: boolean;
}

/** What the Office tells the Standing Committee of a period (clause 2): every paper and page takes its numbers here. */
export interface Figures {
  at: Instant;
  total: Line;
  categories: (Line & { category: string })[];
  /** Each rule as the last of its reports was owed, by that regime's version. */
  rules: (Line & { rule: string; regimeVersion: string })[];
  /** In order of deadline: how each rule's period went. */
  periods: (Line & { rule: string; period: string; title?: string | undefined; lastDay: LocalDate })[];
  units: UnitLine[];
  /** Those longest late first. */
  late: LateReport[];
  /** The versions of the regime by which all this was owed. */
  regimeVersions: string[];
}

function lineOf(members: readonly Figured[], now: Instant): Line {
  return {
    ...countVerdicts(members, now),
    returned: members.filter(({ status }) => status === 'returned').length,
  };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function lateReports(
  all: readonly Figured[],
  unitOf: (obligation: Figured) => FiguredUnit,
  now: Instant,
): LateReport[] {
  const late = all.flatMap((obligation): LateReport[] => {
    const { verdict, daysLate = 0 } = judge(obligation, now);
    const { unit, rule, period, title, lastDay, receivedAt, status } = obligation;
    if ((verdict !== 'late' && verdict !== 'missing') || lastDay === undefined) return [];
    const came = verdict === 'late' ? { receivedAt } : {};
    const of = { unit, ...unitOf(obligation), rule, period, title };
    return [{ ...of, verdict, lastDay, daysLate, ...came, returned: status === 'returned' }];
  });
  return late.sort(
    (a, b) => b.daysLate - a.daysLate || byText(a.unit, b.unit) || byText(a.rule + a.period, b.rule + b.period),
  );
}

/**
 * The figures of a set of obligations at an instant. `unitOf` names the unit that owed one, as it was then. Every line
 * is counted by `countVerdicts`: categories, rules, periods and units each add up to the total.
 */
export function complianceFigures<O extends Figured>(
  obligations: Iterable<O>,
  unitOf: (obligation: Figured) => FiguredUnit,
  now: Instant,
): Figures {
  const all = [...obligations].filter(isExpected);
  const group = <Extra extends object>(keyOf: (o: Figured) => string, extra: (latest: Figured) => Extra) =>
    [...Map.groupBy(all, keyOf).values()].map((members) => {
      const latest = members.reduce((last, o) => (ownLastDay(o) > ownLastDay(last) ? o : last));
      return { ...extra(latest), ...lineOf(members, now) };
    });
  return {
    at: now,
    total: lineOf(all, now),
    categories: group(
      (o) => unitOf(o).category,
      (o) => ({ category: unitOf(o).category }),
    ).sort((a, b) => byText(a.category, b.category)),
    rules: group(
      ({ rule }) => rule,
      ({ rule, regimeVersion }) => ({ rule, regimeVersion }),
    ).sort((a, b) => byText(a.rule, b.rule)),
    periods: group(
      ({ rule, period }) => `${rule}#${period}`,
      (o) => ({ rule: o.rule, period: o.period, title: o.title, lastDay: ownLastDay(o) }),
    ).sort((a, b) => byText(a.lastDay + a.rule + a.period, b.lastDay + b.rule + b.period)),
    // A unit is named as it was when the last of its reports was due.
    units: group(
      ({ unit }) => unit,
      (o) => ({ unit: o.unit, ...unitOf(o) }),
    ).sort((a, b) => byText(a.unit, b.unit)),
    late: lateReports(all, unitOf, now),
    regimeVersions: [...new Set(all.map(({ regimeVersion }) => regimeVersion))].sort(byText),
  };
}
