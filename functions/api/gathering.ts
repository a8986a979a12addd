import type { Instant } from '../../lib/calendar/dates.ts';
import { Problem } from '../../lib/http/problem.ts';
import type { Account } from '../../lib/store/accounts.ts';
import type { ListedObligation } from '../../lib/store/obligations.ts';
import type { Deps } from './deps.ts';
import { everyObligation, scopeOf } from './obligations.ts';
import type { Filters } from './query.ts';

/** Refuses units: what all units did is the Office's and the leaders' to see. */
export function refuseUnits({ role }: Account): void {
  if (role === 'unit') throw new Problem('forbidden', 'Đơn vị chỉ xem được báo cáo của mình.');
}

/** Every obligation that a filter speaks of and that is owed. */
export async function gatherOwed(
  deps: Deps,
  caller: Account,
  filters: Filters,
  now: Instant,
): Promise<ListedObligation[]> {
  const found: ListedObligation[] = [];
  for await (const obligation of everyObligation(deps, scopeOf(caller, filters), now))
    if (obligation.status !== 'withdrawn') found.push(obligation);
  return found;
}
