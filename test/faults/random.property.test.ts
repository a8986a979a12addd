import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { addSeconds } from '../../lib/calendar/dates.ts';
import { drawn, timeFor } from '../support/soak.ts';
import { scenarios } from './scenarios/all.ts';
import { closeBuckets } from './scenarios/schedules.ts';
import { createGrounds } from './support/ground.ts';
import type { CallFault, Fault } from './support/process.ts';
import { expectSame, type Run, titled, type Undisturbed, undisturbed } from './support/scenario.ts';

const MINUTE = 60;
const kinds: readonly CallFault[] = ['crash-before', 'crash-after', 'throttled', 'answer-lost'];
/** What can go wrong with what is known of a scenario: one of its calls, or a service that it calls. */
const faultsOf = ({ calls, services }: Undisturbed): fc.Arbitrary<Fault> =>
  fc.oneof(
    fc.record({ kind: fc.constantFrom(...kinds), call: fc.integer({ min: 1, max: calls.length }) }),
    fc.record({ kind: fc.constant('unreachable' as const), service: fc.constantFrom(...services) }),
  );
/** Those that come again by themselves, whatever became of the run before. */
const repeatable = scenarios.filter(({ askedByPerson }) => !askedByPerson);
/** A letter that is lost is what combinations of faults are most likely to hide. */
const LETTERS_RUNS = 10;
const OTHER_RUNS = 3;

const grounds = createGrounds();
beforeAll(() => grounds.start());
afterAll(async () => {
  await closeBuckets();
  await grounds.stop();
});

describe.each(titled(repeatable))('%s, in runs that go wrong one after the other', (_title, scenario) => {
  it(
    'all are made good in the end, whatever goes wrong and how often',
    async () => {
      const expected = await undisturbed(scenario, grounds);
      const law = fc.asyncProperty(fc.array(faultsOf(expected), { minLength: 1, maxLength: 3 }), async (wrong) => {
        const disturb = async (run: Run) => {
          for (const [i, fault] of wrong.entries())
            await run(fault, addSeconds(scenario.at, i * 15 * MINUTE)).catch(() => undefined);
          return addSeconds(scenario.at, wrong.length * 15 * MINUTE);
        };
        // Each death between a send and its mark may double what was at work: two units at most here, and each once more a death.
        await expectSame(scenario, grounds, expected, disturb, 2 * wrong.length, wrong.length);
      });
      await fc.assert(law, drawn(scenario.letters ? LETTERS_RUNS : OTHER_RUNS));
    },
    timeFor(60_000),
  );
});
