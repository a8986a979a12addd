import pMap from 'p-map';
import { localDateOf } from '../../lib/calendar/dates.ts';
import type { Log } from '../../lib/log/log.ts';
import { isForeign, rootOf, type Seal, type SealedHead, sealHeads, setBack } from '../../lib/obligations/sealing.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { SealStore, StoredSeal } from '../../lib/store/seals.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import { scheduledSchema } from '../shared/scheduled.ts';

export interface Deps {
  units: Pick<UnitStore, 'list'>;
  obligations: Pick<ObligationStore, 'heads'>;
  seals: SealStore;
  log: Log;
}

/** Enough reads in flight that 100,000 obligations take well under the five minutes there are. */
const PARALLEL = 16;
/** The alarm says that something was found; the log need not hold all of a burnt register. */
const MOST_LOGGED = 20;

/** Histories that are not what was sealed of them. Thrown once the new seal is stored: the alarm must go off. */
export class HistorySetBack extends Error {
  override readonly name = 'HistorySetBack';
}

/** The day's place was taken before the day began, so that it has no seal. */
export class DayBarred extends Error {
  override readonly name = 'DayBarred';
}

const split = (stored: readonly StoredSeal[]) => [stored.filter(isForeign), stored.filter((seal) => !isForeign(seal))];

async function headsOf({ units, obligations }: Deps): Promise<SealedHead[]> {
  const heads = await pMap(await units.list(), ({ id }) => obligations.heads(id), { concurrency: PARALLEL });
  return heads.flat();
}

/**
 * Seals the heads of all histories for the day of its scheduled time, once (R23). A day that has a seal, or that a later
 * seal has left behind, is left as it is. Throws HistorySetBack when an obligation that was sealed before is gone or
 * set back, after the day's seal is stored: what was found is to be kept as well.
 */
export function createSealHistoriesHandler(deps: Deps) {
  async function seenBefore(stored: StoredSeal | undefined): Promise<Seal | undefined> {
    if (!stored) return undefined;
    const seal = await deps.seals.read(stored);
    if (seal && seal.date === stored.date && rootOf(seal) === seal.root) return seal;
    deps.log('error', 'seal-unreadable', { date: stored.date });
    return undefined;
  }

  return async (event: unknown): Promise<{ date: string; sealed: boolean; count: number }> => {
    const at = scheduledSchema.parse(event).scheduledTime;
    const date = localDateOf(at);
    const [foreign = [], ours = []] = split(await deps.seals.list());
    for (const { date: barred } of foreign) deps.log('error', 'seal-foreign', { date: barred });
    const last = ours.at(-1);
    if (last && last.date >= date) {
      deps.log('info', 'histories-sealed', { date, sealed: false, count: 0, last: last.date });
      return { date, sealed: false, count: 0 };
    }
    const before = await seenBefore(last);
    const seal = sealHeads(date, at, await headsOf(deps), before);
    const found = before ? setBack(before.heads, seal.heads) : [];
    for (const { obligation, seq, reason } of found.slice(0, MOST_LOGGED))
      deps.log('error', 'history-set-back', { obligation, seq, reason, sealedOn: last?.date });
    const sealed = await deps.seals.put(seal);
    const count = seal.heads.length;
    deps.log('info', 'histories-sealed', { date, sealed, count, root: seal.root });
    if (foreign.some((other) => other.date === date)) throw new DayBarred(`the seal of ${date} is not ours`);
    if (found.length > 0) throw new HistorySetBack(`${found.length} histories are not what was sealed of them`);
    return { date, sealed, count };
  };
}
