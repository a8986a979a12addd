import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { SUBMISSIONS_PREFIX } from '../../../infra/documents/documents.ts';
import { INDEX, KEY, TTL_ATTRIBUTE } from '../../../lib/store/table.ts';
import { objectKey } from '../../../lib/submissions/submission.ts';
import { all, documentSchema, refSchema, type Statement } from './synthesis.ts';

const bucketSchema = z.object({
  PublicAccessBlockConfiguration: z.record(z.string(), z.boolean()),
  BucketEncryption: z.unknown().optional(),
  VersioningConfiguration: z.object({ Status: z.string() }).optional(),
  LoggingConfiguration: z.object({ DestinationBucketName: refSchema }).optional(),
  NotificationConfiguration: z.unknown().optional(),
  LifecycleConfiguration: z.object({ Rules: z.array(z.record(z.string(), z.unknown())) }),
  ObjectLockEnabled: z.boolean().optional(),
  ObjectLockConfiguration: z.unknown().optional(),
  CorsConfiguration: z.object({ CorsRules: z.array(z.record(z.string(), z.unknown())) }).optional(),
});
const buckets = all('AWS::S3::Bucket', bucketSchema);
const bucketPolicies = all('AWS::S3::BucketPolicy', z.object({ Bucket: refSchema, PolicyDocument: documentSchema }));
const queues = all('AWS::SQS::Queue', z.object({ SqsManagedSseEnabled: z.boolean().optional() }));
const queuePolicies = all(
  'AWS::SQS::QueuePolicy',
  z.object({ Queues: z.array(refSchema), PolicyDocument: documentSchema }),
);
const topicPolicies = all('AWS::SNS::TopicPolicy', z.object({ PolicyDocument: documentSchema }));

const deniesPlainText = ({ Effect, Condition }: Statement) =>
  Effect === 'Deny' && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}';

describe.each(buckets)('bucket $id', ({ id, props, DeletionPolicy, UpdateReplacePolicy }) => {
  it('blocks every way to public access', () => {
    expect(props.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
  });

  it('refuses whoever comes without TLS', () => {
    const policy = bucketPolicies.find((candidate) => candidate.props.Bucket.Ref === id);
    expect(policy?.props.PolicyDocument.Statement.some(deniesPlainText)).toBe(true);
  });

  it('is encrypted, and outlives the stack', () => {
    expect(props.BucketEncryption).toBeDefined();
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });

  it('drops the parts of uploads that were broken off', () => {
    const rules = props.LifecycleConfiguration.Rules;
    expect(rules.some((rule) => rule.AbortIncompleteMultipartUpload !== undefined)).toBe(true);
  });
});

describe('the documents', () => {
  const documents = buckets.find(({ props }) => props.NotificationConfiguration !== undefined);
  const rules = documents?.props.LifecycleConfiguration.Rules ?? [];

  it('keep every version for good', () => {
    expect(documents?.props.VersioningConfiguration?.Status).toBe('Enabled');
    const ends = rules.flatMap((rule) => Object.keys(rule)).filter((key) => /Expir|Transition/.test(key));
    expect(ends).toEqual([]);
  });

  it('tell EventBridge of what is stored, and log who fetches it', () => {
    expect(documents?.props.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    expect(documents?.props.LoggingConfiguration?.DestinationBucketName.Ref).not.toBe(documents?.id);
  });

  it('take uploads from pages of the portal only', () => {
    const origins = documents?.props.CorsConfiguration?.CorsRules.map((rule) => rule.AllowedOrigins);
    expect(origins).toEqual([['https://dunghan.example.vn']]);
  });

  it('lie where the keys of submissions say', () => {
    const key = objectKey({ unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-01' }, 1, '1');
    expect(key.startsWith(SUBMISSIONS_PREFIX)).toBe(true);
  });
});

describe('the seals', () => {
  const [seals, ...others] = buckets.filter(({ props }) => props.ObjectLockEnabled);

  it('lie in the one bucket with an object lock, which nobody can shorten', () => {
    expect(others).toEqual([]);
    expect(seals?.props.ObjectLockConfiguration).toEqual({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 3650 } },
    });
    expect(seals?.props.VersioningConfiguration?.Status).toBe('Enabled');
  });

  it('are not where documents are, which must be removable, and announce nothing', () => {
    expect(seals?.props.NotificationConfiguration).toBeUndefined();
    expect(seals?.props.LoggingConfiguration?.DestinationBucketName.Ref).toBeDefined();
  });

  it('are dropped by no rule', () => {
    const rules = seals?.props.LifecycleConfiguration.Rules ?? [];
    expect(rules.flatMap((rule) => Object.keys(rule)).filter((name) => /Expir|Transition/.test(name))).toEqual([]);
  });
});

describe('the register', () => {
  const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));
  const [table, ...others] = all(
    'AWS::DynamoDB::Table',
    z.object({
      KeySchema: keySchema,
      BillingMode: z.string(),
      DeletionProtectionEnabled: z.boolean(),
      PointInTimeRecoverySpecification: z.object({ PointInTimeRecoveryEnabled: z.boolean() }),
      TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }),
      GlobalSecondaryIndexes: z.array(
        z.object({
          IndexName: z.string(),
          KeySchema: keySchema,
          Projection: z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()) }),
        }),
      ),
    }),
  );
  const hashAndRange = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ];

  it('has the keys and indexes that its adapters use', () => {
    expect(others).toEqual([]);
    expect(table?.props.KeySchema).toEqual(hashAndRange(KEY.partition, KEY.sort));
    const indexes = Object.values(INDEX).map(({ name, partition, sort, projected }) => ({
      IndexName: name,
      KeySchema: hashAndRange(partition, sort),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: projected },
    }));
    expect(table?.props.GlobalSecondaryIndexes).toEqual(indexes);
  });

  it('can be set back to any second, cannot be deleted, and drops nothing but what has a time to live', () => {
    expect(table?.props.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled).toBe(true);
    expect(table?.props.DeletionProtectionEnabled).toBe(true);
    expect([table?.DeletionPolicy, table?.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    expect(table?.props.TimeToLiveSpecification).toEqual({ AttributeName: TTL_ATTRIBUTE, Enabled: true });
  });
});

describe.each(queues)('queue $id', ({ id, props }) => {
  it('is encrypted and refuses whoever comes without TLS', () => {
    expect(props.SqsManagedSseEnabled).toBe(true);
    const policies = queuePolicies.filter((policy) => policy.props.Queues.some(({ Ref }) => Ref === id));
    expect(policies.flatMap((policy) => policy.props.PolicyDocument.Statement).some(deniesPlainText)).toBe(true);
  });
});

describe('what others may do with what is ours', () => {
  const statements = [...bucketPolicies, ...queuePolicies, ...topicPolicies]
    .flatMap(({ id, props }) => props.PolicyDocument.Statement.map((statement) => ({ id, ...statement })))
    .filter(({ Effect }) => Effect === 'Allow');

  it.each(statements)(
    '$id: $Action is allowed to a service of AWS that acts for us only',
    ({ Principal, Condition }) => {
      expect(z.object({ Service: z.string() }).safeParse(Principal).success).toBe(true);
      expect(JSON.stringify(Condition)).toMatch(/aws:Source(Account|Arn)/i);
    },
  );
});
