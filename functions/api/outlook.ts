import { type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { awaiting, currentTerm, type ObligationFacts } from '../../lib/obligations/obligation.ts';
import { hostOf } from '../../lib/regime/deadlines.ts';
import type { Regime } from '../../lib/regime/schema.ts';

type Due = Pick<
  ObligationFacts,
  'rule' | 'period' | 'regimeVersion' | 'status' | 'lastDay' | 'dueBefore' | 'supplement'
>;

export interface OutlookDeps {
  regimes: readonly Regime[];
  calendar: WorkingCalendar;
}

const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));

/** The months whose reports lie folded in this one (clause 1.1: "báo cáo tháng 3 được lồng ghép vào báo cáo quý I"). */
function monthsIn({ rule, period, regimeVersion }: Due, regimes: readonly Regime[]): string[] {
  const regime = regimes.find(({ version }) => version === regimeVersion);
  const year = period.slice(0, 4);
  const folding = regime?.rules.find(({ id }) => id === rule)?.folds;
  if (!regime || !folding) return [];
  return MONTHS.map((month) => `${year}-${month}`).filter(
    (month) => hostOf(regime, folding.rule, month)?.period === period,
  );
}

/** What whoever owes a report wants to know beside its facts: how many working days are left, and what else it holds. */
export function outlookOf(obligation: Due, now: Instant, { regimes, calendar }: OutlookDeps) {
  const term = currentTerm(obligation);
  const left = term && now < term.dueBefore && awaiting.includes(obligation.status);
  const holds = monthsIn(obligation, regimes);
  return {
    ...(left ? { workingDaysLeft: calendar.workingDaysBetween(localDateOf(now), term.lastDay) } : {}),
    ...(holds.length > 0 ? { holds } : {}),
  };
}
