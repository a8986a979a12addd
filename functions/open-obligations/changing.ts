import pMap from 'p-map';
import type { Instant } from '../../lib/calendar/dates.ts';
import { advance } from '../../lib/obligations/advancing.ts';
import { allowedFrom, type NewEvent } from '../../lib/obligations/events.ts';
import { fold } from '../../lib/obligations/fold.ts';
import type { ObligationKey } from '../../lib/obligations/obligation.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import { Conflict } from '../../lib/store/table.ts';
import { firstNotice } from '../shared/first-notice.ts';
import type { Planned, RulePlan } from '../shared/plans.ts';

export interface ChangeDeps {
  obligations: Pick<ObligationStore, 'get' | 'commit'>;
  planFor: (obligation: Planned) => RulePlan | undefined;
}

/** Lets an event happen unless the obligation has moved on since it was listed; what it is now, the next run sees. */
export async function change(deps: ChangeDeps, key: ObligationKey, event: NewEvent, now: Instant): Promise<boolean> {
  const obligation = await deps.obligations.get(key);
  if (!obligation || !allowedFrom[event.type].includes(obligation.status)) return false;
  const planned = firstNotice(deps.planFor, fold(obligation, event), now);
  try {
    await deps.obligations.commit(advance(obligation, event, { planned }));
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/** How many obligations a run opened, withdrew and brought back. */
export interface Opened {
  opened: number;
  withdrawn: number;
  reinstated: number;
}
export const nothing = (): Opened => ({ opened: 0, withdrawn: 0, reinstated: 0 });

export function add(total: Opened, more: Opened): void {
  total.opened += more.opened;
  total.withdrawn += more.withdrawn;
  total.reinstated += more.reinstated;
}

/** Enough writes in flight to be quick, few enough for a small table. */
const PARALLEL = 16;

/** How many of the changes happened, so many at a time. */
export async function count<Item>(items: readonly Item[], happen: (item: Item) => Promise<boolean>): Promise<number> {
  const done = await pMap(items, happen, { concurrency: PARALLEL });
  return done.filter(Boolean).length;
}
