import pMap from 'p-map';
import { localDateOf } from '../../lib/calendar/dates.ts';
import type { Timer } from '../../lib/store/notices.ts';
import { registeredOn } from '../../lib/store/units.ts';
import { scheduledSchema } from '../shared/scheduled.ts';
import type { Deps } from './deps.ts';
import { sweepUnit, type Tally } from './unit-sweep.ts';

/** How much one sweep takes on; what is beyond it is still due at the next. */
const MOST_TIMERS = 20_000;
/** One letter takes longer than the mail service's rate allows between two; several at once reach the rate. */
const PARALLEL_UNITS = 8;
/** Enough to finish the unit at hand: its claims, its letter, its marks. */
const RESERVE_MS = 20_000;

/**
 * Says what is due: reminders, urgings, and answers that did not get out. Reads only what is due; works unit by unit,
 * oldest first; stops while there is time to finish. What a crash, a quota or the clock leaves undone stays due.
 */
export function createSweepHandler(deps: Deps) {
  return async (event: unknown, context: { getRemainingTimeInMillis: () => number }): Promise<Tally> => {
    const now = scheduledSchema.parse(event).scheduledTime;
    const tally: Tally = { letters: 0, notices: 0, superseded: 0, left: 0 };
    const byUnit = Map.groupBy(await deps.notices.due(now, MOST_TIMERS), (timer) => timer.unit);
    const units = await deps.units.getMany([...byUnit.keys()]);
    const sweep = async ([id, timers]: [string, Timer[]]) => {
      const unit = units.get(id);
      if (!unit || context.getRemainingTimeInMillis() < RESERVE_MS) tally.left += timers.length;
      else await sweepUnit(deps, registeredOn(unit, localDateOf(now)), timers, now, tally);
    };
    await pMap(byUnit, sweep, { concurrency: PARALLEL_UNITS });
    deps.log('info', 'sweep-finished', { at: now, ...tally });
    return tally;
  };
}
