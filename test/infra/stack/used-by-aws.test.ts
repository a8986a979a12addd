import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { all, functions, granted, idOf, statementSchema } from './synthesis.ts';

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
const ofRole = (who: string) => granted.filter((grant) => grant.who === who).map(({ statement }) => statement);
const allow = (actions: readonly string[], ...resources: unknown[]) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resources,
});

describe.each(functions)('$name', ({ name, props }) => {
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

describe('the portal’s publisher', () => {
  it('may read the archive of this version, and put files into the portal’s bucket', () => {
    const s3 = ofRole('publish-portal').filter(({ Action }) => Action.some((action) => action.startsWith('s3:')));
    expect(s3.map(({ Action }) => Action)).toEqual([['s3:GetObject'], ['s3:PutObject']]);
    expect(s3.map(({ Resource = [] }) => Resource.length)).toEqual([1, 1]);
  });
});

describe('the compiler of reports', () => {
  it('may end an upload that broke off, and set its own next step going', () => {
    const compiling = JSON.stringify(ofRole('compile-reports'));
    expect(compiling).toContain('s3:AbortMultipartUpload');
    expect(compiling).toContain('/jobs/*');
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
    const said = inline.map(({ Action, Resource = [], Condition }) => ({
      may: Action.join(' '),
      on: Resource.map((resource) => JSON.stringify(resource).match(/[\w-]+\/?\*|[\w-]+-object/)?.[0] ?? 'the bucket'),
      when: JSON.stringify(Condition),
    }));
    const rule = 'DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*';
    const itself = '{"StringEquals":{"events:ManagedBy":"malware-protection-plan.guardduty.amazonaws.com"}}';
    expect(said).toEqual([
      { may: 's3:GetObject s3:GetObjectVersion', on: ['requests/*', 'submissions/*'] },
      { may: 's3:GetBucketNotification s3:ListBucket s3:PutBucketNotification', on: ['the bucket'] },
      { may: 's3:PutObject', on: ['malware-protection-resource-validation-object'] },
      { may: 'events:DeleteRule events:PutRule events:PutTargets events:RemoveTargets', on: [rule], when: itself },
      { may: 'events:DescribeRule events:ListTargetsByRule', on: [rule] },
    ]);
  });
});
