import { addDays, localDateOf } from '../../lib/calendar/dates.ts';
import { OPENING_HORIZON_DAYS } from '../../lib/obligations/opening.ts';
import { deadlineOf } from '../../lib/regime/deadlines.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import { deadlinesOwed } from '../../lib/regime/succession.ts';
import type { Filters } from './query.ts';

export interface RulePeriod {
  rule: string;
  period: string;
}

/** Without a year or a period, lists cover what was due in the year before and all that is open ahead. */
const DEFAULT_DAYS_BACK = 366;

/** Which periods of which rules a filter speaks of, in order of deadline and rule; each once. */
export function periodsOf(regimes: readonly Regime[], { rule, period, year }: Filters, now: string): RulePeriod[] {
  const today = localDateOf(now);
  const found =
    period !== undefined
      ? regimes.flatMap((regime) =>
          regime.rules.map(({ id }) => deadlineOf(regime, id, period)).filter((d) => d !== undefined),
        )
      : year !== undefined
        ? deadlinesOwed(regimes, `${year}-01-01`, `${year}-12-31`)
        : deadlinesOwed(regimes, addDays(today, -DEFAULT_DAYS_BACK), addDays(today, OPENING_HORIZON_DAYS));
  const wanted = found.filter((deadline) => rule === undefined || deadline.rule === rule);
  return [...new Map(wanted.map((d) => [`${d.rule}#${d.period}`, { rule: d.rule, period: d.period }])).values()];
}
