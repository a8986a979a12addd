import * as z from 'zod';
import type { CorsRule } from '../s3/cors.ts';
import type { Inventory } from './inventory.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});

const tableSchema = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z
    .array(z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: projection }))
    .default([]),
  // Streams and local indexes would need more than a table.
  StreamSpecification: z.undefined().optional(),
  LocalSecondaryIndexes: z.undefined().optional(),
});

export interface TableSpec {
  name: string;
  attributes: z.infer<typeof tableSchema>['AttributeDefinitions'];
  key: z.infer<typeof keySchema>;
  indexes: z.infer<typeof tableSchema>['GlobalSecondaryIndexes'];
}

// Strict: of notifications, only those through EventBridge are carried out.
const notificationSchema = z.strictObject({
  EventBridgeConfiguration: z.object({ EventBridgeEnabled: z.boolean().default(true) }).optional(),
});

// Strict: of object locks, only what locks everything for good is carried out.
const objectLockSchema = z.strictObject({
  ObjectLockEnabled: z.literal('Enabled'),
  Rule: z.strictObject({
    DefaultRetention: z.strictObject({ Mode: z.literal('COMPLIANCE'), Days: z.int().positive() }),
  }),
});

const corsSchema = z.strictObject({
  AllowedOrigins: z.array(z.string()),
  AllowedMethods: z.array(z.string()),
  AllowedHeaders: z.array(z.string()).default([]),
  ExposedHeaders: z.array(z.string()).default([]),
  MaxAge: z.number().optional(),
});

// Strict: a scan that would do more than tell is not carried out.
const scanSchema = z.strictObject({
  Role: z.string(),
  ProtectedResource: z.strictObject({
    S3Bucket: z.strictObject({ BucketName: z.string(), ObjectPrefixes: z.array(z.string()).min(1) }),
  }),
});

const bucketSchema = z.object({
  CorsConfiguration: z.object({ CorsRules: z.array(corsSchema) }).optional(),
  VersioningConfiguration: z.object({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
  NotificationConfiguration: notificationSchema.optional(),
  ObjectLockEnabled: z.boolean().optional(),
  ObjectLockConfiguration: objectLockSchema.optional(),
});

/** How CDK sets a bucket's notifications: by a function that runs at deployment. */
const customSchema = z.object({ BucketName: z.string(), NotificationConfiguration: notificationSchema });

export interface BucketSpec {
  name: string;
  versioned: boolean;
  /** Whether it tells EventBridge of what it stores. */
  announces: boolean;
  /** Under which prefixes what it stores is scanned for malware. */
  scans: readonly string[];
  /** For how many days each new version is locked; undefined for a bucket that locks nothing. */
  lockDays: number | undefined;
  /** What pages may ask of it. */
  cors: readonly CorsRule[];
  /** Its address on AWS. */
  url: string;
}

export const tablesOf = (inventory: Inventory): TableSpec[] =>
  inventory.of('AWS::DynamoDB::Table', tableSchema).map(({ ref, properties }) => ({
    name: ref,
    attributes: properties.AttributeDefinitions,
    key: properties.KeySchema,
    indexes: properties.GlobalSecondaryIndexes,
  }));

export function bucketsOf(inventory: Inventory): BucketSpec[] {
  const custom = inventory.of('Custom::S3BucketNotifications', customSchema).map(({ properties }) => properties);
  const scans = inventory
    .of('AWS::GuardDuty::MalwareProtectionPlan', scanSchema)
    .map(({ properties }) => properties.ProtectedResource.S3Bucket);
  return inventory.of('AWS::S3::Bucket', bucketSchema).map(({ id, ref, properties }) => {
    const { NotificationConfiguration: notification } =
      custom.find(({ BucketName }) => BucketName === ref) ?? properties;
    return {
      name: ref,
      versioned: properties.VersioningConfiguration?.Status === 'Enabled',
      announces: notification?.EventBridgeConfiguration?.EventBridgeEnabled ?? false,
      scans: scans.filter(({ BucketName }) => BucketName === ref).flatMap(({ ObjectPrefixes }) => ObjectPrefixes),
      lockDays: properties.ObjectLockConfiguration?.Rule.DefaultRetention.Days,
      cors: (properties.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
        allowedOrigins: rule.AllowedOrigins,
        allowedMethods: rule.AllowedMethods,
        allowedHeaders: rule.AllowedHeaders,
        exposedHeaders: rule.ExposedHeaders,
        ...(rule.MaxAge === undefined ? {} : { maxAgeSeconds: rule.MaxAge }),
      })),
      url: `https://${inventory.attribute(id, 'RegionalDomainName')}`,
    };
  });
}
