import { addSeconds, type Instant } from '../../lib/calendar/dates.ts';
import { periodsOf } from '../../lib/requests/request.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import { type OpeningDeps, openObligationsOf } from '../shared/opening-requests.ts';

export interface RequestDeps extends OpeningDeps {
  requests: Pick<RequestStore, 'list' | 'get'>;
  obligations: Pick<ObligationStore, 'open' | 'heldIn'>;
}

/** How long after it was opened a request is looked at: longer than any outage that nobody has noticed. */
const LOOKED_AFTER_SECONDS = 14 * 24 * 60 * 60;

/**
 * Opens what a request should have opened and did not, because the call that opened it broke off and nobody repeated it.
 * Gives how many obligations that were.
 */
export async function completeRequests(deps: RequestDeps, now: Instant): Promise<number> {
  const recent = (await deps.requests.list()).filter(
    ({ openedAt, closedAt }) => closedAt === undefined && openedAt > addSeconds(now, -LOOKED_AFTER_SECONDS),
  );
  let opened = 0;
  for (const { id } of recent) {
    const request = await deps.requests.get(id);
    if (!request) continue;
    const counts = await Promise.all(
      periodsOf(request).map(async (period) => (await deps.obligations.heldIn('thematic', period)).length),
    );
    const there = counts.reduce((sum, count) => sum + count, 0);
    if (there < request.targets.length) opened += await openObligationsOf(request, deps);
  }
  return opened;
}
