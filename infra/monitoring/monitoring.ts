import { Stack } from 'aws-cdk-lib';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { AlarmSpec } from './alarms.ts';

export interface MonitoringProps {
  /** Who is told, by e-mail; the address must confirm once. */
  readonly opsAddress: string;
}

/** Tells the operators what goes wrong, and when it is right again. */
export class Monitoring extends Construct {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, { opsAddress }: MonitoringProps) {
    super(scope, id);
    // Not encrypted with a key: CloudWatch cannot use AWS's own one for SNS, and an alarm's text is no secret.
    this.#topic = new Topic(this, 'Topic', { displayName: 'Dung han', enforceSSL: true });
    // A topic with a policy of its own has lost the default one, by which alarms of the account may publish.
    this.#topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.#topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    this.#topic.addSubscription(new EmailSubscription(opsAddress));
  }

  /** Adds alarms. Each tells in its description which it is, what it means, and where in the runbook it stands. */
  watch(...specs: AlarmSpec[]): void {
    const action = new SnsAction(this.#topic);
    for (const { kind, subject, meaning, metric, threshold, comparison, evaluationPeriods, missing } of specs) {
      const alarm = new Alarm(this, `${subject}-${kind}`, {
        alarmDescription: `${kind}/${subject}: ${meaning} Runbook: docs/operations.md#${kind}`,
        metric,
        threshold,
        comparisonOperator: comparison,
        evaluationPeriods,
        treatMissingData: missing,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
}
