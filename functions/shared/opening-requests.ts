import pMap from 'p-map';
import type { Instant } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { openRequested } from '../../lib/requests/opening.ts';
import type { Request } from '../../lib/requests/request.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import { firstNotice } from './first-notice.ts';
import type { Planned, RulePlan } from './plans.ts';

export interface OpeningDeps {
  obligations: Pick<ObligationStore, 'open'>;
  planFor: (obligation: Planned) => RulePlan | undefined;
  calendar: WorkingCalendar;
}

/** Enough writes in flight that a country's units fit into one request, few enough for a small table. */
const PARALLEL = 24;

/**
 * Opens the obligations of a request, each once however often it is called (R14): what a crash left undone is done by the
 * next call. Gives how many this call opened.
 */
export async function openObligationsOf(request: Request, deps: OpeningDeps): Promise<number> {
  const planned = (facts: Parameters<Parameters<typeof openRequested>[2]>[0]): Instant | undefined =>
    firstNotice(deps.planFor, { status: 'open', ...facts }, request.openedAt);
  const opened = await pMap(
    openRequested(request, deps.calendar, planned),
    ({ obligation, event }) => deps.obligations.open(obligation, event),
    { concurrency: PARALLEL },
  );
  return opened.filter(Boolean).length;
}
