import { type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import { reinstatement, withdrawal } from '../../lib/obligations/reconciling.ts';
import { reconcileRequest } from '../../lib/requests/opening.ts';
import { periodsOf, type Request } from '../../lib/requests/request.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import type { DatedUnit } from '../../lib/units/versions.ts';
import { type OpeningDeps, openObligationsOf } from '../shared/opening-requests.ts';
import { add, type ChangeDeps, change, count, nothing, type Opened } from './changing.ts';

export interface RequestDeps extends OpeningDeps, ChangeDeps {
  requests: Pick<RequestStore, 'list' | 'get'>;
  obligations: Pick<ObligationStore, 'open' | 'heldIn' | 'get' | 'commit'>;
}

async function settle(
  deps: RequestDeps,
  request: Request,
  units: Map<string, DatedUnit>,
  now: Instant,
): Promise<Opened> {
  const held = await Promise.all(
    periodsOf(request).map(async (period) =>
      (await deps.obligations.heldIn('thematic', period)).map((one) => ({ ...one, period })),
    ),
  );
  const existing = held.flat();
  const opened = existing.length < request.targets.length ? await openObligationsOf(request, deps) : 0;
  const { withdraw, reinstate } = reconcileRequest(units, existing, localDateOf(now));
  const keyOf = ({ unit, period }: { unit: string; period: string }) => ({ unit, rule: 'thematic', period });
  return {
    opened,
    withdrawn: await count(withdraw, (one) => change(deps, keyOf(one), withdrawal('unit-not-valid', now), now)),
    reinstated: await count(reinstate, (one) => change(deps, keyOf(one), reinstatement(now), now)),
  };
}

/**
 * Sets the obligations of every request that is not closed right: opens what the call that opened it left undone, and
 * withdraws what a unit that has ended since owes no more.
 */
export async function settleRequests(deps: RequestDeps, registry: readonly DatedUnit[], now: Instant): Promise<Opened> {
  const units = new Map(registry.map((unit) => [unit.id, unit]));
  const total = nothing();
  for (const { id, closedAt } of await deps.requests.list()) {
    const request = closedAt === undefined ? await deps.requests.get(id) : undefined;
    if (request) add(total, await settle(deps, request, units, now));
  }
  return total;
}
