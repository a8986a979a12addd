import { describe, expect, it } from 'vitest';
import { formatInstant } from '../../../lib/calendar/vietnamese.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { dueNotices, firstPlannedFrom, type PlannedNotice, planFrom, planNotices } from '../../../lib/notices/plan.ts';
import { deadlineOf, ruleOf } from '../../../lib/regime/deadlines.ts';
import { regimes } from '../../../lib/regime/index.ts';
import { occasionOf } from '../../../lib/regime/occasions.ts';

const [regime] = regimes;
function planOf(rule: string, period: string) {
  const found = regime && ruleOf(regime, rule);
  const deadline = regime && deadlineOf(regime, rule, period);
  if (!found || !deadline) throw new Error(`no ${rule} ${period}`);
  return planNotices(found.notices, deadline.lastDay, vietnamCalendar).map(({ kind, at }) => [kind, formatInstant(at)]);
}

describe('the plan of notices', () => {
  it('of October 2026: announced on 22 October, on the last day, and urged four times', () => {
    expect(planOf('monthly', '2026-10')).toEqual([
      ['reminder-3', '08:00, thứ Năm, 22/10/2026'],
      ['last-day-0800', '08:00, thứ Ba, 27/10/2026'],
      ['urging-1', '08:00, thứ Tư, 28/10/2026'],
      ['urging-2', '08:00, thứ Sáu, 30/10/2026'],
      ['urging-3', '08:00, thứ Ba, 03/11/2026'],
      ['urging-4', '08:00, thứ Năm, 05/11/2026'],
    ]);
  });

  it('of an armed-forces week: twice on Friday, then the first and third working day after', () => {
    expect(planOf('weekly', '2026-W44')).toEqual([
      ['last-day-0800', '08:00, thứ Sáu, 30/10/2026'],
      ['last-day-1400', '14:00, thứ Sáu, 30/10/2026'],
      ['urging-1', '08:00, thứ Hai, 02/11/2026'],
      ['urging-2', '08:00, thứ Tư, 04/11/2026'],
    ]);
  });

  it('whose last day is a Sunday: the last reminder comes on the Friday before, the first urging on the Monday after', () => {
    const annual = planOf('annual', '2026'); // last day Sunday 29 November 2026
    expect(annual).toContainEqual(['last-day-0800', '08:00, thứ Sáu, 27/11/2026']);
    expect(annual).toContainEqual(['urging-1', '08:00, thứ Hai, 30/11/2026']);
  });

  it('of a week whose Friday is New Year’s Day: the last working day is the Thursday', () => {
    expect(planOf('weekly', '2026-W53')[0]).toEqual(['last-day-0800', '08:00, thứ Năm, 31/12/2026']);
  });

  it('across Tết counts working days only', () => {
    const january = planOf('monthly', '2025-01'); // last day Monday 27 January 2025, within the Tết holiday
    expect(january).toContainEqual(['last-day-0800', '08:00, thứ Sáu, 24/01/2025']);
    expect(january).toContainEqual(['urging-1', '08:00, thứ Hai, 03/02/2025']);
  });
});

describe('the plan of an ad hoc report', () => {
  const rule = regime && occasionOf(regime, 'ad-hoc');
  const plan = planFrom(
    rule?.notices ?? { before: [], onLast: [], after: [] },
    { since: '2026-04-29' },
    vietnamCalendar,
  );
  function first(count: number, from: string) {
    const notices: PlannedNotice[] = [];
    for (const notice of plan(from)) if (notices.push(notice) === count) break;
    return notices.map(({ kind, at }) => [kind, formatInstant(at)]);
  }

  it('urges on each working day from the next one on, over days off', () => {
    // 30 April and 1 May are holidays.
    expect(first(3, '2026-04-29T03:00:00Z')).toEqual([
      ['daily', '08:00, thứ Hai, 04/05/2026'],
      ['daily', '08:00, thứ Ba, 05/05/2026'],
      ['daily', '08:00, thứ Tư, 06/05/2026'],
    ]);
  });

  it('never ends', () => {
    expect(first(1, '2031-03-03T00:00:00Z')).toEqual([['daily', '08:00, thứ Hai, 03/03/2031']]);
  });

  it('after an outage says only the latest, and goes on with the next day', () => {
    const from = firstPlannedFrom(plan, '2026-04-29T03:00:00Z')?.at ?? '';
    const { send, superseded, next } = dueNotices(plan, from, '2026-05-06T05:00:00Z');
    expect(superseded).toHaveLength(2);
    expect([send, next].map((notice) => notice && formatInstant(notice.at))).toEqual([
      '08:00, thứ Tư, 06/05/2026',
      '08:00, thứ Năm, 07/05/2026',
    ]);
  });
});
