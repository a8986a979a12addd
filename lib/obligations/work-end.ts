import { daysBetween, type Instant, type LocalDate, localDateOf } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { allowedFrom } from './events.ts';
import { deadlineTerm, type Obligation, type ObligationFacts, type Term, termOf } from './obligation.ts';
import { MOST_DAYS_AGO } from './occasions.ts';
import { type Decided, refuse, refuseForState } from './refusing.ts';

/** Whether a report counts its days from the end of the work, which may still be recorded (R15). */
export function countsFromWorkEnd(facts: ObligationFacts): boolean {
  const { title, extension, limitWorkingDays, log } = facts;
  const dated = deadlineTerm(facts) !== undefined && limitWorkingDays === undefined;
  // Of an ad hoc report the first word is on record to the second, and nobody moves it (R18).
  return title !== undefined && log === undefined && !dated && extension === undefined;
}

/**
 * Whether nothing can be filed before the end of the work is recorded: the request sets a limit that runs from that day, so
 * without it whatever is filed would be on time, however late.
 */
export const awaitsWorkEnd = ({ status, limitWorkingDays, since }: ObligationFacts): boolean =>
  limitWorkingDays !== undefined && since === undefined && allowedFrom['work-ended'].includes(status);

/** Refuses a filing that comes before the end of the work is recorded, and says what to do. */
export const refuseBeforeWorkEnd = () =>
  refuse(
    'wrong-state',
    'Hạn gửi báo cáo này tính từ ngày kết thúc công việc. Đề nghị ghi nhận ngày kết thúc công việc trước, sau đó gửi hoặc ghi nhận báo cáo.',
  );

/**
 * Records the day on which the work ended (R15): days are counted from it and, where the request sets a limit, so is the
 * deadline. The unit says it once; after that only the Office mends it, and nobody once the deadline has passed, since a
 * verdict is made milder by an extension that says so, and by nothing else.
 */
export function endWork(
  obligation: Obligation,
  endedOn: LocalDate,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
  { user: by, role }: { user: string; role: string },
  now: Instant,
): Decided {
  const { limitWorkingDays, since } = obligation;
  const term = deadlineTerm(obligation);
  if (!countsFromWorkEnd(obligation))
    return refuse('wrong-state', 'Báo cáo này có hạn gửi đã xác định, không tính từ ngày kết thúc công việc.');
  if (!allowedFrom['work-ended'].includes(obligation.status))
    return refuseForState('Không ghi nhận được', obligation.status);
  if (since !== undefined && role !== 'office')
    return refuse('wrong-state', 'Ngày kết thúc công việc đã được ghi nhận; chỉ Văn phòng Tỉnh ủy được điều chỉnh.');
  if (term && now >= term.dueBefore)
    return refuse('wrong-state', 'Hạn gửi đã qua; cần gia hạn, không điều chỉnh ngày kết thúc công việc.');
  if (endedOn > localDateOf(now)) return refuse('wrong-date', 'Ngày kết thúc không được ở tương lai.', 'endedOn');
  if (daysBetween(endedOn, localDateOf(now)) > MOST_DAYS_AGO)
    return refuse('wrong-date', `Ngày kết thúc không được trước hôm nay quá ${MOST_DAYS_AGO} ngày.`, 'endedOn');
  return {
    ok: true,
    event: {
      type: 'work-ended',
      at: now,
      by,
      data: { since: endedOn, ...limitTerm(endedOn, limitWorkingDays, calendar) },
    },
  };
}

/** The deadline that a limit in working days sets; none where there is no limit. */
export const limitTerm = (
  since: LocalDate,
  limitWorkingDays: number | undefined,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): Partial<Term> => (limitWorkingDays === undefined ? {} : termOf(calendar.addWorkingDays(since, limitWorkingDays)));
