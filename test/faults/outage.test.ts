import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSeconds } from '../../lib/calendar/dates.ts';
import { scenarios } from './scenarios/all.ts';
import { closeBuckets } from './scenarios/schedules.ts';
import { createGrounds } from './support/ground.ts';
import { expectSame, titled, undisturbed } from './support/scenario.ts';

const MINUTE = 60;
/** When what failed is tried again while the outage lasts, in minutes. */
const TRIES = [0, 15, 30, 45];

const succeeds = (run: Promise<void>): Promise<boolean> =>
  run.then(
    () => true,
    () => false,
  );

const grounds = createGrounds();
beforeAll(() => grounds.start());
afterAll(async () => {
  await closeBuckets();
  await grounds.stop();
});

describe.each(titled(scenarios))('%s', (_title, scenario) => {
  it('after each service that it calls was unreachable for an hour: nothing is lost or judged differently', async () => {
    const expected = await undisturbed(scenario, grounds);
    expect(expected.services.size).toBeGreaterThan(0);
    for (const service of expected.services)
      await expectSame(scenario, grounds, expected, async (run) => {
        for (const minutes of TRIES) {
          const answered = await succeeds(
            run({ kind: 'unreachable', service }, addSeconds(scenario.at, minutes * MINUTE)),
          );
          if (answered && scenario.askedByPerson) break;
        }
        return addSeconds(scenario.at, 60 * MINUTE);
      });
  });
});
