import { describe, expect, it } from 'vitest';
import { fromQueue } from '../../../functions/shared/from-queue.ts';
import type { LogCode } from '../../../lib/log/catalogue.ts';

/** A function that fails on the numbers given, and what it was handed. */
function fedBy(...odd: number[]) {
  const handed: unknown[] = [];
  const logged: [LogCode, unknown][] = [];
  const handler = fromQueue(
    async (event) => {
      handed.push(event);
      if (odd.some((n) => JSON.stringify(event) === JSON.stringify({ n }))) throw new RangeError(JSON.stringify(event));
    },
    (_, code, fields) => logged.push([code, fields?.messageId]),
  );
  return { handed, logged, handler };
}
const batch = (...numbers: number[]) => ({
  Records: numbers.map((n) => ({ messageId: `message-${n}`, body: JSON.stringify({ n }) })),
});

describe('a function that is fed from a queue', () => {
  it('gets each event of a batch by itself, and says that it has dealt with all', async () => {
    const { handed, logged, handler } = fedBy();
    expect(await handler(batch(1, 2))).toEqual({ batchItemFailures: [] });
    expect([handed, logged]).toEqual([[{ n: 1 }, { n: 2 }], []]);
  });

  it('says of several events on which it failed, and deals with the others', async () => {
    const { handed, logged, handler } = fedBy(2, 4);
    expect(await handler(batch(1, 2, 3, 4, 5))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-2' }, { itemIdentifier: 'message-4' }],
    });
    expect(handed).toHaveLength(5);
    expect(logged).toEqual([
      ['event-failed', 'message-2'],
      ['event-failed', 'message-4'],
    ]);
  });

  it('lets one event that is no JSON stand in nobody’s way', async () => {
    const { handed, handler } = fedBy();
    const odd = { messageId: 'odd', body: '<event/>' };
    const { Records } = batch(1, 2);
    expect(await handler({ Records: [odd, ...Records] })).toEqual({ batchItemFailures: [{ itemIdentifier: 'odd' }] });
    expect(handed).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('ends in an error when it failed on every event, so that an alarm goes off', async () => {
    await expect(fedBy(1).handler(batch(1))).rejects.toThrow(RangeError);
    await expect(fedBy(1, 2).handler(batch(1, 2))).rejects.toThrow('{"n":1}');
  });

  it.each([[{ n: 1 }], [{ Records: [] }], [{ Records: [{ body: '{}' }] }]])(
    'refuses %j, which is no batch of a queue',
    async (odd) => {
      await expect(fedBy().handler(odd)).rejects.toThrow();
    },
  );
});
