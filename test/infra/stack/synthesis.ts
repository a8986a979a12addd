import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import * as z from 'zod';
import { synthTemplate } from '../../../infra/synth.ts';
import { asTested } from '../../support/stack-under-test.ts';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
const templateSchema = z.object({ Resources: z.record(z.string(), resourceSchema) });

export interface Resource extends z.infer<typeof resourceSchema> {
  id: string;
}

const outdir = mkdtempSync(join(tmpdir(), 'dung-han-template-'));
const synthesized = synthTemplate({}, { outdir });
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

export const { assetsDir } = synthesized;
const resources: Resource[] = Object.entries(templateSchema.parse(asTested(synthesized.template)).Resources).map(
  ([id, resource]) => ({ id, ...resource }),
);

/** The template's resources of a type, the properties that a test looks at parsed; a type with none is a mistake of the test. */
export function all<Schema extends z.ZodType>(type: string, schema: Schema): (Resource & { props: z.infer<Schema> })[] {
  const found = resources.filter((resource) => resource.Type === type);
  if (found.length === 0) throw new Error(`the template has no ${type}`);
  return found.map((resource) => ({ ...resource, props: schema.parse(resource.Properties) }));
}

const list = <Item extends z.ZodType>(item: Item) =>
  z.union([item, z.array(item)]).transform((value) => (Array.isArray(value) ? value : [value]));

export const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: list(z.string()),
  Resource: list(z.unknown()).optional(),
  Principal: z.unknown().optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
export type Statement = z.infer<typeof statementSchema>;
export const documentSchema = z.object({ Statement: z.array(statementSchema) });

export const refSchema = z.object({ Ref: z.string() });
export const arnSchema = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) });

/** The logical id of the resource whose ARN a property holds. */
export const idOf = (arn: unknown): string => arnSchema.parse(arn)['Fn::GetAtt'][0];

const functionSchema = z.object({
  Architectures: z.array(z.string()),
  Code: z.object({ S3Key: z.string() }),
  Description: z.string(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
  Handler: z.string(),
  LoggingConfig: z.object({ LogFormat: z.string(), LogGroup: refSchema }),
  Role: arnSchema,
  Runtime: z.string(),
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })),
  Timeout: z.number(),
});

/** The functions, by the names of their folders. */
export const functions = all('AWS::Lambda::Function', functionSchema).map((resource) => ({
  ...resource,
  name: resource.props.Tags.find(({ Key }) => Key === 'function')?.Value ?? '',
  bundle: join(assetsDir, `asset.${resource.props.Code.S3Key.replace(/\.zip$/, '')}`),
}));
export const nameOfFunction = (arn: unknown) => functions.find(({ id }) => id === idOf(arn))?.name;

const policySchema = z.object({ PolicyDocument: documentSchema, Roles: z.array(refSchema) });

/** What roles may do: every statement with the name of the function whose role it is, or the role's own id. */
export const granted: { who: string; statement: Statement }[] = all('AWS::IAM::Policy', policySchema).flatMap(
  ({ props }) =>
    props.Roles.flatMap(({ Ref: role }) => {
      const owner = functions.find((candidate) => idOf(candidate.props.Role) === role);
      return props.PolicyDocument.Statement.map((statement) => ({ who: owner?.name ?? role, statement }));
    }),
);
