import { describe, expect, it } from 'vitest';
import { outlookOf } from '../../functions/api/outlook.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { regimes } from '../../lib/regime/index.ts';

const deps = { regimes, calendar: vietnamCalendar };
/** Thursday, before the weekend at whose end the January report is due. */
const THURSDAY = '2024-01-25T02:00:00Z';
const january = {
  rule: 'monthly',
  period: '2024-01',
  regimeVersion: regimes[0]?.version ?? '',
  status: 'open' as const,
  lastDay: '2024-01-27',
  dueBefore: '2024-01-27T17:00:00Z',
};

describe('what is left', () => {
  it('counts working days after today, so that a last day on a Saturday gives Friday alone', () => {
    expect(outlookOf(january, THURSDAY, deps)).toEqual({ workingDaysLeft: 1 });
  });

  it('is none on the last day, and not told any more from the first late instant on', () => {
    expect(outlookOf(january, '2024-01-27T16:59:59Z', deps)).toEqual({ workingDaysLeft: 0 });
    expect(outlookOf(january, '2024-01-27T17:00:00Z', deps)).toEqual({});
  });

  it('is not told of a report that is there or waived', () => {
    for (const status of ['received', 'accepted', 'waived'] as const)
      expect(outlookOf({ ...january, status }, THURSDAY, deps)).toEqual({});
  });

  it('is told of a supplement by its own date', () => {
    const supplement = { lastDay: '2024-01-31', dueBefore: '2024-01-31T17:00:00Z' };
    expect(outlookOf({ ...january, status: 'returned', supplement }, THURSDAY, deps)).toEqual({ workingDaysLeft: 4 });
  });
});

describe('folded months', () => {
  it.each([
    ['q1', '2024-Q1', '2024-03'],
    ['half-year', '2024-H1', '2024-06'],
    ['nine-month', '2024-9M', '2024-09'],
    ['annual', '2024', '2024-12'],
  ])('are named by the report that holds them: %s', (rule, period, month) => {
    expect(outlookOf({ ...january, rule, period }, THURSDAY, deps)).toMatchObject({ holds: [month] });
  });
});
