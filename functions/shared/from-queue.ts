import type { SQSBatchResponse } from 'aws-lambda';
import * as z from 'zod';
import type { Log } from '../../lib/log/log.ts';

const batchSchema = z.object({
  Records: z.array(z.object({ messageId: z.string().min(1), body: z.string() })).min(1),
});

/** One event of a batch, read by itself: a text that is no JSON stands in no other's way. */
const recordSchema = z.object({
  body: z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('not JSON');
      return z.NEVER;
    }
  }),
});

/**
 * Lets a function that takes one event of EventBridge at a time be fed from a queue. What it fails on comes again later, the rest of
 * the batch does not. Throws the first error when it failed on every event: only then does Lambda count the run as an
 * error, and an alarm goes off.
 */
export function fromQueue(handle: (event: unknown) => Promise<unknown>, log: Log) {
  return async (batch: unknown): Promise<SQSBatchResponse> => {
    const { Records: records } = batchSchema.parse(batch);
    const results = await Promise.allSettled(records.map(async (record) => handle(recordSchema.parse(record).body)));
    const failures = results.flatMap((result, i) =>
      result.status === 'rejected' ? [{ messageId: records[i]?.messageId ?? '', error: result.reason }] : [],
    );
    for (const failure of failures) log('error', 'event-failed', failure);
    if (failures.length === records.length) throw failures[0]?.error;
    return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}
