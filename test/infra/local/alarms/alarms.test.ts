import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AlarmSpec } from '../../../../infra/local/alarms/alarm.ts';
import { type AlarmChange, countedFigures, createAlarms } from '../../../../infra/local/alarms/alarms.ts';
import { openCounts } from '../../../../infra/local/alarms/counts.ts';
import { temporaryFolder } from '../support/folders.ts';

const NOON = Date.parse('2026-10-27T05:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const any = {
  fill: undefined,
  periods: 1,
  periodMs: 5 * MINUTE,
  threshold: 0,
  comparison: 'GreaterThanThreshold',
  missing: 'notBreaching',
} as const;
const named = (name: string, figure: string) => ({ name, figure, description: `${name}: what it means` });
const specs: AlarmSpec[] = [
  { ...any, ...named('errors/sweep', 'AWS/Lambda Errors Sweep') },
  { ...any, ...named('throttles/sweep', 'AWS/Lambda Throttles Sweep') },
  { ...any, ...named('undelivered/sweep', 'AWS/SQS ApproximateNumberOfMessagesVisible Undelivered') },
  { ...any, ...named('waiting/sweep', 'AWS/SQS ApproximateAgeOfOldestMessage Waiting'), threshold: 900 },
  { ...any, ...named('server-errors/gateway', 'AWS/ApiGateway 5xx Api') },
  {
    ...named('did-not-run/sweep', 'AWS/Lambda Invocations Sweep'),
    ...{ fill: 0, periods: 3, periodMs: HOUR, threshold: 1, comparison: 'LessThanThreshold', missing: 'breaching' },
  },
];

/** Alarms by a clock and over queues that the test has in its hands. */
function alarmsIn(folder: string) {
  const state = { now: NOON, visible: 0, oldest: undefined as number | undefined };
  const told: AlarmChange[] = [];
  const alarms = createAlarms({
    specs,
    counts: openCounts(join(folder, 'counts.jsonl'), countedFigures(specs), NOON),
    now: () => state.now,
    queues: { visible: () => state.visible, oldest: () => state.oldest },
    tell: (change) => told.push(change),
  });
  const stateOf = (name: string) => alarms.list().find((alarm) => alarm.name === name)?.state;
  return { alarms, state, stateOf, told: () => told.map(({ at, name, state: to }) => `${at} ${name} ${to}`) };
}

describe('the alarms of the local cloud', () => {
  it('tell of a failed run when it happens, and that it is over once its five minutes are past', () => {
    const { alarms, state, stateOf, told } = alarmsIn(temporaryFolder());
    alarms.ran('Sweep', false);
    state.now += 4 * MINUTE;
    expect(stateOf('errors/sweep')).toBe('ALARM');
    alarms.look();
    state.now += MINUTE;
    alarms.look();
    expect(told()).toEqual(['2026-10-27T05:00:00Z errors/sweep ALARM', '2026-10-27T05:05:00Z errors/sweep OK']);
  });

  it('tell of a request that failed', () => {
    const { alarms, stateOf } = alarmsIn(temporaryFolder());
    alarms.failedRequest('Api');
    expect(stateOf('server-errors/gateway')).toBe('ALARM');
  });

  it('are on for as long as an undelivered event lies there', () => {
    const { state, stateOf } = alarmsIn(temporaryFolder());
    state.visible = 1;
    expect(stateOf('undelivered/sweep')).toBe('ALARM');
    state.visible = 0;
    expect(stateOf('undelivered/sweep')).toBe('OK');
  });

  it('are on when an event was not taken for more than a quarter of an hour', () => {
    const { state, stateOf } = alarmsIn(temporaryFolder());
    state.oldest = 900;
    expect(stateOf('waiting/sweep')).toBe('OK');
    state.oldest = 901;
    expect(stateOf('waiting/sweep')).toBe('ALARM');
  });

  it('are on when a schedule did not run, until it has run once', () => {
    const { alarms, state, stateOf } = alarmsIn(temporaryFolder());
    alarms.ran('Sweep', true);
    state.now += 3 * HOUR - 1;
    expect(stateOf('did-not-run/sweep')).toBe('OK');
    state.now += 1;
    expect(stateOf('did-not-run/sweep')).toBe('ALARM');
    alarms.ran('Sweep', true);
    expect(stateOf('did-not-run/sweep')).toBe('OK');
  });

  it('say of a cloud that is younger than they look back that they do not know yet', () => {
    const { state, stateOf } = alarmsIn(temporaryFolder());
    expect(stateOf('did-not-run/sweep')).toBe('INSUFFICIENT_DATA');
    state.now += 3 * HOUR;
    expect(stateOf('did-not-run/sweep')).toBe('ALARM');
  });

  it('say of a figure that does not exist on this machine that nobody measures it', () => {
    expect(alarmsIn(temporaryFolder()).stateOf('throttles/sweep')).toBe('NOT_MEASURED');
  });
});
