import { type Instant, type LocalDate, localDateOf } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import type { Log } from '../../lib/log/log.ts';
import { firstPlannedFrom, planFrom } from '../../lib/notices/plan.ts';
import type { ObligationKey } from '../../lib/obligations/obligation.ts';
import { deadlinesToOpen, openObligation } from '../../lib/obligations/opening.ts';
import { reconcile, reinstatement, withdrawal } from '../../lib/obligations/reconciling.ts';
import { type Deadline, ruleBehind } from '../../lib/regime/deadlines.ts';
import type { Regime, Rule } from '../../lib/regime/schema.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import type { DatedUnit } from '../../lib/units/versions.ts';
import { scheduledSchema } from '../shared/scheduled.ts';
import { add, change, count, nothing, type Opened } from './changing.ts';
import { type RequestDeps, settleRequests } from './requests.ts';

export interface Deps extends RequestDeps {
  units: Pick<UnitStore, 'list'>;
  obligations: Pick<ObligationStore, 'heldIn' | 'get' | 'open' | 'commit'>;
  regimes: readonly Regime[];
  calendar: WorkingCalendar;
  goLive: LocalDate;
  log: Log;
}

/**
 * Sees to it that exactly the units that owe a report have it, however often it runs and however long it did not (R25):
 * it compares what should exist from the go-live date on with what does, both ways, and writes the difference. Each
 * change is one transaction; what a crash left undone is the difference that the next run finds.
 */
export function createOpenObligationsHandler(deps: Deps) {
  const firstNotice = (rule: Rule, deadline: Pick<Deadline, 'lastDay'>, now: Instant): Instant | undefined =>
    firstPlannedFrom(planFrom(rule.notices, deadline, deps.calendar), now)?.at;

  async function settlePeriod(deadline: Deadline, units: readonly DatedUnit[], now: Instant): Promise<Opened> {
    const rule = ruleBehind(deps.regimes, deadline);
    if (!rule) return nothing();
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
        change(deps, keyOf(obligation.unit), withdrawal(reason, now), now),
      ),
      reinstated: await count(reinstate, ({ unit }) => change(deps, keyOf(unit), reinstatement(now), now)),
    };
  }

  return async (event: unknown): Promise<Opened> => {
    const now = scheduledSchema.parse(event).scheduledTime;
    const units = await deps.units.list();
    const total = nothing();
    for (const deadline of deadlinesToOpen(deps.regimes, deps.goLive, localDateOf(now)))
      add(total, await settlePeriod(deadline, units, now));
    add(total, await settleRequests(deps, units, now));
    deps.log('info', 'obligations-opened', { ...total, units: units.length });
    return total;
  };
}
