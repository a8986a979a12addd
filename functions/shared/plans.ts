import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { listed, type Plan, planFrom } from '../../lib/notices/plan.ts';
import { currentTerm, type Obligation } from '../../lib/obligations/obligation.ts';
import { sourceOf } from '../../lib/regime/occasions.ts';
import type { Occasion, Regime, Rule } from '../../lib/regime/schema.ts';

export interface RulePlan {
  regime: Regime;
  /** The rule, or the occasion, under which the report is owed. */
  rule: Rule | Occasion;
  plan: Plan;
}

/** What of an obligation decides its plan. */
export type Planned = Pick<
  Obligation,
  'regimeVersion' | 'rule' | 'lastDay' | 'dueBefore' | 'status' | 'supplement' | 'since'
>;

/** A supplement has notices of its own: what was said about the report itself is not said again, nor unsaid. */
const supplementary = (plan: Plan): Plan =>
  function* (from) {
    for (const notice of plan(from)) yield { ...notice, kind: `supplement-${notice.kind}` };
  };

/** Finds the plan of an obligation; decided once per rule and last day, not per unit. */
export function createPlans(regimeByVersion: (version: string) => Regime | undefined, calendar: WorkingCalendar) {
  const known = new Map<string, RulePlan | undefined>();

  function decide(obligation: Planned): RulePlan | undefined {
    const { regimeVersion, rule: id, status, since } = obligation;
    const regime = regimeByVersion(regimeVersion);
    const rule = regime && sourceOf(regime, id);
    if (!regime || !rule) return undefined;
    const anchor = currentTerm(obligation) ?? (since === undefined ? undefined : { since });
    const plan = anchor ? planFrom(rule.notices, anchor, calendar) : listed([]);
    return { regime, rule, plan: status === 'returned' ? supplementary(plan) : plan };
  }

  return (obligation: Planned): RulePlan | undefined => {
    const { regimeVersion, rule, status, since } = obligation;
    const key = [regimeVersion, rule, currentTerm(obligation)?.lastDay, status, since].join('|');
    if (!known.has(key)) known.set(key, decide(obligation));
    return known.get(key);
  };
}
