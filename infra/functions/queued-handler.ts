import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { Handler, type HandlerProps } from './handler.ts';
import { UndeliveredQueue } from './undelivered-queue.ts';

export interface QueuedHandlerProps extends HandlerProps {
  /**
   * How many events one run may take: 1 where an event may fill the memory, so that it takes no other down with it.
   * @default 10
   */
  readonly batchSize?: number;
}

/**
 * How long after it was taken an event that was not dealt with comes again. AWS advises six times the function's timeout, so
 * that an event that waits for a throttled function is not given to another run meanwhile. Ours bear that
 * (test/faults/doubled.test.ts), and a unit whose file met a fault of seconds should not wait twelve minutes for its receipt.
 */
const AGAIN_AFTER = Duration.minutes(4);

/** An event that fails is tried for this long: a long outage, and a night to mend what is ours. */
const TRIED_FOR = Duration.days(1);

/**
 * A function that is fed from a queue, which outlives an outage: what it fails on comes again every few minutes for a day, by
 * itself, before it comes to rest in the queue of undelivered events.
 */
export class QueuedHandler extends Handler {
  readonly queue: Queue;
  readonly undelivered: UndeliveredQueue;

  constructor(scope: Construct, { batchSize = 10, ...props }: QueuedHandlerProps) {
    super(scope, props);
    if (props.timeout.toSeconds() * 2 > AGAIN_AFTER.toSeconds())
      throw new Error(`${props.name}: an event must not come again while a slow run still works on it`);
    this.undelivered = new UndeliveredQueue(this, 'Undelivered');
    this.queue = new Queue(this, 'Waiting', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: AGAIN_AFTER,
      // The longest that SQS keeps a message: for events that nobody so much as takes. It counts on behind this queue.
      retentionPeriod: Duration.days(14),
      deadLetterQueue: {
        queue: this.undelivered,
        maxReceiveCount: TRIED_FOR.toMinutes() / AGAIN_AFTER.toMinutes(),
      },
    });
    this.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], [this.queue.queueArn]);
    new EventSourceMapping(this, 'Mapping', {
      target: this,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      reportBatchItemFailures: true,
    });
  }
}
