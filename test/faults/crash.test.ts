import { afterAll, beforeAll, describe, it } from 'vitest';
import { office } from './scenarios/office.ts';
import { closeBuckets, schedules } from './scenarios/schedules.ts';
import { uploads } from './scenarios/uploads.ts';
import { expectSameAfterEachCall } from './support/each-call.ts';
import { createGrounds } from './support/ground.ts';
import { titled } from './support/scenario.ts';

const grounds = createGrounds();
beforeAll(() => grounds.start());
afterAll(async () => {
  await closeBuckets();
  await grounds.stop();
});

describe.each(titled([...uploads, ...office, ...schedules]))('%s', (_title, scenario) => {
  it('and dies before or after any of its calls: the next run makes it good', async () => {
    await expectSameAfterEachCall(scenario, grounds, ['crash-before', 'crash-after']);
  });
});
