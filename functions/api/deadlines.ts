import { type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import { requireRole } from '../../lib/http/app.ts';
import { deadlinesAhead } from '../../lib/obligations/opening.ts';
import type { Account } from '../../lib/store/accounts.ts';
import type { Deps } from './deps.ts';
import { holdsOf } from './outlook.ts';

/** The unit's own periodic deadlines from today to the end of next year, opened yet or not: what it can plan by. */
export async function listDeadlines(deps: Deps, caller: Account, now: Instant) {
  requireRole(caller, 'unit');
  const unit = caller.unit === undefined ? undefined : await deps.units.get(caller.unit);
  const today = localDateOf(now);
  const endOfNextYear = `${Number(today.slice(0, 4)) + 1}-12-31`;
  const ahead = unit ? deadlinesAhead(unit, deps, today, endOfNextYear) : [];
  return {
    at: now,
    items: ahead.map((deadline) => {
      const { rule, period, from, to, lastDay, dueBefore, regimeVersion } = deadline;
      return { rule, period, from, to, lastDay, dueBefore, regimeVersion, ...holdsOf(deadline, deps.regimes) };
    }),
  };
}
