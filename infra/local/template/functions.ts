import * as z from 'zod';
import type { RetryPolicy } from '../functions/host.ts';
import type { Policy } from '../roles/policy.ts';
import type { Inventory } from './inventory.ts';
import { policiesByRole } from './roles.ts';
import { TemplateError } from './template.ts';

const functionSchema = z.object({
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Role: z.string(),
  Runtime: z.string().regex(/^nodejs/),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).default([]),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
});

const invokeConfigSchema = z.object({
  FunctionName: z.string(),
  Qualifier: z.string(),
  MaximumRetryAttempts: z.coerce.number().int().min(0).max(2).default(2),
  MaximumEventAgeInSeconds: z.coerce.number().optional(),
  DestinationConfig: z.strictObject({ OnFailure: z.object({ Destination: z.string() }).optional() }).optional(),
});

export interface FunctionResource {
  /** The logical id. */
  id: string;
  /** The name by which people call it, as in `functions/<name>`. */
  name: string;
  arn: string;
  /** Key of the bundle in the asset bucket: its folder among the assets. */
  assetKey: string;
  /** File and export: `index.handler`. */
  handler: string;
  environment: Readonly<Record<string, string>>;
  timeoutMs: number;
  memoryMb: number;
  retry: RetryPolicy;
  /** What its role allows. */
  policies: readonly Policy[];
}

/** The tag by which the stack names a function after its folder (infra/functions/handler.ts). */
const NAME_TAG = 'function';

/** The name of a queue, of its ARN. */
export const queueName = (arn: string): string => arn.split(':').at(-1) ?? arn;

/** Functions that CloudFormation runs when it deploys; CDK brings them along. */
function deploymentHelpers(inventory: Inventory): Set<string> {
  const custom = inventory.of('Custom::S3BucketNotifications', z.object({ ServiceToken: z.string() }));
  return new Set(custom.map(({ properties }) => properties.ServiceToken));
}

/** The system's functions, with what becomes of events that they fail on. */
export function functionsOf(inventory: Inventory): FunctionResource[] {
  const helpers = deploymentHelpers(inventory);
  const policies = policiesByRole(inventory);
  const configs = inventory.of('AWS::Lambda::EventInvokeConfig', invokeConfigSchema);
  const own = inventory.of(
    'AWS::Lambda::Function',
    functionSchema,
    (id) => !helpers.has(inventory.attribute(id, 'Arn')),
  );
  return own.map(({ id, ref, properties }): FunctionResource => {
    const config = configs.find(({ properties: { FunctionName } }) => FunctionName === ref)?.properties;
    const queue = config?.DestinationConfig?.OnFailure?.Destination ?? properties.DeadLetterConfig?.TargetArn;
    return {
      id,
      name: properties.Tags.find(({ Key }) => Key === NAME_TAG)?.Value ?? id,
      arn: inventory.attribute(id, 'Arn'),
      assetKey: properties.Code.S3Key,
      handler: properties.Handler,
      environment: properties.Environment?.Variables ?? {},
      timeoutMs: properties.Timeout * 1000,
      memoryMb: properties.MemorySize,
      retry: { maxRetries: config?.MaximumRetryAttempts ?? 2, deadLetterQueue: queue && queueName(queue) },
      policies: policies.get(properties.Role) ?? [],
    };
  });
}

/** Finds a function by an ARN that the template wrote: bare, with a qualifier, or as API Gateway's invocation path. */
export function functionByArn(functions: readonly FunctionResource[], arn: string, where: string): FunctionResource {
  const found = functions.find((candidate) => arn === candidate.arn || arn.includes(`${candidate.arn}/`));
  if (!found) throw new TemplateError(`${where}: ${arn} is no function of the template`);
  return found;
}
