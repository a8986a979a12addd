import type { LocalDate } from '../calendar/dates.ts';
import { vietnamCalendar, type WorkingCalendar } from '../calendar/working-days.ts';
import { type Deadline, deadlineOf, deadlinesBetween, hostOf, isInForce, monthsIn, type Report } from './deadlines.ts';
import type { Regime } from './schema.ts';

const isSame = (a: Report, b: Report): boolean => a.rule === b.rule && a.period === b.period;

/** A report with all that is folded into it, or into which it is folded, in any of the versions. */
function bundleOf(regimes: readonly Regime[], report: Report): Report[] {
  const bundle = [report];
  // The list grows while it is walked: what is found is looked at in its turn.
  for (const member of bundle)
    for (const regime of regimes) {
      const host = hostOf(regime, member.rule, member.period);
      for (const other of [...(host ? [host] : []), ...monthsIn(regime, member)])
        if (!bundle.some((known) => isSame(known, other))) bundle.push(other);
    }
  return bundle;
}

/** Whether a regime, were it never replaced, would want a report by a last acceptable day. */
function wants({ effectiveFrom, rules }: Regime, { rule: id, lastDay }: Deadline): boolean {
  const rule = rules.find((candidate) => candidate.id === id);
  return rule !== undefined && isInForce({ effectiveFrom }, rule, lastDay);
}

/**
 * Whether the later regime decides on a bundle: each of its last acceptable days, by either version, has to lie on or
 * after the day from which the later one holds. Were a day before it enough, a report whose day moves over that day
 * would be owed twice, or by nobody.
 */
function takesOver(earlier: Regime, later: Regime, bundle: readonly Report[], calendar: WorkingCalendar): boolean {
  const deadlinesIn = (regime: Regime) =>
    bundle.flatMap(({ rule, period }) => deadlineOf(regime, rule, period, calendar) ?? []);
  const owed = deadlinesIn(earlier).filter((deadline) => wants(earlier, deadline));
  if (owed.length === 0) return true;
  return [...owed, ...deadlinesIn(later)].every(({ lastDay }) => lastDay >= later.effectiveFrom);
}

function holderOf(regimes: readonly Regime[], report: Report, calendar: WorkingCalendar): Regime | undefined {
  const [first, ...later] = regimes;
  if (first === undefined || later.length === 0) return first;
  const bundle = bundleOf(regimes, report);
  return later.reduce((held, next) => (takesOver(held, next, bundle, calendar) ? next : held), first);
}

/**
 * What is owed when one regime follows another, the earliest first: every deadline whose last acceptable day lies between
 * two days, both included, each under the one version that decides on it; in order of `dueBefore`, then of the rule's id.
 *
 * A later regime takes over for last acceptable days from its first day on. A report that straddles that day (by one
 * version due before it, by the other after it) stays under the earlier version, together with the months folded into
 * it. So no report is owed twice, and none is lost.
 */
export function deadlinesOwed(
  regimes: readonly Regime[],
  firstLastDay: LocalDate,
  lastLastDay: LocalDate,
  calendar: WorkingCalendar = vietnamCalendar,
): Deadline[] {
  const owed = regimes.flatMap((regime, i) => {
    const { effectiveTo } = regime;
    const next = regimes[i + 1];
    const hasEnded = (lastDay: LocalDate) =>
      effectiveTo !== undefined && lastDay > effectiveTo && (next === undefined || lastDay < next.effectiveFrom);
    return deadlinesBetween(regime, firstLastDay, lastLastDay, { calendar }).filter(
      (deadline) =>
        wants(regime, deadline) && !hasEnded(deadline.lastDay) && holderOf(regimes, deadline, calendar) === regime,
    );
  });
  const orderOf = ({ dueBefore, rule, period }: Deadline) => `${dueBefore} ${rule} ${period}`;
  return owed.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}
