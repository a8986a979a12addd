import { describe, expect, it } from 'vitest';
import { parseScheduleExpression } from '../../../../infra/local/schedules/expression.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const ms = (instant: string) => Date.parse(instant);
const between = (expression: string, after: string, until: string, zone = ZONE) =>
  parseScheduleExpression(expression, zone)
    .between(ms(after), ms(until))
    .map((at) => new Date(at).toISOString().replace('.000', ''));

describe('cron expressions of schedules', () => {
  it('are read in their own time zone', () => {
    // 00:10 in Điện Biên is 17:10 UTC of the day before.
    expect(between('cron(10 0 * * ? *)', '2026-10-26T00:00:00Z', '2026-10-28T00:00:00Z')).toEqual([
      '2026-10-26T17:10:00Z',
      '2026-10-27T17:10:00Z',
    ]);
  });

  it('come every quarter of an hour, without the start and with the end of the span', () => {
    expect(between('cron(0/15 * * * ? *)', '2026-10-27T01:00:00Z', '2026-10-27T02:00:00Z')).toEqual([
      '2026-10-27T01:15:00Z',
      '2026-10-27T01:30:00Z',
      '2026-10-27T01:45:00Z',
      '2026-10-27T02:00:00Z',
    ]);
  });

  it('keep to hours of the local day', () => {
    const found = between('cron(0/15 8-16 * * ? *)', '2026-10-27T00:59:00Z', '2026-10-28T00:59:00Z');
    expect(found).toHaveLength(36);
    expect(found.at(0)).toBe('2026-10-27T01:00:00Z');
    expect(found.at(-1)).toBe('2026-10-27T09:45:00Z');
  });

  it('know the days of the week by name and by number, Sunday first', () => {
    const weekdays = between('cron(0 8 ? * MON-FRI *)', '2026-10-23T02:00:00Z', '2026-10-27T02:00:00Z');
    expect(weekdays).toEqual(['2026-10-26T01:00:00Z', '2026-10-27T01:00:00Z']);
    expect(between('cron(0 8 ? * 1,7 *)', '2026-10-23T02:00:00Z', '2026-10-27T02:00:00Z')).toEqual([
      '2026-10-24T01:00:00Z',
      '2026-10-25T01:00:00Z',
    ]);
  });

  it('know months, days and years', () => {
    const expression = 'cron(0 0 29 FEB ? 2024-2030)';
    expect(between(expression, '2023-01-01T00:00:00Z', '2033-01-01T00:00:00Z', 'UTC')).toEqual([
      '2024-02-29T00:00:00Z',
      '2028-02-29T00:00:00Z',
    ]);
    expect(parseScheduleExpression(expression, 'UTC').next(ms('2024-03-01T00:00:00Z'))).toBe(
      ms('2028-02-29T00:00:00Z'),
    );
    expect(parseScheduleExpression(expression, 'UTC').next(ms('2028-03-01T00:00:00Z'))).toBeUndefined();
  });

  it('leave out a local time that the zone skips', () => {
    const found = between('cron(30 2 * * ? *)', '2026-03-28T00:00:00Z', '2026-03-30T23:00:00Z', 'Europe/Paris');
    expect(found).toEqual(['2026-03-28T01:30:00Z', '2026-03-30T00:30:00Z']);
  });

  it('name the next instant strictly after a given one', () => {
    const { next } = parseScheduleExpression('cron(0 8 * * ? *)', ZONE);
    expect(next(ms('2026-10-27T00:59:59Z'))).toBe(ms('2026-10-27T01:00:00Z'));
    expect(next(ms('2026-10-27T01:00:00Z'))).toBe(ms('2026-10-28T01:00:00Z'));
  });

  it.each([
    'cron(0 8 * * *)',
    'cron(0 8 * * * *)',
    'cron(0 8 ? * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 8 L * ? *)',
    'cron(0 8 ? * FRI#2 *)',
    'cron(0/0 8 * * ? *)',
    'cron(0 16-8 * * ? *)',
    'at(2026-10-27T08:00:00)',
    'rate(0 minutes)',
    'rate(5 fortnights)',
    '0 8 * * ? *',
  ])('refuse %s', (expression) => {
    expect(() => parseScheduleExpression(expression, ZONE)).toThrow();
  });

  it('refuse a time zone that does not exist', () => {
    expect(() => parseScheduleExpression('cron(0 8 * * ? *)', 'Asia/Dien_Bien')).toThrow('Asia/Dien_Bien');
  });
});

describe('rates of schedules', () => {
  it('come at even intervals that every run agrees on', () => {
    expect(between('rate(2 hours)', '2026-10-27T01:00:00Z', '2026-10-27T06:00:00Z')).toEqual([
      '2026-10-27T02:00:00Z',
      '2026-10-27T04:00:00Z',
      '2026-10-27T06:00:00Z',
    ]);
  });
});
