import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Keeps the events that a function could not be given, or failed on for good, until a person has looked at them. */
export class UndeliveredQueue extends Queue {
  constructor(scope: Construct, id: string) {
    // Fourteen days is the longest that SQS keeps a message: longer than Tết.
    super(scope, id, {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This queue is itself the last stop; it has an alarm instead of a queue behind it.',
    });
  }
}
