import { expect } from 'vitest';
import type { Grounds } from './ground.ts';
import type { CallFault } from './process.ts';
import { expectSame, type Scenario, tried, undisturbed } from './scenario.ts';

/** A death between a send and its mark doubles the letters that were at work just then, one to a unit. */
const MOST_DOUBLED = 2;

/** Lets every call of a run go wrong in turn, one each time, until a run has none left; each time all must be well in the end. */
export async function expectSameAfterEachCall(
  scenario: Scenario,
  grounds: Grounds,
  kinds: readonly CallFault[],
): Promise<void> {
  const expected = await undisturbed(scenario, grounds);
  expect(expected.calls).toBeGreaterThan(0);
  for (let call = 1; call <= expected.calls; call += 1)
    for (const kind of kinds)
      try {
        await expectSame(scenario, grounds, expected, (run) => tried(run({ kind, call })), MOST_DOUBLED);
      } catch (error) {
        throw new Error(`${kind}, call ${call} of ${expected.calls}`, { cause: error });
      }
}
