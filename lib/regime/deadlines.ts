import { addDays, type Instant, type LocalDate, startOfDay } from '../calendar/dates.ts';
import { vietnamCalendar, type WorkingCalendar } from '../calendar/working-days.ts';
import { formatPeriod, type Period, parsePeriod, weeksInYear } from './periods.ts';
import type { NonWorkingDayPolicy, Regime, Rule } from './schema.ts';
import { type Term, termOf } from './windows.ts';

/** When a rule's report for a period is due; what an obligation is opened with. */
export interface Deadline {
  /** The rule's id. */
  rule: string;
  /** The period's id. */
  period: string;
  /** First and last day that the report covers. */
  from: LocalDate;
  to: LocalDate;
  /** The last acceptable day by the rule's own words; differs from `lastDay` when the policy moved it. */
  nominalLastDay: LocalDate;
  lastDay: LocalDate;
  /** The first instant that is late: the start of the day after `lastDay`. */
  dueBefore: Instant;
  regimeVersion: string;
}

/** What is owed once whatever the version: a rule's report for a period. A later regime keeps the ids of its rules. */
export type Report = Pick<Deadline, 'rule' | 'period'>;

export const ruleOf = (regime: Regime, id: string): Rule | undefined => regime.rules.find((rule) => rule.id === id);

/** The rule that a deadline is by, in that one of the regimes that decides on it. */
export function ruleBehind(
  regimes: readonly Regime[],
  { rule, regimeVersion }: Pick<Deadline, 'rule' | 'regimeVersion'>,
): Rule | undefined {
  const regime = regimes.find(({ version }) => version === regimeVersion);
  return regime && ruleOf(regime, rule);
}

/** What the regime's policy makes of a last acceptable day that is not a working day. */
function adjust(policy: NonWorkingDayPolicy, day: LocalDate, calendar: WorkingCalendar): LocalDate {
  switch (policy) {
    case 'unchanged':
      return day;
    case 'next-working-day':
      return calendar.firstWorkingDayOnOrAfter(day);
    case 'previous-working-day':
      return calendar.lastWorkingDayOnOrBefore(day);
  }
}

const complete = (regime: Regime, rule: Rule, period: Period, term: Term, lastDay: LocalDate): Deadline => ({
  rule: rule.id,
  period: formatPeriod(period),
  ...term,
  lastDay,
  dueBefore: startOfDay(addDays(lastDay, 1)),
  regimeVersion: regime.version,
});

/**
 * The deadline of a rule's period by its id (clause 1.1 for 353-CV/TU), whether or not the rule was in force then.
 * Undefined when there is none: a rule or period that does not exist, or a folded month.
 */
export function deadlineOf(
  regime: Regime,
  ruleId: string,
  periodId: string,
  calendar: WorkingCalendar = vietnamCalendar,
): Deadline | undefined {
  const rule = ruleOf(regime, ruleId);
  const period = parsePeriod(periodId);
  const term = rule && period && termOf(rule, period);
  return (
    term && complete(regime, rule, period, term, adjust(regime.nonWorkingDayPolicy, term.nominalLastDay, calendar))
  );
}

/** Every period of a year that a rule could have a report for. */
function periodsOf({ schedule }: Rule, year: number): Period[] {
  switch (schedule.kind) {
    case 'weekly':
      return Array.from({ length: weeksInYear(year) }, (_, i) => ({ kind: 'week', year, week: i + 1 }));
    case 'monthly':
      return schedule.months.map((month) => ({ kind: 'month', year, month }));
    case 'yearly':
      return [schedule.part ? { kind: 'part', year, part: schedule.part } : { kind: 'year', year }];
  }
}

type InForce = Pick<Regime, 'effectiveFrom' | 'effectiveTo'>;

/** Whether a regime or a rule is in force on a day; both ends of its dates count. */
export const isInForceOn = ({ effectiveFrom, effectiveTo }: InForce, day: LocalDate): boolean =>
  effectiveFrom <= day && (effectiveTo === undefined || day <= effectiveTo);

/** Whether regime and rule are both in force on a last acceptable day. */
export const isInForce = (regime: InForce, rule: InForce, lastDay: LocalDate): boolean =>
  isInForceOn(regime, lastDay) && isInForceOn(rule, lastDay);

export interface DeadlineOptions {
  /** Decides which days are working days; the calendar of Vietnam by default. */
  calendar?: WorkingCalendar;
  /**
   * Leave out deadlines whose last acceptable day is one on which regime or rule was not in force. What opens
   * obligations must say true; by default all are listed, as by the rules' words alone.
   */
  respectEffectiveDates?: boolean;
}

const byDueThenRule = (a: Deadline, b: Deadline): number =>
  a.dueBefore < b.dueBefore ? -1 : a.dueBefore > b.dueBefore ? 1 : a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0;

/**
 * Every deadline whose last acceptable day, after the policy for non-working days, lies between two days, both
 * included; in order of `dueBefore`, then of the rule's id.
 */
export function deadlinesBetween(
  regime: Regime,
  firstLastDay: LocalDate,
  lastLastDay: LocalDate,
  { calendar = vietnamCalendar, respectEffectiveDates = false }: DeadlineOptions = {},
): Deadline[] {
  const deadlines: Deadline[] = [];
  // A day named in the year after its period, or moved over New Year, belongs to a neighbouring year's period.
  const firstYear = Number(firstLastDay.slice(0, 4)) - 1;
  const lastYear = Number(lastLastDay.slice(0, 4)) + 1;
  for (const rule of regime.rules)
    for (let year = firstYear; year <= lastYear; year += 1)
      for (const period of periodsOf(rule, year)) {
        const term = termOf(rule, period);
        if (term === undefined) continue;
        const lastDay = adjust(regime.nonWorkingDayPolicy, term.nominalLastDay, calendar);
        if (lastDay < firstLastDay || lastDay > lastLastDay) continue;
        if (respectEffectiveDates && !isInForce(regime, rule, lastDay)) continue;
        deadlines.push(complete(regime, rule, period, term, lastDay));
      }
  return deadlines.sort(byDueThenRule);
}

/**
 * The report that holds a folded month's (clause 1.1: "báo cáo tháng 3 được lồng ghép vào báo cáo quý I"): for
 * `monthly` and `2026-03`, `q1` and `2026-Q1`. Undefined for a month that has a report of its own.
 */
export function hostOf(regime: Regime, ruleId: string, periodId: string): Report | undefined {
  const period = parsePeriod(periodId);
  if (period?.kind !== 'month') return undefined;
  const host = regime.rules.find(({ folds }) => folds?.rule === ruleId && folds.months.includes(period.month));
  const [hostPeriod] = host ? periodsOf(host, period.year) : [];
  return host && hostPeriod && { rule: host.id, period: formatPeriod(hostPeriod) };
}

/** The months whose reports a report takes in, as `hostOf` says of each; in the calendar's order. */
export function monthsIn(regime: Regime, { rule, period }: Report): Report[] {
  const folds = ruleOf(regime, rule)?.folds;
  const year = parsePeriod(period)?.year;
  if (folds === undefined || year === undefined) return [];
  return folds.months
    .map((month) => ({ rule: folds.rule, period: formatPeriod({ kind: 'month', year, month }) }))
    .filter((month) => {
      const host = hostOf(regime, month.rule, month.period);
      return host?.rule === rule && host.period === period;
    });
}
