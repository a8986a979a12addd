import { describe, expect, it } from 'vitest';
import { parseScheduleExpression } from '../../../../infra/local/schedules/expression.ts';
import { dueBetween, inputOf, nextDue, type Schedule } from '../../../../infra/local/schedules/schedule.ts';

const schedule = (id: string, expression: string): Schedule => ({
  id,
  function: id.toLowerCase(),
  input: '{"scheduledTime":"<aws.scheduler.scheduled-time>","run":"<aws.scheduler.execution-id>"}',
  recurrence: parseScheduleExpression(expression, 'UTC'),
});
const at = Date.parse('2026-10-27T01:00:00Z');
const HOUR = 3_600_000;

describe('what is due', () => {
  const schedules = [
    schedule('Opening', 'cron(0 2 * * ? *)'),
    schedule('Sweep', 'cron(0/30 * * * ? *)'),
    schedule('Alpha', 'cron(0 2 * * ? *)'),
  ];

  it('comes in order of time, and at one instant in the order of the template', () => {
    const due = dueBetween(schedules, at, at + HOUR).map(
      (one) => `${new Date(one.at).toISOString().slice(11, 16)} ${one.schedule.id}`,
    );
    expect(due).toEqual(['01:30 Sweep', '02:00 Opening', '02:00 Sweep', '02:00 Alpha']);
  });

  it('is next at the earliest of all', () => {
    expect(nextDue(schedules, at)).toBe(at + HOUR / 2);
    expect(nextDue([], at)).toBeUndefined();
  });
});

describe('the event of a run', () => {
  it('carries the scheduled time as EventBridge Scheduler writes it', () => {
    expect(inputOf(schedule('Sweep', 'rate(1 hour)'), at, 'abc')).toEqual({
      scheduledTime: '2026-10-27T01:00:00Z',
      run: 'abc',
    });
  });
});
