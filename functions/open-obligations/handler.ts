import * as z from 'zod';
import { type Instant, type LocalDate, localDateOf, toInstant } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import type { Log } from '../../lib/log/log.ts';
import { firstPlannedFrom, planFrom } from '../../lib/notices/plan.ts';
import { advance } from '../../lib/obligations/advancing.ts';
import { allowedFrom, type NewEvent } from '../../lib/obligations/events.ts';
import { deadlineTerm, type ObligationKey } from '../../lib/obligations/obligation.ts';
import { deadlinesToOpen, openObligation } from '../../lib/obligations/opening.ts';
import { reconcile, reinstatement, withdrawal } from '../../lib/obligations/reconciling.ts';
import { type Deadline, ruleOf } from '../../lib/regime/deadlines.ts';
import type { Regime, Rule } from '../../lib/regime/schema.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import { Conflict } from '../../lib/store/table.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import type { DatedUnit } from '../../lib/units/versions.ts';

import { completeRequests, type RequestDeps } from './requests.ts';

export interface Deps extends RequestDeps {
  units: Pick<UnitStore, 'list'>;
  obligations: Pick<ObligationStore, 'heldIn' | 'get' | 'open' | 'commit'>;
  regimes: readonly Regime[];
  calendar: WorkingCalendar;
  goLive: LocalDate;
  log: Log;
}

export const scheduledSchema = z.object({ scheduledTime: z.iso.datetime() });

/** Enough writes in flight to be quick, few enough for a small table. */
const PARALLEL = 16;

/** How many obligations a run opened, withdrew and brought back. */
export interface Opened {
  opened: number;
  withdrawn: number;
  reinstated: number;
}

/** How many of the changes happened, so many at a time. */
async function count<Item>(items: readonly Item[], change: (item: Item) => Promise<boolean>): Promise<number> {
  let done = 0;
  for (let i = 0; i < items.length; i += PARALLEL)
    done += (await Promise.all(items.slice(i, i + PARALLEL).map(change))).filter(Boolean).length;
  return done;
}

/**
 * Sees to it that exactly the units that owe a report have it, however often it runs and however long it did not (R25):
 * it compares what should exist from the go-live date on with what does, both ways, and writes the difference. Each
 * change is one transaction; what a crash left undone is the difference that the next run finds.
 */
export function createOpenObligationsHandler(deps: Deps) {
  const firstNotice = (rule: Rule, deadline: Pick<Deadline, 'lastDay'>, now: Instant): Instant | undefined =>
    firstPlannedFrom(planFrom(rule.notices, deadline, deps.calendar), now)?.at;

  /** Lets an event happen unless the obligation has moved on since it was listed; what it is now, the next run sees. */
  async function change(key: ObligationKey, rule: Rule, event: NewEvent, now: Instant): Promise<boolean> {
    const obligation = await deps.obligations.get(key);
    if (!obligation || !allowedFrom[event.type].includes(obligation.status)) return false;
    const term = deadlineTerm(obligation);
    try {
      await deps.obligations.commit(advance(obligation, event, { planned: term && firstNotice(rule, term, now) }));
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }

  async function settlePeriod(deadline: Deadline, units: readonly DatedUnit[], now: Instant): Promise<Opened> {
    const regime = deps.regimes.find(({ version }) => version === deadline.regimeVersion);
    const rule = regime && ruleOf(regime, deadline.rule);
    if (!rule) return { opened: 0, withdrawn: 0, reinstated: 0 };
    const existing = await deps.obligations.heldIn(deadline.rule, deadline.period);
    const { open, withdraw, reinstate } = reconcile(rule, deadline, units, existing);
    const planned = firstNotice(rule, deadline, now);
    const keyOf = (unit: string): ObligationKey => ({ unit, rule: deadline.rule, period: deadline.period });
    return {
      opened: await count(open, async (unit) => {
        const { obligation, event } = openObligation(unit, deadline, now, planned);
        return deps.obligations.open(obligation, event);
      }),
      withdrawn: await count(withdraw, ({ obligation, reason }) =>
        change(keyOf(obligation.unit), rule, withdrawal(reason, now), now),
      ),
      reinstated: await count(reinstate, ({ unit }) => change(keyOf(unit), rule, reinstatement(now), now)),
    };
  }

  return async (event: unknown): Promise<Opened> => {
    const now = toInstant(scheduledSchema.parse(event).scheduledTime);
    const units = await deps.units.list();
    const total: Opened = { opened: 0, withdrawn: 0, reinstated: 0 };
    for (const deadline of deadlinesToOpen(deps.regimes, deps.goLive, localDateOf(now))) {
      const { opened, withdrawn, reinstated } = await settlePeriod(deadline, units, now);
      total.opened += opened;
      total.withdrawn += withdrawn;
      total.reinstated += reinstated;
    }
    total.opened += await completeRequests(deps, now);
    deps.log('info', 'obligations-opened', { ...total, units: units.length });
    return total;
  };
}
