import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { all, functions, granted, idOf, refSchema, type Statement, statementSchema } from './synthesis.ts';

// What no run on this machine uses, since AWS itself uses it: the tests are held against the template, word for word.

const schedules = all(
  'AWS::Scheduler::Schedule',
  z.object({
    Target: z.object({
      Arn: z.unknown(),
      RoleArn: z.unknown(),
      DeadLetterConfig: z.object({ Arn: z.unknown() }),
    }),
  }),
);
const TAKING = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
const ofRole = (who: string) => granted.filter((grant) => grant.who === who).map(({ statement }) => statement);
const allow = (actions: readonly string[], ...resources: unknown[]) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
});

const invokeConfigs = all(
  'AWS::Lambda::EventInvokeConfig',
  z.object({
    FunctionName: refSchema,
    DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.unknown() }) }),
  }),
);
const triggers = all(
  'AWS::Lambda::EventSourceMapping',
  z.object({ FunctionName: refSchema, EventSourceArn: z.unknown() }),
);

describe.each(functions)('$name', ({ id, name, props }) => {
  it('may take from the queue that feeds it, put by what it failed on, and touch no other queue', () => {
    const feeds = triggers.filter((one) => one.props.FunctionName.Ref === id).map((one) => one.props.EventSourceArn);
    const failures = invokeConfigs
      .filter((one) => one.props.FunctionName.Ref === id)
      .map((one) => one.props.DestinationConfig.OnFailure.Destination);
    const queueing = ofRole(name).filter(({ Action }) => Action.some((action) => action.startsWith('sqs:')));
    expect(queueing.map((statement) => ({ ...statement, Action: [...statement.Action].sort() }))).toEqual([
      ...failures.map((queue) => allow(['sqs:SendMessage'], queue)),
      ...feeds.map((queue) => allow(TAKING, queue)),
    ]);
  });

  it('may write its own log, and no other', () => {
    const log = { 'Fn::GetAtt': [props.LoggingConfig.LogGroup.Ref, 'Arn'] };
    const logging = ofRole(name).filter(({ Action }) => Action.some((action) => action.startsWith('logs:')));
    expect(logging).toEqual([allow(['logs:CreateLogStream', 'logs:PutLogEvents'], log)]);
  });
});

describe.each(schedules)('the role of the schedule $id', ({ props: { Target } }) => {
  it('may start its function, put by what it could not hand over, and nothing else', () => {
    expect(ofRole(idOf(Target.RoleArn))).toEqual([
      allow(['lambda:InvokeFunction'], Target.Arn),
      allow(['sqs:SendMessage'], Target.DeadLetterConfig.Arn),
    ]);
  });
});

/** Of each statement what it allows, on which kind of resource, and when. */
const said = (statements: readonly Statement[]) =>
  statements.map(({ Action, Resource = [], Condition }) => ({
    may: Action.join(' '),
    on: Resource.map((one) => JSON.stringify(one).match(/[\w-]+\/?\*|[\w-]+-object|[\w-]+\.json/)?.[0] ?? 'the bucket'),
    when: JSON.stringify(Condition),
  }));
const onFiles = (name: string) =>
  said(ofRole(name).filter(({ Action }) => Action.some((action) => action.startsWith('s3:'))));

describe('the portal’s publisher', () => {
  it('may read the archive of this version, put files into the portal’s bucket, and nothing else', () => {
    const [reading, writing, ...others] = ofRole('publish-portal').filter(({ Action }) =>
      Action.some((action) => action.startsWith('s3:')),
    );
    expect(reading?.Action).toEqual(['s3:GetObject']);
    expect(JSON.stringify(reading?.Resource)).toMatch(/^\[.*cdk-hnb659fds-assets-.*\/[0-9a-f]{64}\.json"\]?\]?\}?\]$/);
    expect(writing?.Action).toEqual(['s3:PutObject']);
    expect(JSON.stringify(writing?.Resource)).toMatch(
      /^\[\{"Fn::Join":\["",\[\{"Fn::GetAtt":\["PortalFiles\w+","Arn"\]\},"\/\*"\]\]\}\]$/,
    );
    expect(others).toEqual([]);
  });
});

describe('the compiler of reports', () => {
  it('may read documents, keep what it compiles, end an upload that broke off, set its next step going, and nothing else', () => {
    expect(onFiles('compile-reports')).toEqual([
      { may: 's3:AbortMultipartUpload s3:GetObject s3:PutObject', on: ['compilations/*'] },
      { may: 's3:PutObject', on: ['jobs/*'] },
      { may: 's3:ListBucket', on: ['the bucket'] },
      { may: 's3:GetObjectVersion', on: ['submissions/*'] },
    ]);
  });
});

const inlineSchema = z.object({
  Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statementSchema) }) })).default([]),
});

describe('GuardDuty', () => {
  it('may read the files that arrive, know of new ones, mark that it may see the bucket, and nothing else', () => {
    const inline = all('AWS::IAM::Role', inlineSchema).flatMap(({ props }) =>
      props.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
    );
    const rule = 'DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*';
    const itself = '{"StringEquals":{"events:ManagedBy":"malware-protection-plan.guardduty.amazonaws.com"}}';
    expect(said(inline)).toEqual([
      { may: 's3:GetObject s3:GetObjectVersion', on: ['requests/*', 'submissions/*'] },
      { may: 's3:GetBucketNotification s3:ListBucket s3:PutBucketNotification', on: ['the bucket'] },
      { may: 's3:PutObject', on: ['malware-protection-resource-validation-object'] },
      { may: 'events:DeleteRule events:PutRule events:PutTargets events:RemoveTargets', on: [rule], when: itself },
      { may: 'events:DescribeRule events:ListTargetsByRule', on: [rule] },
    ]);
  });
});
