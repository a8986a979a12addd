import { afterAll, beforeAll, describe, it } from 'vitest';
import { scenarios } from './scenarios/all.ts';
import { closeBuckets } from './scenarios/schedules.ts';
import { expectSameAfterEachCall } from './support/each-call.ts';
import { createGrounds } from './support/ground.ts';
import { titled } from './support/scenario.ts';

const grounds = createGrounds();
beforeAll(() => grounds.start());
afterAll(async () => {
  await closeBuckets();
  await grounds.stop();
});

describe.each(titled(scenarios))('%s', (_title, scenario) => {
  it('and any of its calls is throttled, or answered too late: the next run makes it good', async () => {
    await expectSameAfterEachCall(scenario, grounds, ['throttled', 'answer-lost']);
  });
});
