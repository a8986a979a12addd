import { addDays, type LocalDate } from '../../../lib/calendar/dates.ts';
import { regimes, regimesSchema } from '../../../lib/regime/index.ts';
import { type Regime, regimeSchema } from '../../../lib/regime/schema.ts';
import data from './decree-09-2019.json' with { type: 'json' };

export const [letter353] = regimes as [Regime, ...Regime[]];

/**
 * A regime of the State side, to prove that a regime is data and nothing else: windows from the 15th to the 14th
 * (Decree 09/2019/NĐ-CP art. 12). Art. 13 names the 25th for what goes to the Government and leaves the rest to each
 * regime; the 18th of the monthly report is this test's choice, as are contents, audience and notices.
 */
export const decree: Regime = regimeSchema.parse(data);

/** A regime as it would be were it to take effect on a day. */
export const from = (day: LocalDate, regime: Regime): Regime => ({
  ...regime,
  version: `${regime.id}@${day}`,
  effectiveFrom: day,
  rules: regime.rules.map((rule) => ({ ...rule, effectiveFrom: day })),
});

/** One regime until the day before a date and another one from it, checked as the project's own list is. */
export function replacedOn(day: LocalDate, earlier: Regime, later: Regime): [Regime, Regime] {
  const [first, second] = regimesSchema.parse([{ ...earlier, effectiveTo: addDays(day, -1) }, from(day, later)]);
  if (!first || !second) throw new Error('a list of two regimes has two');
  return [first, second];
}
