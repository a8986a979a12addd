import { describe, expect, it } from 'vitest';
import { type AlarmSpec, judge } from '../../../../infra/local/alarms/alarm.ts';

const spec = (change: Partial<AlarmSpec>): AlarmSpec => ({
  name: 'errors/record-upload',
  description: 'errors/record-upload: The function ended in an error.',
  figure: 'AWS/Lambda Errors record-upload',
  periodMs: 300_000,
  periods: 1,
  fill: undefined,
  threshold: 0,
  comparison: 'GreaterThanThreshold',
  missing: 'notBreaching',
  ...change,
});
const filled = { comparison: 'LessThanThreshold', threshold: 1, fill: 0, missing: 'breaching', periods: 3 } as const;

describe('an alarm', () => {
  it.each<[string, Partial<AlarmSpec>, (number | undefined)[], string]>([
    ['is on when its figure is beyond the threshold', {}, [1], 'ALARM'],
    ['is off when its figure is at the threshold', {}, [0], 'OK'],
    ['is off when nothing is known and that is no breach', {}, [undefined], 'OK'],
    ['is on when nothing is known and that is a breach', { missing: 'breaching' }, [undefined], 'ALARM'],
    ['is on when every period is below the threshold', filled, [0, undefined, 0], 'ALARM'],
    ['is off when one of its periods is not', filled, [0, undefined, 1], 'OK'],
    [
      'takes what stands for a period before it asks whether any is missing',
      { fill: 0, missing: 'breaching' },
      [undefined],
      'OK',
    ],
    [
      'is on at a threshold that it may reach',
      { comparison: 'GreaterThanOrEqualToThreshold', threshold: 5 },
      [5],
      'ALARM',
    ],
    [
      'is on at a threshold that it may fall to',
      { comparison: 'LessThanOrEqualToThreshold', threshold: 5 },
      [5],
      'ALARM',
    ],
  ])('%s', (_, change, values, state) => {
    expect(judge(spec(change), values)).toBe(state);
  });
});
