import type { LocalDate } from '../calendar/dates.ts';
import { isInForceOn, ruleOf } from './deadlines.ts';
import type { Occasion, OccasionId, Regime, Rule } from './schema.ts';

/** What a regime says of reports that no calendar calls for; undefined when it says nothing. */
export const occasionOf = (regime: Regime, id: OccasionId): Occasion | undefined =>
  regime.occasions.find((occasion) => occasion.id === id);

/** The rule or the occasion of a regime by its id: whence a report is owed, and when its unit is told. */
export const sourceOf = (regime: Regime, id: string): Rule | Occasion | undefined =>
  ruleOf(regime, id) ?? regime.occasions.find((occasion) => occasion.id === id);

/** The regime that governs an occasion on a day: in force, and with something to say of it. */
export const regimeFor = (regimes: readonly Regime[], id: OccasionId, on: LocalDate): Regime | undefined =>
  regimes.find((regime) => isInForceOn(regime, on) && occasionOf(regime, id));
