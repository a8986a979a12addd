import type { Instant } from '../../lib/calendar/dates.ts';
import { firstPlannedFrom } from '../../lib/notices/plan.ts';
import type { Planned, RulePlan } from './plans.ts';

/** The first notice of an obligation's plan at or after an instant; undefined when nothing is planned any more. */
export function firstNotice(
  planFor: (obligation: Planned) => RulePlan | undefined,
  obligation: Planned,
  from: Instant,
): Instant | undefined {
  const found = planFor(obligation);
  return found && firstPlannedFrom(found.plan, from)?.at;
}
