import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { addDays, atTime, type Instant, type LocalDate, localDateOf } from '../../lib/calendar/dates.ts';
import { formatDate } from '../../lib/calendar/vietnamese.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { verdictWords } from '../../lib/notices/text/answer.ts';
import { reportName } from '../../lib/notices/text/names.ts';
import { awaiting, currentTerm, type Obligation, obligationId } from '../../lib/obligations/obligation.ts';
import { deadlinesAhead, type Opening } from '../../lib/obligations/opening.ts';
import { judge } from '../../lib/obligations/verdict.ts';
import { type DatedUnit, unitOn } from '../../lib/units/versions.ts';

/** How far a calendar looks back and ahead, in days. */
const DAYS_BACK = 100;
const DAYS_AHEAD = 400;
/** When a reminder rings: on these working days before the last working day not after the deadline, at this local time. */
const REMINDERS = [3, 1, 0];
const REMINDER_TIME = '08:00';
const REFRESH_SECONDS = 6 * 60 * 60;

interface Entry {
  id: string;
  name: string;
  lastDay: LocalDate;
  /** What is known of it beyond its day: nothing, before it is opened. */
  obligation?: Obligation;
}

/** What is owed by the calendar of the regimes, whether it is opened or not. */
const foreseen = (unit: DatedUnit, going: Opening, today: LocalDate): Entry[] =>
  deadlinesAhead(unit, going, today, addDays(today, DAYS_AHEAD)).map(({ rule, period, lastDay }) => ({
    id: obligationId({ unit: unit.id, rule, period }),
    name: reportName({ period }),
    lastDay,
  }));

function opened(obligations: readonly Obligation[], today: LocalDate): Entry[] {
  return obligations.flatMap((obligation) => {
    const lastDay = currentTerm(obligation)?.lastDay;
    if (lastDay === undefined || lastDay < addDays(today, -DAYS_BACK)) return [];
    const name = `${obligation.status === 'returned' ? 'Bổ sung ' : ''}${reportName(obligation)}`;
    return [{ id: obligation.id, name, lastDay, obligation }];
  });
}

const stateOf = ({ obligation }: Entry, now: Instant): string =>
  obligation === undefined || awaiting.includes(obligation.status) ? '' : ` (${verdictWords(judge(obligation, now))})`;

function alarmsOf({ lastDay, obligation }: Entry, calendar: WorkingCalendar): Instant[] {
  if (obligation && !awaiting.includes(obligation.status)) return [];
  const last = calendar.lastWorkingDayOnOrBefore(lastDay);
  return REMINDERS.map((days) => atTime(calendar.addWorkingDays(last, -days), REMINDER_TIME));
}

/**
 * A unit's deadlines as an iCalendar: one all-day entry on each last acceptable day, those ahead that are not opened yet
 * included, with reminders on working days. It names reports and days, and nothing of what is in them.
 */
export function calendarOf(
  dated: DatedUnit,
  obligations: readonly Obligation[],
  { calendar, portalUrl, ...going }: Opening & { calendar: WorkingCalendar; portalUrl: string },
  now: Instant,
): string {
  const today = localDateOf(now);
  const unit = unitOn(dated, today);
  const known = opened(obligations, today);
  const ids = new Set(obligations.map(({ id }) => id));
  const entries = [...known, ...foreseen(dated, going, today).filter(({ id }) => !ids.has(id))];
  const feed = ical({
    name: `Hạn gửi báo cáo: ${unit.name}`,
    prodId: { company: 'Văn phòng Tỉnh ủy', product: 'Đúng hạn', language: 'VI' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const entry of entries.sort((a, b) => (a.lastDay + a.id < b.lastDay + b.id ? -1 : 1)))
    feed.createEvent({
      id: `${entry.id}@dung-han`,
      sequence: entry.obligation?.version ?? 0,
      stamp: new Date(now),
      start: new Date(`${entry.lastDay}T00:00:00Z`),
      end: new Date(`${addDays(entry.lastDay, 1)}T00:00:00Z`),
      allDay: true,
      summary: `Hạn gửi: ${entry.name}${stateOf(entry, now)}`,
      description: `Chậm nhất hết ngày ${formatDate(entry.lastDay)}.`,
      url: portalUrl,
      // A deadline does not make anybody busy.
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: alarmsOf(entry, calendar).map((trigger) => ({ type: ICalAlarmType.display, trigger: new Date(trigger) })),
    });
  return feed.toString();
}
