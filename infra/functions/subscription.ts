import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { BackgroundHandler } from './background-handler.ts';
import { QueuedHandler } from './queued-handler.ts';

export interface SubscriptionProps {
  readonly description: string;
  /** Which events of the account's default bus. */
  readonly pattern: EventPattern;
  readonly handler: QueuedHandler | BackgroundHandler;
}

/** Gives a function every event that fits a pattern, through its queue if it has one. */
export class Subscription extends Construct {
  constructor(scope: Construct, id: string, { description, pattern, handler }: SubscriptionProps) {
    super(scope, id);
    const delivery = {
      deadLetterQueue: handler.undelivered,
      // As stubborn as EventBridge can be: what is lost here is a unit's receipt.
      maxEventAge: Duration.hours(24),
      retryAttempts: 185,
    };
    const target =
      handler instanceof QueuedHandler ? new SqsQueue(handler.queue, delivery) : new LambdaFunction(handler, delivery);
    new Rule(this, 'Rule', { description, eventPattern: pattern, targets: [target] });
  }
}
