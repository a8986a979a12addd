import * as z from 'zod';
import type { QueueSpec } from '../events/queues.ts';
import { type FunctionResource, queueName } from './functions.ts';
import type { Inventory } from './inventory.ts';
import { TemplateError } from './template.ts';

const queueSchema = z.object({
  VisibilityTimeout: z.coerce.number().default(30),
  RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
  // Ways of a queue that the local cloud does not have.
  FifoQueue: z.literal(false).optional(),
  DelaySeconds: z.literal(0).optional(),
});

// Strict: a feature that the local cloud does not carry out must not be passed over.
const mappingSchema = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().default(10),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  // Of the bill, not of what runs.
  Tags: z.unknown().optional(),
});

/** The queues that feed functions. One that feeds nobody, as those of dead letters, is not among them. */
export function queuesOf(inventory: Inventory, functions: readonly FunctionResource[]): QueueSpec[] {
  const queues = inventory.of('AWS::SQS::Queue', queueSchema);
  return inventory.of('AWS::Lambda::EventSourceMapping', mappingSchema).map(({ id, properties }): QueueSpec => {
    const { EventSourceArn, FunctionName, BatchSize, FunctionResponseTypes } = properties;
    const fed = functions.find(({ arn }) => arn.endsWith(`:function:${FunctionName}`));
    const queue = queues.find((candidate) => inventory.attribute(candidate.id, 'Arn') === EventSourceArn);
    const redrive = queue?.properties.RedrivePolicy;
    if (!fed || !queue) throw new TemplateError(`${id}: feeds no function of the template, or from no queue of it`);
    if (!redrive) throw new TemplateError(`${queue.id}: feeds a function and has no queue for what that fails on`);
    return {
      name: queueName(EventSourceArn),
      arn: EventSourceArn,
      region: inventory.surroundings.region,
      function: fed.name,
      batchSize: BatchSize,
      partialAnswers: FunctionResponseTypes.length > 0,
      hiddenForMs: queue.properties.VisibilityTimeout * 1000,
      maxReceives: redrive.maxReceiveCount,
      deadLetterQueue: queueName(redrive.deadLetterTargetArn),
    };
  });
}
