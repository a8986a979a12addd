import { noticeTimes, type Regime } from '../../lib/regime/schema.ts';

/** How often the sweep looks for what is due. */
export const SWEEP_MINUTES = 15;

/** Throws when a regime plans a notice for a time at which no sweep runs: it would be said late. */
export function checkNoticeTimes(regimes: readonly Regime[]): void {
  for (const { version, rules, occasions } of regimes)
    for (const { id, notices } of [...rules, ...occasions])
      for (const { at } of noticeTimes(notices))
        if (Number(at.slice(3)) % SWEEP_MINUTES !== 0)
          throw new Error(
            `regime ${version}, rule ${id}: notices at ${at}, but sweeps run every ${SWEEP_MINUTES} minutes`,
          );
}
