import { type Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { BackgroundHandler } from '../functions/background-handler.ts';

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

export interface ScheduleProps {
  readonly description: string;
  /** An EventBridge `cron(…)`, read in Asia/Ho_Chi_Minh. */
  readonly expression: string;
  /** The longest time between two runs, nights included: what "did not run" is measured by. */
  readonly longestGap: Duration;
  readonly handler: BackgroundHandler;
}

/**
 * Runs a function by the clock and tells it for which instant: `{"scheduledTime": …}`. A run that is late, repeated or
 * replayed by hand therefore does exactly what it should have done on time.
 */
export class Schedule extends Construct {
  readonly longestGap: Duration;
  readonly handler: BackgroundHandler;

  constructor(scope: Construct, id: string, { description, expression, longestGap, handler }: ScheduleProps) {
    super(scope, id);
    this.longestGap = longestGap;
    this.handler = handler;
    const onlyOurs = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', { conditions: onlyOurs }),
    });
    const { functionArn, undelivered } = handler;
    const actions = [
      { actions: ['lambda:InvokeFunction'], resources: [functionArn] },
      { actions: ['sqs:SendMessage'], resources: [undelivered.queueArn] },
    ];
    for (const statement of actions) role.addToPolicy(new PolicyStatement(statement));
    new CfnSchedule(this, 'Schedule', {
      description,
      scheduleExpression: expression,
      scheduleExpressionTimezone: TIME_ZONE,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ scheduledTime: '<aws.scheduler.scheduled-time>' }),
        retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        deadLetterConfig: { arn: undelivered.queueArn },
      },
    });
  }
}
