import { addDays, type Instant, type LocalDate } from '../calendar/dates.ts';
import { type Deadline, ruleBehind } from '../regime/deadlines.ts';
import type { Regime, Rule } from '../regime/schema.ts';
import { deadlinesOwed } from '../regime/succession.ts';
import { type Unit, validOn } from '../units/unit.ts';
import { type DatedUnit, unitOn } from '../units/versions.ts';
import { type Advance, begin } from './advancing.ts';

/** How far ahead an obligation is opened, in days before its last acceptable day: two monthly periods and a half. */
export const OPENING_HORIZON_DAYS = 75;

/** What opening goes by: the regimes, and the first last acceptable day for which anything is opened. */
export interface Opening {
  regimes: readonly Regime[];
  goLive: LocalDate;
}

/** Whether a rule's audience holds a unit. */
export function addresses(rule: Pick<Rule, 'audience'>, unit: Pick<Unit, 'category' | 'tags'>): boolean {
  switch (rule.audience.kind) {
    case 'all':
      return true;
    case 'tag':
      return (unit.tags as readonly string[]).includes(rule.audience.tag);
    case 'category':
      return (rule.audience.categories as readonly string[]).includes(unit.category);
  }
}

/**
 * The deadlines whose obligations must exist on a day: last acceptable day from the go-live date on, and near
 * enough, each under the one regime that holds for it (R26). Nothing is lost by an outage of any length, since the
 * lower end never moves.
 */
export const deadlinesToOpen = (regimes: readonly Regime[], goLive: LocalDate, today: LocalDate): Deadline[] =>
  deadlinesOwed(regimes, goLive, addDays(today, OPENING_HORIZON_DAYS));

/** The units that owe a report: valid on its last acceptable day and, as they are then, addressed by its rule (R25). */
export const debtors = (
  rule: Pick<Rule, 'audience'>,
  { lastDay }: Pick<Deadline, 'lastDay'>,
  units: readonly DatedUnit[],
): DatedUnit[] => units.filter((unit) => validOn(unit, lastDay) && addresses(rule, unitOn(unit, lastDay)));

/**
 * What a unit owes from a day on up to another, opened yet or not, as the opening will find it should nothing change: the
 * unit as it is on each last acceptable day (R25), nothing before the go-live date.
 */
export function deadlinesAhead(
  unit: DatedUnit,
  { regimes, goLive }: Opening,
  today: LocalDate,
  lastLastDay: LocalDate,
): Deadline[] {
  return deadlinesOwed(regimes, today > goLive ? today : goLive, lastLastDay).filter((deadline) => {
    const rule = ruleBehind(regimes, deadline);
    return rule !== undefined && debtors(rule, deadline, [unit]).length > 0;
  });
}

/** Opens one obligation of a unit. `planned` is the first notice of its plan that is still to come. */
export function openObligation(
  unit: Pick<Unit, 'id'>,
  deadline: Deadline,
  now: Instant,
  planned: Instant | undefined,
): Advance {
  const { rule, period, from, to, lastDay, dueBefore, regimeVersion } = deadline;
  const data = { from, to, lastDay, dueBefore, regimeVersion };
  return begin({ unit: unit.id, rule, period }, { type: 'opened', at: now, by: 'system', data }, planned);
}
