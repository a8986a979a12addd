import type { LocalDate } from '../../lib/calendar/dates.ts';
import { type ObligationKey, obligationId } from '../../lib/obligations/obligation.ts';
import { deadlinesToOpen, debtors } from '../../lib/obligations/opening.ts';
import { reconcile } from '../../lib/obligations/reconciling.ts';
import { type Deadline, ruleBehind } from '../../lib/regime/deadlines.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import { reconcileRequest } from '../../lib/requests/opening.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import type { DatedUnit } from '../../lib/units/versions.ts';

export interface Deps {
  obligations: Pick<ObligationStore, 'heldIn'>;
  requests: Pick<RequestStore, 'list'>;
  regimes: readonly Regime[];
  goLive: LocalDate;
}

interface Affected extends ObligationKey {
  id: string;
  lastDay: LocalDate;
}

/** A country's list touches more than an answer can hold; the count is always of all. */
const MOST_SHOWN = 1000;

const shown = (affected: Affected[]) => ({ count: affected.length, items: affected.slice(0, MOST_SHOWN) });

/**
 * What the next opening would do because of a load, and only because of it: in each period whose debtors the list
 * changes, and in each open request, what is opened, withdrawn and brought back. It asks the very function that will do it.
 */
export async function consequencesOf(
  deps: Deps,
  before: readonly DatedUnit[],
  after: readonly DatedUnit[],
  today: LocalDate,
) {
  const found = { opened: [] as Affected[], withdrawn: [] as Affected[], reinstated: [] as Affected[] };
  for (const deadline of deadlinesToOpen(deps.regimes, deps.goLive, today)) {
    const rule = ruleBehind(deps.regimes, deadline);
    if (!rule) continue;
    const owed = new Set(debtors(rule, deadline, before).map(({ id }) => id));
    const owes = new Set(debtors(rule, deadline, after).map(({ id }) => id));
    const isChanged = (unit: string) => owed.has(unit) !== owes.has(unit);
    if (![...owed, ...owes].some(isChanged)) continue;
    const existing = await deps.obligations.heldIn(deadline.rule, deadline.period);
    const { open, withdraw, reinstate } = reconcile(rule, deadline, after, existing);
    const affected = (units: readonly string[]) => units.filter(isChanged).map((unit) => affectedBy(deadline, unit));
    found.opened.push(...affected(open.map(({ id }) => id)));
    found.withdrawn.push(...affected(withdraw.map(({ obligation }) => obligation.unit)));
    found.reinstated.push(...affected(reinstate.map(({ unit }) => unit)));
  }
  for (const { closedAt, periods } of await deps.requests.list())
    for (const period of closedAt === undefined ? periods : []) {
      const existing = await deps.obligations.heldIn('thematic', period);
      const then = reconcileRequest(byId(before), existing, today);
      const willBe = reconcileRequest(byId(after), existing, today);
      const news = (kind: 'withdraw' | 'reinstate') =>
        willBe[kind]
          .filter((one) => !then[kind].includes(one))
          .map(({ unit, original, lastDay }) =>
            affectedBy({ rule: 'thematic', period, lastDay: original?.lastDay ?? lastDay ?? today }, unit),
          );
      found.withdrawn.push(...news('withdraw'));
      found.reinstated.push(...news('reinstate'));
    }
  return { opened: shown(found.opened), withdrawn: shown(found.withdrawn), reinstated: shown(found.reinstated) };
}

const byId = (units: readonly DatedUnit[]) => new Map(units.map((unit) => [unit.id, unit]));

const affectedBy = (
  { rule, period, lastDay }: Pick<Deadline, 'rule' | 'period' | 'lastDay'>,
  unit: string,
): Affected => ({
  id: obligationId({ unit, rule, period }),
  ...{ unit, rule, period, lastDay },
});
