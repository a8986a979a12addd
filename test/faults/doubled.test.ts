import { afterAll, beforeAll, describe, it } from 'vitest';
import { addSeconds } from '../../lib/calendar/dates.ts';
import { scenarios } from './scenarios/all.ts';
import { bounce, bounceReordered, closeBuckets } from './scenarios/schedules.ts';
import {
  correct,
  correctReordered,
  recordBoth,
  recordBothReordered,
  scanBoth,
  scanBothReordered,
} from './scenarios/uploads.ts';
import { createGrounds } from './support/ground.ts';
import { expectSame, type Scenario, titled, tried, undisturbed } from './support/scenario.ts';

const grounds = createGrounds();
beforeAll(() => grounds.start());
afterAll(async () => {
  await closeBuckets();
  await grounds.stop();
});

const repeatable = scenarios.filter(({ askedByPerson }) => !askedByPerson);

describe.each(titled(repeatable))('%s', (_title, scenario) => {
  it('twice for the same event: as if once', async () => {
    await expectSame(scenario, grounds, await undisturbed(scenario, grounds), async (run) => {
      await run();
      return tried(run());
    });
  });

  it('in two copies at the same time: as if in one', async () => {
    await expectSame(scenario, grounds, await undisturbed(scenario, grounds), async (run) => {
      await Promise.all([tried(run()), tried(run())]);
      return undefined;
    });
  });
});

/** Another order means another time: what is late by minutes must not be dated by them. */
const MINUTES_LATER = 10 * 60;

describe.each<[string, Scenario, Scenario]>([
  ['record-upload', recordBoth, recordBothReordered],
  ['record-upload, of copies of a file', correct, correctReordered],
  ['record-scan', scanBoth, scanBothReordered],
  ['record-delivery', bounce, bounceReordered],
])('%s', (_function, inOrder, reordered) => {
  it('told in another order: the same in the end', async () => {
    await expectSame(reordered, grounds, await undisturbed(inOrder, grounds), async (run) => {
      const at = addSeconds(reordered.at, MINUTES_LATER);
      await tried(run(undefined, at));
      return at;
    });
  });
});
