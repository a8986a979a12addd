import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { type PlannedNotice, planNotices } from '../../lib/notices/plan.ts';
import type { Regime, Rule } from '../../lib/regime/schema.ts';
import type { Timer } from '../../lib/store/notices.ts';

export interface RulePlan {
  regime: Regime;
  rule: Rule;
  plan: readonly PlannedNotice[];
}

/** Finds the plan of an obligation; decided once per rule and last day, not per unit. */
export function createPlans(regimeByVersion: (version: string) => Regime | undefined, calendar: WorkingCalendar) {
  const known = new Map<string, RulePlan | undefined>();
  return ({ regimeVersion, rule: id, lastDay }: Pick<Timer, 'regimeVersion' | 'rule' | 'lastDay'>) => {
    const key = `${regimeVersion}|${id}|${lastDay}`;
    if (!known.has(key)) {
      const regime = regimeByVersion(regimeVersion);
      const rule = regime?.rules.find((candidate) => candidate.id === id);
      known.set(key, regime && rule && { regime, rule, plan: planNotices(rule.notices, lastDay, calendar) });
    }
    return known.get(key);
  };
}
