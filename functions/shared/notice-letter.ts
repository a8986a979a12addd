import { type Instant, localDateOf, startOfDay } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import type { Letter } from '../../lib/notices/letter.ts';
import type { PlannedNotice } from '../../lib/notices/plan.ts';
import { recipientsOf } from '../../lib/notices/recipients.ts';
import { composeNotice, type NoticeItem } from '../../lib/notices/text/notice.ts';
import { currentTerm, type Obligation } from '../../lib/obligations/obligation.ts';
import { deadlineOf } from '../../lib/regime/deadlines.ts';
import type { RegisteredUnit } from '../../lib/store/units.ts';
import { validOn } from '../../lib/units/unit.ts';
import { addressesOf } from './answers.ts';
import type { RulePlan } from './plans.ts';

interface Context {
  officeAddress: string;
  portalUrl: string;
  calendar: WorkingCalendar;
}
interface Planned {
  /** What is owed: an obligation, or what the timer index shows of one. */
  timer: Pick<Obligation, 'period' | 'title' | 'since' | 'status' | 'supplement' | 'lastDay' | 'dueBefore'>;
  rulePlan: RulePlan;
  planned: PlannedNotice;
}

const owedSince = ({ term, since }: NoticeItem): string => term?.dueBefore ?? (since ? startOfDay(since) : '');

/** The one letter to a unit of all that is to be said of its reports; what has been owed longest stands first. */
export function writeNotice(context: Context, unit: RegisteredUnit, works: readonly Planned[], now: Instant): Letter {
  const items = works
    .map(({ timer, rulePlan: { regime, rule }, planned }): NoticeItem => {
      const { period, title, since } = timer;
      const window = deadlineOf(regime, rule.id, period);
      return { kind: planned.kind, period, window, title, since, term: currentTerm(timer), rule, regime };
    })
    .sort((a, b) => (owedSince(a) < owedSince(b) ? -1 : 1));
  // A unit that has ended reads no mail; what is still owed under its name is the Office's to settle.
  const isThere = validOn(unit, localDateOf(now));
  const meant = new Set(isThere ? works.flatMap(({ planned }) => planned.to) : (['office'] as const));
  const addressees = recipientsOf(addressesOf(unit, context.officeAddress), meant);
  return { unit: unit.id, ...addressees, ...composeNotice(unit, items, now, context.calendar, context.portalUrl) };
}
