import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../lib/calendar/dates.ts';
import { scenarios } from './scenarios/all.ts';
import { closeBuckets, sweep } from './scenarios/schedules.ts';
import { declare, store } from './scenarios/uploads.ts';
import { expectWhole, itemsOf } from './support/facts.ts';
import { startProcess } from './support/functions.ts';
import { createGrounds, type Ground } from './support/ground.ts';
import { ask } from './support/http.ts';
import { FRIDAY, idOf, keyOf, manifest, pdf, UNIT } from './support/people.ts';
import { expectSame, titled, undisturbed } from './support/scenario.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** 00:00 on Wednesday 28 October 2026: the first instant at which October's report is late. */
const MIDNIGHT: Instant = '2026-10-27T17:00:00Z';
const LAST_SECOND = addSeconds(MIDNIGHT, -1);

const grounds = createGrounds();
beforeAll(() => grounds.start());
afterAll(async () => {
  await closeBuckets();
  await grounds.stop();
});

/** The functions that look at a clock of their own; to all others the event tells the time. */
const CLOCKED = ['record-upload', 'record-scan', 'compile-reports'];
const clocked = scenarios.filter((scenario) => CLOCKED.includes(scenario.function));

describe.each(titled(clocked))('%s', (_title, scenario) => {
  it.each([
    ['slow', -6 * HOUR],
    ['fast', 6 * HOUR],
  ])('by a clock that is six hours %s: as by the right one', async (_, skew) => {
    await expectSame(scenario, grounds, await undisturbed(scenario, grounds), async (run) => {
      await run(undefined, addSeconds(scenario.at, skew));
      // An answer stays on the list of what is to be said, though it was, until the time by which it was dated.
      return addSeconds(scenario.at, Math.max(0, skew));
    });
  });
});

/** A report that was declared by the gateway's clock, and whose file was stored by the store's. */
async function file(ground: Ground, declaredAt: Instant, storedAt: Instant) {
  const process = startProcess(ground);
  await declare(process, manifest, declaredAt);
  await process.recordUpload(storedAt)(store(ground, '1', pdf, storedAt));
  return process;
}

describe('a gateway whose clock is five minutes', () => {
  it.each([
    ['behind the store’s', -5 * MINUTE],
    ['before the store’s', 5 * MINUTE],
  ])('%s: the last second is on time, and midnight is late', async (_, skew) => {
    for (const [storedAt, verdict] of [
      [LAST_SECOND, 'on-time'],
      [MIDNIGHT, 'late'],
    ] as const) {
      const atGateway = addSeconds(storedAt, skew);
      const process = await file(await grounds.fresh(), atGateway, storedAt);
      const { body } = await ask(process.read, atGateway, 'GET', `/v1/obligations/${idOf(UNIT)}`);
      expect(body).toMatchObject({ status: 'received', receivedAt: storedAt, verdict });
    }
  });

  it('behind the store’s: what has just been received can be accepted, and the history holds', async () => {
    const ground = await grounds.fresh();
    const { decide, world } = await file(ground, FRIDAY, FRIDAY);
    const version = (await world.obligations.get(keyOf(UNIT)))?.version;
    const behind = addSeconds(FRIDAY, -5 * MINUTE);
    const decision = { kind: 'acceptance', submission: 1, version };
    const answer = await ask(decide, behind, 'POST', `/v1/obligations/${idOf(UNIT)}/decisions`, decision);
    expect(answer.status).toBe(201);
    await expectWhole(ground.table, await itemsOf(ground.table), FRIDAY);
  });
});

describe('two sweeps whose clocks differ', () => {
  it('the later one first: each unit is told once', async () => {
    await expectSame(sweep, grounds, await undisturbed(sweep, grounds), async (run) => {
      await run(undefined, addSeconds(sweep.at, 15 * MINUTE));
      await run();
      return sweep.at;
    });
  });

  it('by five minutes, at the same time: each unit is told once', async () => {
    await expectSame(sweep, grounds, await undisturbed(sweep, grounds), async (run) => {
      await Promise.all([run(), run(undefined, addSeconds(sweep.at, 5 * MINUTE))]);
      return sweep.at;
    });
  });
});
