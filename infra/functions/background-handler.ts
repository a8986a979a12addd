import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Handler, type HandlerProps } from './handler.ts';
import { UndeliveredQueue } from './undelivered-queue.ts';

export interface BackgroundHandlerProps extends HandlerProps {
  /**
   * How long an event may wait to be run, its repetitions included.
   * @default six hours, the longest that Lambda allows
   */
  readonly maxEventAge?: Duration;
}

/**
 * A function that nobody waits for: schedules and events run it. It is tried three times; an event that cannot be
 * given to it, or that it fails on each time, comes to rest in its queue of undelivered events.
 */
export class BackgroundHandler extends Handler {
  readonly undelivered: UndeliveredQueue;

  constructor(scope: Construct, { maxEventAge = Duration.hours(6), ...props }: BackgroundHandlerProps) {
    super(scope, props);
    this.undelivered = new UndeliveredQueue(this, 'Undelivered');
    this.allow(['sqs:SendMessage'], [this.undelivered.queueArn]);
    const destination = this.undelivered.queueArn;
    this.configureAsyncInvoke({ retryAttempts: 2, maxEventAge, onFailure: { bind: () => ({ destination }) } });
  }
}
