import type { WorkingCalendar } from '../../calendar/working-days.ts';
import { type Deadline, deadlinesBetween } from '../deadlines.ts';
import type { Regime, Rule } from '../schema.ts';

export const findingCodes = [
  'days-uncovered',
  'days-estimated-only',
  'windows-overlap',
  'windows-nested',
  'month-unreported',
  'folded-month-outside-host',
  'folded-month-without-host-audience',
  'deadline-before-window-ends',
  'estimate-without-need',
  'no-working-day-after-window',
  'last-day-off',
  'filings-close',
  'silence-declared',
  'audience-uncited',
  'audience-of-nobody',
  'section-for-nobody',
  'without-notices',
  'never-in-force',
  'versions-apart',
  'rule-not-continued',
  'report-across-versions',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export const severities = ['contradiction', 'silence', 'note'] as const;
export type Severity = (typeof severities)[number];

/** Something that a regime leaves open, says twice, or that whoever applies it has to know. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** The rule that it is about; of several, the first. */
  rule?: string;
  /** The first period that shows it, and all in the years looked at. */
  period?: string;
  periods?: string[];
  /** In Vietnamese, for people. */
  message: string;
  /** How the regime file settles it; without one, a silence is still to be decided. */
  decision?: string;
  citation?: Rule['citations']['deadline'];
}

/** Whether somebody has to decide: two provisions that collide, or a silence that nothing in the file settles. */
export const needsDecision = ({ severity, decision }: Finding): boolean =>
  severity === 'contradiction' || (severity === 'silence' && decision === undefined);

/** Years, both included, whose deadlines are looked at. */
export interface YearRange {
  first: number;
  last: number;
}

/** What every check is given. */
export interface Subject {
  regime: Regime;
  calendar: WorkingCalendar;
  years: YearRange;
  /** The deadlines of these years, by the rules in force. */
  deadlines: readonly Deadline[];
}

/** A rule's deadlines of the years looked at and of the year after, so that the last window has its follower. */
export function followedDeadlines({ regime, calendar, years }: Subject, rule: Rule): Deadline[] {
  const options = { calendar, respectEffectiveDates: true };
  return deadlinesBetween({ ...regime, rules: [rule] }, `${years.first}-01-01`, `${years.last + 1}-12-31`, options);
}

/** What a finding says of the periods that show it. */
export function periodsOf(deadlines: readonly Pick<Deadline, 'period'>[]): Pick<Finding, 'period' | 'periods'> {
  const periods = [...new Set(deadlines.map(({ period }) => period))];
  const [period] = periods;
  return period === undefined ? {} : { period, periods };
}
