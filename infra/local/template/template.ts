import * as z from 'zod';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Condition: z.string().optional(),
});

const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Parameters: z.record(z.string(), z.object({ Default: z.unknown().optional() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

/** A resource as the template declares it, intrinsics unresolved. */
export interface Resource {
  /** The logical id. */
  id: string;
  type: string;
  properties: Record<string, unknown>;
  condition: string | undefined;
}

/** A CloudFormation template, as far as running it needs. Resources keep the order in which they are declared. */
export interface Template {
  resources: ReadonlyMap<string, Resource>;
  conditions: Readonly<Record<string, unknown>>;
  parameterDefaults: ReadonlyMap<string, unknown>;
  mappings: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
}

/** What the template says cannot be run as it stands; the message names the resource or the expression. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** Reads a synthesised template. Throws a ZodError when it is none. */
export function readTemplate(json: unknown): Template {
  const { Resources, Conditions, Parameters, Mappings } = templateSchema.parse(json);
  const resources = Object.entries(Resources).map(([id, { Type, Properties, Condition }]): [string, Resource] => [
    id,
    { id, type: Type, properties: Properties, condition: Condition },
  ]);
  return {
    resources: new Map(resources),
    conditions: Conditions,
    parameterDefaults: new Map(Object.entries(Parameters).map(([name, parameter]) => [name, parameter.Default])),
    mappings: Mappings,
  };
}
