import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { closeBuckets } from '../faults/scenarios/schedules.ts';
import { expectWhole, factsOf, type Item, itemsOf } from '../faults/support/facts.ts';
import { startProcess } from '../faults/support/functions.ts';
import { createGrounds, type Ground } from '../faults/support/ground.ts';
import { OTHER, UNIT } from '../faults/support/people.ts';
import { drawn, timeFor } from '../support/soak.ts';
import { type Background, background } from './background.ts';
import { spoilt } from './odd.ts';

/** A working hour after every event here. */
const AFTER = '2026-10-28T01:15:00Z';

const grounds = createGrounds();
beforeAll(() => grounds.start());
afterAll(async () => {
  await closeBuckets();
  await grounds.stop();
});

/** Keys of others, of nothing, and of what lies outside; times that there are not, and such as nobody lives to see. */
const oddInEvents = [
  `submissions/${OTHER}/monthly/2026-10/1/1`,
  `submissions/${UNIT}/monthly/2026-10/2/1`,
  `submissions/${UNIT}/monthly/2026-10/1/99`,
  `submissions/../submissions/${UNIT}/monthly/2026-10/1/1`,
  `submissions/${'a'.repeat(3000)}/monthly/2026-10/1/1`,
  'submissions/__proto__/constructor/toString/1/1',
  'requests/r-2026-1/1',
  'requests/../ACCOUNT#office/1',
  'jobs/monthly.2026-10.20261023020000/../0.json',
  `jobs/${'a'.repeat(3000)}.2026-10.20261023020000/0.json`,
  `${'a'.repeat(3000)}@x.example`,
  '\ud800',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
];

/** What the mail service tells is noted as it tells it, and which copy of a file it was as the store does: neither is compared. */
const compared = ({ addressProblems: _told, ...item }: Item): Item => item;
const seen = async ({ table, letters, files, kept }: Ground) => ({
  facts: factsOf((await itemsOf(table)).filter(({ SK }) => SK !== 'MAIL').map(compared)).map((line) =>
    line.replace(/"objectVersion":"(?:[^"\\]|\\.)*"/, '"objectVersion":"…"'),
  ),
  letters: letters.map(({ to, subject }) => `${to.join()} ${subject}`).sort(),
  files: [...files.keys()].sort(),
  kept: [...kept].sort(),
});

/** Whether an error names, by the schema of the event, what in it is not in order. */
function namesField(error: unknown, good: unknown, event: unknown): boolean {
  if (!(error instanceof z.ZodError)) return false;
  const names = ['Records', 'body', ...Object.keys(z.looseObject({}).parse(good))];
  const isObject = z.looseObject({}).safeParse(event).success;
  return error.issues.every(({ path: [first] }) => (first === undefined ? !isObject : names.includes(String(first))));
}

const isMeant = ({ throws = [] }: Background, error: unknown): boolean =>
  error instanceof Error && throws.includes(error.name);

const thrownBy = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => undefined,
    (error: unknown) => error,
  );

const like = (good: unknown): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: spoilt(good, oddInEvents), weight: 9 }, fc.jsonValue());

/** A ground on which an event is awaited, and what is seen of one like it once the event has come. */
async function prepared({ prepare, event, run }: Background) {
  const ground = await grounds.fresh();
  await prepare(startProcess(ground), ground);
  ground.letters.length = 0;
  const other = await grounds.copy(ground);
  await run(startProcess(other), other, event(other));
  return { ground, done: await seen(other) };
}

describe.each(background.map((each): [string, Background] => [each.title, each]))('%s', (_title, each) => {
  it(
    'whatever it is told, does what is in order or nothing, and says which field is not',
    async () => {
      const { ground, done } = await prepared(each);
      const process = startProcess(ground);
      const good = each.event(ground);
      let before = await seen(ground);
      const law = fc.asyncProperty(like(good), async (event) => {
        process.fuse.calls.length = 0;
        const error = await thrownBy(each.run(process, ground, event));
        // What called nobody to change anything needs no looking through the register.
        const after = process.fuse.calls.includes('changes') ? await seen(ground) : before;
        if (error === undefined) expect([before, done]).toContainEqual(after);
        else {
          expect(after).toEqual(before);
          expect(isMeant(each, error) || namesField(error, good, event), String(error)).toBe(true);
        }
        before = after;
      });
      await fc.assert(law, drawn(40));
      await each.run(process, ground, good);
      expect(await seen(ground)).toEqual(done);
      for (let sweep = 1; sweep <= 3; sweep += 1) await process.world.sweep(AFTER);
      await expectWhole(ground.table, await itemsOf(ground.table), AFTER);
    },
    timeFor(60_000),
  );
});
