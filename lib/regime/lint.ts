import { enteredYears } from '../calendar/holidays.ts';
import { vietnamCalendar, type WorkingCalendar } from '../calendar/working-days.ts';
import { deadlinesBetween } from './deadlines.ts';
import { lintDays } from './lint/days.ts';
import { lintDeclared, type Registry } from './lint/declared.ts';
import { type Finding, findingCodes, type Subject, severities, type YearRange } from './lint/finding.ts';
import { lintCoverage } from './lint/longer.ts';
import { lintMonths } from './lint/months.ts';
import type { Regime } from './schema.ts';

export interface LintOptions {
  /** Decides which days are working days; the calendar of Vietnam by default. */
  calendar?: WorkingCalendar;
  /** The years whose deadlines are looked at; by default from the regime's first to the last one entered. */
  years?: YearRange;
  /** When given, audiences are held against what a unit can be. */
  registry?: Registry;
}

/** The years in which a regime holds and whose days off are entered; at least the one in which it takes effect. */
export function defaultYears({ effectiveFrom, effectiveTo }: Pick<Regime, 'effectiveFrom' | 'effectiveTo'>): YearRange {
  const first = Number(effectiveFrom.slice(0, 4));
  const entered = Math.max(first, ...enteredYears.map(({ year }) => year));
  return { first, last: Math.max(first, Math.min(entered, Number(effectiveTo?.slice(0, 4) ?? entered))) };
}

const rank = ({ severity, code }: Finding): number =>
  severities.indexOf(severity) * findingCodes.length + findingCodes.indexOf(code);

/**
 * What a regime leaves open or says twice: contradictions first, then silences, then notes; within them by code and in
 * the order of the rules. One finding gathers all periods that show it. Decides nothing and changes nothing.
 */
export function lintRegime(regime: Regime, options: LintOptions = {}): Finding[] {
  const { calendar = vietnamCalendar, years = defaultYears(regime), registry } = options;
  const range = [`${years.first}-01-01`, `${years.last}-12-31`] as const;
  const deadlines = deadlinesBetween(regime, ...range, { calendar, respectEffectiveDates: true });
  const subject: Subject = { regime, calendar, years, deadlines };
  const findings = [
    ...lintMonths(subject),
    ...lintCoverage(subject),
    ...lintDays(subject),
    ...lintDeclared(regime, registry),
  ];
  return findings.sort((a, b) => rank(a) - rank(b));
}
