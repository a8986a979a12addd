import * as z from 'zod';
import { type Instant, type LocalDate, localDateOf, toInstant } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import type { Log } from '../../lib/log/log.ts';
import { firstPlannedFrom, planFrom } from '../../lib/notices/plan.ts';
import { deadlinesToOpen, debtors, openObligation } from '../../lib/obligations/opening.ts';
import { type Deadline, ruleOf } from '../../lib/regime/deadlines.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import type { Unit } from '../../lib/units/unit.ts';

import { completeRequests, type RequestDeps } from './requests.ts';

export interface Deps extends RequestDeps {
  units: Pick<UnitStore, 'list'>;
  obligations: Pick<ObligationStore, 'unitsOpened' | 'open'>;
  regimes: readonly Regime[];
  calendar: WorkingCalendar;
  goLive: LocalDate;
  log: Log;
}

export const scheduledSchema = z.object({ scheduledTime: z.iso.datetime() });

/** Enough writes in flight to be quick, few enough for a small table. */
const PARALLEL = 16;

/**
 * Opens what each unit owes, once, however often it runs and however long it did not (R25): it compares what should
 * exist from the go-live date on with what does, and writes the difference.
 */
export function createOpenObligationsHandler(deps: Deps) {
  async function openPeriod(deadline: Deadline, units: readonly Unit[], now: Instant): Promise<number> {
    const regime = deps.regimes.find(({ version }) => version === deadline.regimeVersion);
    const rule = regime && ruleOf(regime, deadline.rule);
    if (!rule) return 0;
    const opened = await deps.obligations.unitsOpened(deadline.rule, deadline.period);
    const missing = debtors(rule, deadline, units).filter((unit) => !opened.has(unit.id));
    const plan = planFrom(rule.notices, deadline, deps.calendar);
    const nextNoticeAt = firstPlannedFrom(plan, now)?.at;
    let count = 0;
    for (let i = 0; i < missing.length; i += PARALLEL) {
      const batch = missing.slice(i, i + PARALLEL).map(async (unit) => {
        const { obligation, event } = openObligation(unit, deadline, now, nextNoticeAt);
        return deps.obligations.open(obligation, event);
      });
      count += (await Promise.all(batch)).filter(Boolean).length;
    }
    return count;
  }

  return async (event: unknown): Promise<{ opened: number }> => {
    const now = toInstant(scheduledSchema.parse(event).scheduledTime);
    const units = await deps.units.list();
    let opened = 0;
    for (const deadline of deadlinesToOpen(deps.regimes, deps.goLive, localDateOf(now)))
      opened += await openPeriod(deadline, units, now);
    opened += await completeRequests(deps, now);
    deps.log('info', 'obligations-opened', { opened, units: units.length });
    return { opened };
  };
}
