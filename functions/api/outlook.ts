import { type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { awaiting, currentTerm, type ObligationFacts } from '../../lib/obligations/obligation.ts';
import { monthsIn } from '../../lib/regime/deadlines.ts';
import type { Regime } from '../../lib/regime/schema.ts';

type Due = Pick<
  ObligationFacts,
  'rule' | 'period' | 'regimeVersion' | 'status' | 'lastDay' | 'dueBefore' | 'supplement'
>;

export interface OutlookDeps {
  regimes: readonly Regime[];
  calendar: WorkingCalendar;
}

/** The months whose reports lie folded in this one (clause 1.1: "báo cáo tháng 3 được lồng ghép vào báo cáo quý I"). */
export function holdsOf(due: Pick<Due, 'rule' | 'period' | 'regimeVersion'>, regimes: readonly Regime[]) {
  const regime = regimes.find(({ version }) => version === due.regimeVersion);
  const months = regime ? monthsIn(regime, due).map(({ period }) => period) : [];
  return months.length > 0 ? { holds: months } : {};
}

/** What whoever owes a report wants to know beside its facts: how many working days are left, and what else it holds. */
export function outlookOf(obligation: Due, now: Instant, { regimes, calendar }: OutlookDeps) {
  const term = currentTerm(obligation);
  const left = term && now < term.dueBefore && awaiting.includes(obligation.status);
  return {
    ...(left ? { workingDaysLeft: calendar.workingDaysBetween(localDateOf(now), term.lastDay) } : {}),
    ...holdsOf(obligation, regimes),
  };
}
