import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { addSeconds } from '../../lib/calendar/dates.ts';
import { drawn, timeFor } from '../support/soak.ts';
import { scenarios } from './scenarios/all.ts';
import { closeBuckets } from './scenarios/schedules.ts';
import { createGrounds } from './support/ground.ts';
import type { CallFault, Fault, Service } from './support/process.ts';
import { expectSame, type Undisturbed, undisturbed } from './support/scenario.ts';

const MINUTE = 60;
const kinds: readonly CallFault[] = ['crash-before', 'crash-after', 'throttled', 'answer-lost'];
const services: readonly Service[] = ['register', 'mail', 'store'];
const faults: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constantFrom(...kinds), call: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('unreachable' as const), service: fc.constantFrom(...services) }),
);
/** Those that come again by themselves, whatever became of the run before. */
const repeatable = scenarios.filter(({ askedByPerson }) => !askedByPerson);

const grounds = createGrounds();
beforeAll(() => grounds.start());
afterAll(async () => {
  await closeBuckets();
  await grounds.stop();
});

const known = new Map<string, Promise<Undisturbed>>();

describe('runs that go wrong one after the other', () => {
  it(
    'are all made good in the end, whatever goes wrong and how often',
    async () => {
      const law = fc.asyncProperty(
        fc.constantFrom(...repeatable),
        fc.array(faults, { minLength: 1, maxLength: 3 }),
        async (scenario, wrong) => {
          const title = `${scenario.function} ${scenario.does}`;
          const expected = known.get(title) ?? undisturbed(scenario, grounds);
          known.set(title, expected);
          const disturb = async (run: (fault?: Fault, at?: string) => Promise<void>) => {
            for (const [i, fault] of wrong.entries())
              await run(fault, addSeconds(scenario.at, i * 15 * MINUTE)).catch(() => undefined);
            return addSeconds(scenario.at, wrong.length * 15 * MINUTE);
          };
          // Each death between a send and its mark may double what was at work: two units at most here, and each once more a death.
          await expectSame(scenario, grounds, await expected, disturb, 2 * wrong.length, wrong.length);
        },
      );
      await fc.assert(law, drawn(40));
    },
    timeFor(120_000),
  );
});
