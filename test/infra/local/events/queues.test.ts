import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { openClock } from '../../../../infra/local/clock.ts';
import { openJournal } from '../../../../infra/local/events/journal.ts';
import { messageSchema, openQueues, type QueueSpec } from '../../../../infra/local/events/queues.ts';
import type { DeadLetter } from '../../../../infra/local/functions/host.ts';
import type { Outcome } from '../../../../infra/local/functions/instance.ts';
import { temporaryFolder } from '../support/folders.ts';

const NOON = Date.parse('2026-10-27T05:00:00Z');
const MINUTE = 60_000;
const spec: QueueSpec = {
  name: 'files',
  arn: 'arn:aws:sqs:::files',
  region: 'ap-southeast-1',
  function: 'record',
  batchSize: 3,
  partialAnswers: true,
  hiddenForMs: 4 * MINUTE,
  maxReceives: 6,
  deadLetterQueue: 'undelivered',
};
const batchSchema = z.object({
  Records: z.array(
    z.object({
      messageId: z.string(),
      body: z.string(),
      attributes: z.object({ ApproximateReceiveCount: z.string() }),
    }),
  ),
});
type Records = z.infer<typeof batchSchema>['Records'];

const done: Outcome = { ok: true, result: 'null' };
const broken: Outcome = { ok: false, error: { errorType: 'TimeoutError', errorMessage: 'unreachable', trace: [] } };
const failedOn = (...ids: string[]): Outcome => ({
  ok: true,
  result: JSON.stringify({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) }),
});

/** Queues whose function answers as it is told; the clock stands at noon, or follows real time. */
function queuesIn(
  folder: string,
  answer: (records: Records) => Outcome,
  {
    stands = true,
    mayTake = () => true,
    ...change
  }: Partial<QueueSpec> & { stands?: boolean; mayTake?: () => boolean } = {},
) {
  const clock = openClock(join(folder, 'clock.json'), stands ? NOON : undefined);
  const batches: string[][] = [];
  const deadLetters: DeadLetter[] = [];
  const asked: string[] = [];
  let underway: Promise<unknown>[] = [];
  const queues = openQueues({
    queues: [{ ...spec, ...change }],
    clock,
    host: {
      stopped: false,
      async invoke(_, event) {
        const { Records } = batchSchema.parse(event);
        batches.push(Records.map(({ body, attributes }) => `${body}#${attributes.ApproximateReceiveCount}`));
        return answer(Records);
      },
      track: (work) => void underway.push(work),
    },
    guard: {
      refusal(caller, accesses) {
        asked.push(...accesses.map(({ action, resource }) => `${caller} ${action} ${resource}`));
        return mayTake() ? undefined : 'not allowed';
      },
    },
    journal: openJournal(join(folder, 'queues.jsonl'), messageSchema),
    onDeadLetter: (letter) => deadLetters.push(letter),
  });
  async function settled(): Promise<void> {
    const all = underway;
    underway = [];
    await Promise.all(all);
  }
  return {
    queues,
    batches,
    deadLetters,
    asked,
    settled,
    async send(...events: number[]) {
      for (const event of events) queues.send('files', event);
      await settled();
    },
    async waitFor(ms: number) {
      clock.standAt(clock.now() + ms);
      queues.deliver();
      await settled();
    },
  };
}

describe('a message', () => {
  it('that is dealt with is gone, by the rights of the function that it is for', async () => {
    const { queues, batches, asked, send } = queuesIn(temporaryFolder(), () => done);
    await send(1);
    expect([batches, queues.next()]).toEqual([[['1#1']], undefined]);
    expect(asked).toEqual(
      ['GetQueueAttributes', 'ReceiveMessage', 'DeleteMessage'].map((action) => `record sqs:${action} ${spec.arn}`),
    );
  });

  it('that fails comes again at once a few times, then each time it has been hidden for long enough', async () => {
    const { queues, batches, send, waitFor } = queuesIn(temporaryFolder(), () => broken);
    await send(1);
    expect([batches, queues.next()]).toEqual([[['1#1'], ['1#2'], ['1#3']], NOON + 4 * MINUTE]);
    await waitFor(4 * MINUTE - 1000);
    expect(batches).toHaveLength(3);
    await waitFor(1000);
    expect([batches.slice(3), queues.next()]).toEqual([[['1#4']], NOON + 8 * MINUTE]);
  });

  it('is put by once it was received as often as it may be', async () => {
    const { queues, batches, deadLetters, send, waitFor } = queuesIn(temporaryFolder(), () => broken);
    await send(1);
    for (let round = 0; round < 10; round += 1) await waitFor(4 * MINUTE);
    expect([batches.length, queues.next()]).toEqual([6, undefined]);
    expect(deadLetters).toMatchObject([
      { function: 'record', queue: 'undelivered', event: 1, error: { errorMessage: 'unreachable' } },
    ]);
  });

  it('outlives the local cloud, with how often it was received and how long it is hidden', async () => {
    const folder = temporaryFolder();
    await queuesIn(folder, () => broken).send(1);
    const { queues, batches, settled, waitFor } = queuesIn(folder, () => done);
    queues.deliver();
    await settled();
    expect([batches, queues.next()]).toEqual([[], NOON + 4 * MINUTE]);
    await waitFor(4 * MINUTE);
    expect(batches).toEqual([['1#4']]);
    expect(queuesIn(folder, () => done).queues.next()).toBeUndefined();
  });
});

describe('a message that Lambda may not take from the queue', () => {
  it('waits untaken until it may, and then comes as for the first time', async () => {
    const may = { take: false };
    const { queues, batches, send, waitFor } = queuesIn(temporaryFolder(), () => done, { mayTake: () => may.take });
    await send(1);
    for (let round = 0; round < 10; round += 1) await waitFor(4 * MINUTE);
    expect([batches, queues.untakenSince('files'), queues.waiting('files')]).toEqual([[], NOON, 1]);
    may.take = true;
    await waitFor(4 * MINUTE);
    expect([batches, queues.untakenSince('files'), queues.waiting('files')]).toEqual([[['1#1']], undefined, 0]);
  });

  it('is not what a message is that was taken and failed', async () => {
    const { queues, send } = queuesIn(temporaryFolder(), () => broken);
    await send(1);
    expect([queues.untakenSince('files'), queues.waiting('files')]).toEqual([undefined, 1]);
  });
});

describe('messages that can be seen together', () => {
  it.each<[string, Partial<QueueSpec>, (records: Records) => Outcome, string[]]>([
    ['come again when they are named', {}, (records) => failedOn(records.at(-1)?.messageId ?? ''), ['3#5', '4#5']],
    ['are done when none is named', {}, () => failedOn(), []],
    ['are done when the answer is empty', {}, () => done, []],
    ['come again, all, when one is named that is not there', {}, () => failedOn('x'), ['1#5', '2#5', '3#5', '4#5']],
    [
      'come again, all, when the answer makes no sense',
      {},
      () => ({ ok: true, result: '"odd"' }),
      ['1#5', '2#5', '3#5', '4#5'],
    ],
    ['are done, whatever is named, when nobody asked for it', { partialAnswers: false }, () => failedOn('x'), []],
  ])('are handed over in batches, and %s', async (_, change, answer, again) => {
    let answering: (records: Records) => Outcome = () => broken;
    const { batches, send, waitFor } = queuesIn(temporaryFolder(), (records) => answering(records), change);
    await send(1, 2, 3, 4);
    batches.length = 0;
    answering = answer;
    await waitFor(4 * MINUTE);
    expect(batches).toEqual([['1#4', '2#4', '3#4'], ['4#4']]);
    await waitFor(4 * MINUTE);
    expect(batches.slice(2).flat()).toEqual(again);
  });
});

describe('while the clock follows real time', () => {
  afterEach(() => void vi.useRealTimers());

  it('a message that fails comes again by itself', async () => {
    vi.useFakeTimers({ now: NOON + 1, toFake: ['setTimeout', 'Date'] });
    const { batches, send, settled } = queuesIn(temporaryFolder(), () => broken, { stands: false });
    await send(1);
    vi.advanceTimersByTime(4 * MINUTE);
    await settled();
    expect(batches).toHaveLength(3);
    vi.advanceTimersByTime(1000);
    await settled();
    expect(batches).toHaveLength(4);
  });
});
