import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { type PlannedNotice, planNotices } from '../../lib/notices/plan.ts';
import { currentTerm, type Obligation } from '../../lib/obligations/obligation.ts';
import type { Regime, Rule } from '../../lib/regime/schema.ts';

export interface RulePlan {
  regime: Regime;
  rule: Rule;
  plan: readonly PlannedNotice[];
}

/** What of an obligation decides its plan. */
export type Planned = Pick<Obligation, 'regimeVersion' | 'rule' | 'lastDay' | 'dueBefore' | 'status' | 'supplement'>;

/** Finds the plan of an obligation; decided once per rule and last day, not per unit. */
export function createPlans(regimeByVersion: (version: string) => Regime | undefined, calendar: WorkingCalendar) {
  const known = new Map<string, RulePlan | undefined>();
  return (obligation: Planned): RulePlan | undefined => {
    const { regimeVersion, rule: id, status } = obligation;
    const { lastDay } = currentTerm(obligation);
    const key = `${regimeVersion}|${id}|${lastDay}|${status}`;
    if (!known.has(key)) {
      const regime = regimeByVersion(regimeVersion);
      const rule = regime?.rules.find((candidate) => candidate.id === id);
      const plan = rule ? planNotices(rule.notices, lastDay, calendar) : [];
      // A supplement has notices of its own: what was said about the report itself is not said again, nor unsaid.
      const named = status === 'returned' ? plan.map((n) => ({ ...n, kind: `supplement-${n.kind}` })) : plan;
      known.set(key, regime && rule && { regime, rule, plan: named });
    }
    return known.get(key);
  };
}
