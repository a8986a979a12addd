import pMap from 'p-map';
import { type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { createHttpApp, type HttpDeps, readJson, requireRole, toLambda } from '../../lib/http/app.ts';
import { urgingSchema } from '../../lib/http/requests/urging.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import { urgingByHand } from '../../lib/notices/agenda.ts';
import { advance, nextSeq } from '../../lib/obligations/advancing.ts';
import { isUrgeable, urge } from '../../lib/obligations/deciding.ts';
import type { Obligation } from '../../lib/obligations/obligation.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import { Conflict } from '../../lib/store/table.ts';
import { registeredOn, type UnitStore } from '../../lib/store/units.ts';
import { writeNotice } from '../shared/notice-letter.ts';
import type { Planned, RulePlan } from '../shared/plans.ts';
import { readChosen } from '../shared/read-chosen.ts';

export interface Deps extends HttpDeps {
  obligations: Pick<ObligationStore, 'get' | 'openDueBy' | 'commit'>;
  units: Pick<UnitStore, 'getMany'>;
  planFor: (obligation: Planned) => RulePlan | undefined;
  calendar: WorkingCalendar;
  officeAddress: string;
  portalUrl: string;
}

/** Enough in flight that a province's late reports fit into one request. */
const PARALLEL = 16;

/**
 * The Office urges by hand (đôn đốc, clause 2): for chosen units all that is late, or chosen reports. `dryRun` shows the
 * letters and changes nothing; otherwise each urging is an event of its report's history, and the letters, one a unit, go
 * out with the next sweep, at any hour.
 */
export function createUrgeUnitsHandler(deps: Deps) {
  const app = createHttpApp(deps);

  /** One report's urging; false when it is not late any more, or somebody changed it in this very moment. */
  async function urgeOne(obligation: Obligation, by: string, now: Instant, cause: string): Promise<boolean> {
    const decided = urge(obligation, by, now);
    if (!decided.ok) return false;
    const mail = { kind: 'urging' as const, subject: nextSeq(obligation), scheduledFor: now, cause };
    try {
      // What the plan holds, and has not been said yet, stays due.
      await deps.obligations.commit(advance(obligation, decided.event, { planned: obligation.nextNoticeAt, mail }));
      return true;
    } catch (error) {
      if (error instanceof Conflict) return false;
      throw error;
    }
  }

  async function lettersFor(late: readonly Obligation[], now: Instant) {
    const byUnit = Map.groupBy(late, ({ unit }) => unit);
    const units = await deps.units.getMany([...byUnit.keys()]);
    return [...byUnit].flatMap(([id, obligations]) => {
      const found = units.get(id);
      const unit = found && registeredOn(found, localDateOf(now));
      const works = obligations.flatMap((timer) => {
        const rulePlan = deps.planFor(timer);
        const planned = urgingByHand({ subject: nextSeq(timer), scheduledFor: now }, timer);
        return rulePlan ? [{ timer, rulePlan, planned }] : [];
      });
      if (!unit || works.length === 0) return [];
      const { to, cc, subject, text, html } = writeNotice(deps, unit, works, now);
      return [{ unit: id, obligations: obligations.map((each) => each.id), to, cc, subject, text, html }];
    });
  }

  app.post('/v1/urgings', async (c) => {
    requireRole(c.var.caller, 'office');
    const { caller, now, requestId } = c.var;
    const detail = 'Đề nghị sửa các trường sau rồi gửi lại.';
    const { units, obligations, dryRun } = parseOrRefuse(urgingSchema, await readJson(c), 'invalid-request', detail);
    const chosen = new Set(units);
    const late = (await deps.obligations.openDueBy(now)).filter(({ unit }) => chosen.has(unit)).map(({ id }) => id);
    const wanted = await readChosen(deps.obligations, [...late, ...(obligations ?? [])]);
    const urgeable = wanted.filter((obligation) => isUrgeable(obligation, now));
    if (dryRun) return c.json({ dryRun, urged: [], letters: await lettersFor(urgeable, now) });
    const outcomes = await pMap(urgeable, (each) => urgeOne(each, caller.user, now, requestId), {
      concurrency: PARALLEL,
    });
    const urged = urgeable.filter((_, i) => outcomes[i]).map(({ id }) => id);
    deps.log('info', 'units-urged', { obligations: urged.length });
    return c.json({ dryRun: false, urged, letters: [] });
  });
  return toLambda(app);
}
