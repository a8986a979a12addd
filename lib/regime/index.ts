import * as z from 'zod';
import type { LocalDate } from '../calendar/dates.ts';
import { isInForceOn } from './deadlines.ts';
import { letter353 } from './letter-353.ts';
import { type Regime, regimeSchema } from './schema.ts';

/** One regime holds at a time: each ends before the next takes effect, so that nothing is owed twice. */
export const regimesSchema = z
  .array(regimeSchema)
  .min(1)
  .refine((all) => new Set(all.map(({ version }) => version)).size === all.length, 'must differ in version')
  .refine(
    (all) =>
      all.every(({ effectiveTo }, i) => {
        const next = all[i + 1];
        return next === undefined || (effectiveTo !== undefined && effectiveTo < next.effectiveFrom);
      }),
    'must each end before the next takes effect',
  );

/** Every regime that ever held, the earliest first; checked whenever the program is built or started. */
export const regimes: readonly Regime[] = regimesSchema.parse([letter353]);

/** The regime in force on a day; undefined before the first. */
export const currentRegime = (on: LocalDate): Regime | undefined => regimes.find((regime) => isInForceOn(regime, on));

/** The regime under which something was once judged; undefined when there is no such version. */
export const regimeByVersion = (version: string): Regime | undefined =>
  regimes.find((regime) => regime.version === version);
