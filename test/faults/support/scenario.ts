import { expect } from 'vitest';
import { addSeconds, type Instant } from '../../../lib/calendar/dates.ts';
import { expectWhole, factsOf, itemsOf } from './facts.ts';
import { type Process, startProcess } from './functions.ts';
import type { Ground, Grounds } from './ground.ts';
import type { Fault } from './process.ts';

/** One thing that a function does, on a ground that was prepared for it. */
export interface Scenario {
  /** The function's folder. */
  function: string;
  does: string;
  /** When it is done first; working hours, so that a sweep says what is due. */
  at: Instant;
  prepare: (calm: Process, ground: Ground) => Promise<unknown>;
  /** One run. Throws when whoever caused it would see that it failed. */
  run: (process: Process, at: Instant, ground: Ground) => Promise<unknown>;
  /**
   * What makes it good: the same event once more, the next run of the schedule, or a person who looks first and repeats
   * only what is not there. @default the same run, later
   */
  again?: (process: Process, at: Instant, ground: Ground) => Promise<unknown>;
  /** A person asks for it: what was answered well is not asked again, and asked twice it is done twice. */
  askedByPerson?: true;
  /** How many letters go out because of it, so that the comparison is not one silence with another. @default 0 */
  letters?: number;
  /** What else than the register shows what was done. */
  shown?: (ground: Ground) => unknown;
}

/** Scenarios with their titles, whole: what a table of tests would cut short. */
export const titled = (scenarios: readonly Scenario[]) =>
  scenarios.map((scenario): [string, Scenario] => [`${scenario.function} ${scenario.does}`, scenario]);

const QUARTER = 15 * 60;

/** Everything that anybody can see of a ground, which must be whole. */
async function seen(scenario: Scenario, ground: Ground, at: Instant) {
  const items = await itemsOf(ground.table);
  await expectWhole(ground.table, items, at);
  return { facts: factsOf(items), shown: scenario.shown?.(ground) };
}

const lettersOf = (ground: Ground): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { to, subject } of ground.letters) {
    const letter = `${to.join()} ${subject}`;
    counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  return counts;
};

/** What the system does by itself afterwards: the event or the schedule comes again, and the sweeps go on. */
async function catchUp(scenario: Scenario, ground: Ground, from: Instant): Promise<Instant> {
  const calm = startProcess(ground);
  await (scenario.again ?? scenario.run)(calm, addSeconds(from, QUARTER), ground);
  let at = from;
  for (let sweep = 1; sweep <= 3; sweep += 1) {
    at = addSeconds(from, sweep * QUARTER);
    await calm.world.sweep(at);
  }
  return at;
}

/** A scenario as it goes when nothing is wrong: how many calls it makes, what is seen after it, and what was sent. */
export async function undisturbed(scenario: Scenario, grounds: Grounds) {
  const prepared = await grounds.fresh();
  await scenario.prepare(startProcess(prepared), prepared);
  const ground = await grounds.copy(prepared);
  const process = startProcess(ground);
  await scenario.run(process, scenario.at, ground);
  const { calls, services } = process.fuse;
  const shown = await seen(scenario, ground, await catchUp(scenario, ground, scenario.at));
  expect(ground.letters).toHaveLength(scenario.letters ?? 0);
  return { prepared, calls, services, shown, letters: lettersOf(ground) };
}
export type Undisturbed = Awaited<ReturnType<typeof undisturbed>>;

/** One run in a process of its own, at its time or another, with something going wrong in it or not. */
export type Run = (fault?: Fault, at?: Instant) => Promise<void>;

/**
 * Disturbs a scenario, lets the system catch up, and compares with what would have been. At most `doubles` letters may have
 * been sent more than then, none of them more than `timesMore`; none may be missing.
 */
export async function expectSame(
  scenario: Scenario,
  grounds: Grounds,
  expected: Undisturbed,
  disturb: (run: Run, ground: Ground) => Promise<Instant | undefined>,
  doubles = 0,
  timesMore = 1,
): Promise<void> {
  const ground = await grounds.copy(expected.prepared);
  const run: Run = async (fault, at = scenario.at) => {
    const process = startProcess(ground, fault);
    try {
      await scenario.run(process, at, ground);
    } finally {
      await process.fuse.idle();
    }
  };
  const ended = (await disturb(run, ground)) ?? scenario.at;
  expect(await seen(scenario, ground, await catchUp(scenario, ground, ended))).toEqual(expected.shown);
  const letters = lettersOf(ground);
  expect([...letters.keys()].sort()).toEqual([...expected.letters.keys()].sort());
  const more = [...letters].map(([letter, count]) => count - (expected.letters.get(letter) ?? 0));
  expect(Math.min(0, ...more)).toBe(0);
  expect(Math.max(0, ...more)).toBeLessThanOrEqual(Math.min(timesMore, doubles));
  expect(more.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(doubles);
}

/** A run that may fail, as whatever was disturbed does. */
export const tried = async (run: Promise<unknown>): Promise<undefined> => {
  await run.catch(() => undefined);
};
