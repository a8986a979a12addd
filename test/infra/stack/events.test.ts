import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { parseScheduleExpression } from '../../../infra/local/schedules/expression.ts';
import { LEASE_SECONDS } from '../../../lib/notices/ledger.ts';
import { all, arnSchema, documentSchema, functions, granted, idOf, nameOfFunction, refSchema } from './synthesis.ts';

const retrySchema = z.object({ MaximumEventAgeInSeconds: z.number(), MaximumRetryAttempts: z.number() });
const targetSchema = z.object({
  Arn: arnSchema,
  RetryPolicy: retrySchema,
  DeadLetterConfig: z.object({ Arn: arnSchema }),
});
const schedules = all(
  'AWS::Scheduler::Schedule',
  z.object({
    ScheduleExpression: z.string(),
    ScheduleExpressionTimezone: z.string(),
    FlexibleTimeWindow: z.object({ Mode: z.string() }),
    Target: targetSchema.extend({ Input: z.string(), RoleArn: arnSchema }),
  }),
).map((resource) => ({ ...resource, name: nameOfFunction(resource.props.Target.Arn) ?? '' }));
const queues = all(
  'AWS::SQS::Queue',
  z.object({
    MessageRetentionPeriod: z.number(),
    VisibilityTimeout: z.number().optional(),
    RedrivePolicy: z.object({ deadLetterTargetArn: arnSchema, maxReceiveCount: z.number() }).optional(),
  }),
);
const queuePolicies = all(
  'AWS::SQS::QueuePolicy',
  z.object({ Queues: z.array(refSchema), PolicyDocument: documentSchema }),
);
const mappings = all(
  'AWS::Lambda::EventSourceMapping',
  z.object({ EventSourceArn: arnSchema, FunctionName: refSchema, FunctionResponseTypes: z.array(z.string()) }),
).map(({ props }) => ({
  queue: queues.find(({ id }) => id === idOf(props.EventSourceArn)),
  fed: functions.find(({ id }) => id === props.FunctionName.Ref),
  name: functions.find(({ id }) => id === props.FunctionName.Ref)?.name ?? '',
  props,
}));
/** The function that a target runs, or whose queue it is. */
const nameOfTarget = (arn: unknown) =>
  mappings.find(({ queue }) => queue?.id === idOf(arn))?.name ?? nameOfFunction(arn) ?? '';
const rules = all(
  'AWS::Events::Rule',
  z.object({ EventPattern: z.record(z.string(), z.unknown()), Targets: z.array(targetSchema).length(1) }),
).map((resource) => ({ ...resource, name: nameOfTarget(resource.props.Targets[0]?.Arn) }));
const invokeConfigs = all(
  'AWS::Lambda::EventInvokeConfig',
  z.object({
    FunctionName: refSchema,
    MaximumRetryAttempts: z.number(),
    MaximumEventAgeInSeconds: z.number(),
    DestinationConfig: z.object({ OnFailure: z.object({ Destination: arnSchema }) }),
  }),
);
const alarms = all(
  'AWS::CloudWatch::Alarm',
  z.object({
    AlarmDescription: z.string(),
    EvaluationPeriods: z.number(),
    TreatMissingData: z.string(),
    Threshold: z.number(),
    ComparisonOperator: z.string(),
    Metrics: z
      .array(z.object({ Expression: z.string().optional(), MetricStat: z.object({ Period: z.number() }).optional() }))
      .optional(),
  }),
);

/** The longest pause of a schedule, in seconds, over two weeks that no change of year or month disturbs. */
function longestPause(expression: string, zone: string): number {
  const from = Date.parse('2026-03-02T00:00:00Z');
  const runs = parseScheduleExpression(expression, zone).between(from, from + 14 * 24 * 3_600_000);
  return Math.max(...runs.slice(1).map((run, i) => run - (runs[i] ?? run))) / 1000;
}

describe.each(schedules)('the schedule of $name', ({ name, props }) => {
  it('keeps Vietnamese time, to the minute, and tells its function the instant that it stands for', () => {
    expect(props.ScheduleExpressionTimezone).toBe('Asia/Ho_Chi_Minh');
    expect(props.FlexibleTimeWindow.Mode).toBe('OFF');
    expect(JSON.parse(props.Target.Input)).toEqual({ scheduledTime: '<aws.scheduler.scheduled-time>' });
  });

  it('tries again, and puts by what it cannot deliver', () => {
    expect(props.Target.RetryPolicy.MaximumRetryAttempts).toBeGreaterThan(0);
    expect(props.Target.DeadLetterConfig.Arn).toBeDefined();
  });

  it('may start its own function and no other', () => {
    const role = idOf(props.Target.RoleArn);
    const started = granted
      .filter(({ who, statement }) => who === role && statement.Action.includes('lambda:InvokeFunction'))
      .flatMap(({ statement }) => statement.Resource ?? []);
    expect(started.map(nameOfFunction)).toEqual([name]);
  });

  it('is missed as soon as it pauses for longer than it ever does, and not before', () => {
    const alarm = alarms.find(({ props: { AlarmDescription } }) => AlarmDescription.startsWith(`did-not-run/${name}:`));
    const period = alarm?.props.Metrics?.find(({ MetricStat }) => MetricStat)?.MetricStat?.Period ?? 0;
    const pause = longestPause(props.ScheduleExpression, props.ScheduleExpressionTimezone);
    const patience = period * (alarm?.props.EvaluationPeriods ?? 0);
    // A run lies anywhere in the first bucket, so one bucket more than the pause is the least that never errs.
    expect(patience).toBeGreaterThanOrEqual(pause + period);
    expect(patience).toBeLessThan(pause + 2 * period);
    expect(alarm?.props).toMatchObject({
      TreatMissingData: 'breaching',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
    });
    expect(alarm?.props.Metrics?.some(({ Expression }) => Expression?.startsWith('FILL('))).toBe(true);
  });
});

describe.each(rules)('the rule for $name', ({ props }) => {
  it('takes events of one service that are about something of ours', () => {
    expect(props.EventPattern.source).toHaveLength(1);
    expect(JSON.stringify(props.EventPattern.detail)).toContain('"Ref":');
  });

  it('tries for a day, and puts by what it cannot deliver', () => {
    expect(props.Targets[0]?.RetryPolicy.MaximumEventAgeInSeconds).toBe(24 * 3600);
    expect(props.Targets[0]?.DeadLetterConfig.Arn).toBeDefined();
  });
});

const handedDirectly = rules.filter(({ props }) => nameOfFunction(props.Targets[0]?.Arn));
describe.each(mappings)('the queue of $name', ({ name, queue, fed, props }) => {
  it('brings what failed again for a day, each time after any run has ended, then puts it by', () => {
    const again = queue?.props.VisibilityTimeout ?? 0;
    expect(again * (queue?.props.RedrivePolicy?.maxReceiveCount ?? 0)).toBe(24 * 3600);
    expect(again).toBeGreaterThanOrEqual(2 * (fed?.props.Timeout ?? Number.POSITIVE_INFINITY));
    const behind = queues.find(({ id }) => id === idOf(queue?.props.RedrivePolicy?.deadLetterTargetArn));
    expect(behind?.props.RedrivePolicy).toBeUndefined();
    expect(alarms.some(({ props: { AlarmDescription } }) => AlarmDescription.startsWith(`undelivered/${name}:`))).toBe(
      true,
    );
  });

  it('keeps what nobody takes for as long as SQS can', () => {
    expect(queue?.props.MessageRetentionPeriod).toBe(14 * 24 * 3600);
  });

  it('lets a batch fail in part', () => {
    expect(props.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('is read by its function, and by nobody else', () => {
    const readers = granted.filter(({ statement }) =>
      (statement.Resource ?? []).some((arn) => JSON.stringify(arn) === JSON.stringify(props.EventSourceArn)),
    );
    expect(readers.map(({ who, statement }) => [who, [...statement.Action].sort()])).toEqual([
      [name, ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage']],
    ]);
  });

  it('is filled by its rule, and by nobody else', () => {
    const allowed = queuePolicies
      .filter((policy) => policy.props.Queues.some(({ Ref }) => Ref === queue?.id))
      .flatMap((policy) => policy.props.PolicyDocument.Statement)
      .filter(({ Effect }) => Effect === 'Allow');
    const rule = rules.find((candidate) => candidate.name === name);
    expect(allowed).toMatchObject([
      {
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule?.id, 'Arn'] } } },
      },
    ]);
  });
});

describe.each([...schedules, ...handedDirectly])('$name, which nobody waits for', ({ name }) => {
  it('is tried three times, and its failures are put by', () => {
    const config = invokeConfigs.find(
      ({ props }) => props.FunctionName.Ref === functions.find((f) => f.name === name)?.id,
    );
    expect(config?.props.MaximumRetryAttempts).toBe(2);
    const queue = config?.props.DestinationConfig.OnFailure.Destination;
    const mayPut = granted.some(
      ({ who, statement }) =>
        who === name &&
        statement.Action.includes('sqs:SendMessage') &&
        (statement.Resource ?? []).some((arn) => JSON.stringify(arn) === JSON.stringify(queue)),
    );
    expect(mayPut).toBe(true);
  });
});

describe('whoever sends letters', () => {
  const senders = functions.filter(({ props }) => 'MAIL_SENDER' in props.Environment.Variables);
  it.each(senders)('$name ends before the lease of its claims does', ({ props }) => {
    expect(props.Timeout).toBeLessThan(LEASE_SECONDS);
  });
});
