import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openClock } from '../../../infra/local/clock.ts';
import { BackwardMove, createTimeKeeper } from '../../../infra/local/moving.ts';
import { parseScheduleExpression } from '../../../infra/local/schedules/expression.ts';
import type { Schedule } from '../../../infra/local/schedules/schedule.ts';
import { temporaryFolder } from './support/folders.ts';

const NOON = Date.parse('2026-10-27T05:00:00Z');
const MINUTE = 60_000;

const schedule = (id: string, expression: string): Schedule => ({
  id,
  function: id,
  input: '{}',
  recurrence: parseScheduleExpression(expression, 'UTC'),
});
const schedules = [schedule('sweep', 'cron(0/15 * * * ? *)'), schedule('digest', 'cron(30 * * * ? *)')];

interface Behaviour {
  fails?: string[];
  settled?: () => Promise<void>;
  /** When hidden messages can be seen again. */
  hidden?: number[];
  onRun?: () => void;
}

function keeperAt(
  start: number | undefined,
  { fails = [], settled = async () => {}, hidden = [], onRun = () => {} }: Behaviour = {},
) {
  const clock = openClock(join(temporaryFolder(), 'clock.json'), start);
  const seen: string[] = [];
  const keeper = createTimeKeeper({
    clock,
    schedules,
    async run(due) {
      seen.push(`${clock.instant().slice(11, 16)} ${due.schedule.id}`);
      onRun();
      return !fails.includes(due.schedule.id);
    },
    queues: {
      next: () => hidden[0],
      deliver() {
        seen.push(`${clock.instant().slice(11, 16)} message`);
        hidden.shift();
      },
    },
    settled,
  });
  return { clock, keeper, seen };
}

describe('moving the clock', () => {
  it('runs what falls in between in order, each at its own instant', async () => {
    const { clock, keeper, seen } = keeperAt(NOON, { fails: ['digest'] });
    expect(await keeper.moveTo(NOON + 45 * MINUTE)).toEqual([
      { function: 'sweep', at: '2026-10-27T05:15:00Z', ok: true },
      { function: 'sweep', at: '2026-10-27T05:30:00Z', ok: true },
      { function: 'digest', at: '2026-10-27T05:30:00Z', ok: false },
      { function: 'sweep', at: '2026-10-27T05:45:00Z', ok: true },
    ]);
    expect(seen).toEqual(['05:15 sweep', '05:30 sweep', '05:30 digest', '05:45 sweep']);
    expect(clock.instant()).toBe('2026-10-27T05:45:00Z');
  });

  it('lets messages come again in between, and tells of schedules alone', async () => {
    const hidden = [-5, 14, 15, 18].map((minutes) => NOON + minutes * MINUTE);
    const { clock, keeper, seen } = keeperAt(NOON, { hidden });
    expect(await keeper.moveTo(NOON + 20 * MINUTE)).toEqual([
      { function: 'sweep', at: '2026-10-27T05:15:00Z', ok: true },
    ]);
    expect(seen).toEqual(['05:00 message', '05:14 message', '05:15 message', '05:15 sweep', '05:18 message']);
    expect(clock.instant()).toBe('2026-10-27T05:20:00Z');
  });

  it('runs nothing twice, however the way is divided', async () => {
    const { keeper } = keeperAt(NOON);
    const steps = [10, 15, 15, 29, 30, 60].map((minutes) => NOON + minutes * MINUTE);
    const ran = [];
    for (const step of steps) ran.push(...(await keeper.moveTo(step)));
    expect(ran).toEqual(await keeperAt(NOON).keeper.moveTo(NOON + 60 * MINUTE));
  });

  it('waits for what is underway, which belongs to the time before', async () => {
    const underway = Promise.withResolvers<void>();
    const { clock, keeper, seen } = keeperAt(NOON, { settled: () => underway.promise });
    const moving = keeper.moveTo(NOON + 15 * MINUTE);
    await new Promise(setImmediate);
    expect([clock.now(), seen]).toEqual([NOON, []]);
    underway.resolve();
    await moving;
    expect(seen).toEqual(['05:15 sweep']);
  });

  it('to where it stands runs nothing', async () => {
    const { keeper } = keeperAt(NOON);
    expect(await keeper.moveTo(NOON)).toEqual([]);
  });

  it('back is refused, and changes nothing', async () => {
    const { clock, keeper } = keeperAt(NOON);
    await expect(keeper.moveTo(NOON - 1000)).rejects.toThrow(BackwardMove);
    expect(clock.now()).toBe(NOON);
  });

  it('twice at once is done one after the other', async () => {
    const { keeper, seen } = keeperAt(NOON);
    const both = await Promise.allSettled([keeper.moveTo(NOON + 30 * MINUTE), keeper.moveTo(NOON + 15 * MINUTE)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(seen).toEqual(['05:15 sweep', '05:30 sweep', '05:30 digest']);
  });

  it('stops between two runs when the local cloud stops', async () => {
    const { clock, keeper, seen } = keeperAt(NOON, { onRun: () => void keeper.stop() });
    expect(await keeper.moveTo(NOON + 600 * MINUTE)).toHaveLength(1);
    expect([seen.length, clock.instant()]).toEqual([1, '2026-10-27T05:15:00Z']);
  });
});

describe('while the clock follows real time', () => {
  beforeEach(() => void vi.useFakeTimers({ now: NOON + 1 }));
  afterEach(() => void vi.useRealTimers());

  it('schedules run as they fall due', async () => {
    const { keeper, seen } = keeperAt(undefined);
    keeper.start();
    await vi.advanceTimersByTimeAsync(31 * MINUTE);
    await keeper.stop();
    expect(seen).toEqual(['05:15 sweep', '05:30 sweep', '05:30 digest']);
  });

  it('a machine that slept makes up for each run that it missed', async () => {
    const { keeper, seen } = keeperAt(undefined);
    keeper.start();
    vi.setSystemTime(NOON + 46 * MINUTE);
    await vi.advanceTimersByTimeAsync(16 * MINUTE);
    await keeper.stop();
    expect(seen.slice(0, 4).map((run) => run.slice(6))).toEqual(['sweep', 'sweep', 'digest', 'sweep']);
  });

  it('a move lets it stand, and real time runs nothing more', async () => {
    const { clock, keeper, seen } = keeperAt(undefined);
    keeper.start();
    await keeper.moveTo(NOON + 20 * MINUTE);
    await vi.advanceTimersByTimeAsync(600 * MINUTE);
    await keeper.stop();
    expect(seen).toEqual(['05:15 sweep']);
    expect([clock.standing, clock.now()]).toEqual([true, NOON + 20 * MINUTE]);
  });
});
