import { expect } from 'vitest';
import type { Grounds } from './ground.ts';
import type { Call, CallFault } from './process.ts';
import { expectSame, type Scenario, tried, undisturbed } from './scenario.ts';

/** A death between a send and its mark doubles the letters that were at work just then, one to a unit. */
const MOST_DOUBLED = 2;

/** The places of the calls worth disturbing: all but those in the midst of reads, which leave nothing that the first does not. */
const worthDisturbing = (calls: readonly Call[]): number[] =>
  calls.flatMap((_, i) => (calls.slice(Math.max(0, i - 1), i + 2).join() === 'reads,reads,reads' ? [] : [i + 1]));

/**
 * Lets every call of a run go wrong in turn, one each time; of reads in a row the first and the last. Each time all must be
 * well in the end.
 */
export async function expectSameAfterEachCall(
  scenario: Scenario,
  grounds: Grounds,
  kinds: readonly CallFault[],
): Promise<void> {
  const expected = await undisturbed(scenario, grounds);
  const { calls } = expected;
  expect(calls.length).toBeGreaterThan(0);
  for (const call of worthDisturbing(calls))
    for (const kind of kinds)
      try {
        await expectSame(scenario, grounds, expected, (run) => tried(run({ kind, call })), MOST_DOUBLED);
      } catch (error) {
        throw new Error(`${kind}, call ${call} of ${calls.length}`, { cause: error });
      }
}
