import * as z from 'zod';
import { checkKinds, identify, idleReason } from './kinds.ts';
import { createResolver, type Surroundings } from './resolve.ts';
import { type Resource, type Template, TemplateError } from './template.ts';

/** A resource with its properties resolved and parsed. */
export interface Found<Properties> {
  id: string;
  /** What the template's `Ref` to it gives. */
  ref: string;
  properties: Properties;
}

export interface Listed {
  id: string;
  type: string;
  /** Why nothing of it runs here; absent when it does. */
  idle?: string;
}

/** The template's resources by type, resolved for this machine. */
export interface Inventory {
  surroundings: Surroundings;
  /** Every resource in the order of the template, with the reason why nothing of it runs here, if so. */
  list(): Listed[];
  /**
   * The resources of a type, all or those that `wanted` picks by their logical ids. Throws a TemplateError that names
   * the resource and the property when one does not fit the schema.
   */
  of<Schema extends z.ZodType>(
    type: string,
    schema: Schema,
    wanted?: (id: string) => boolean,
  ): Found<z.infer<Schema>>[];
  /** The `Fn::GetAtt` of a resource. */
  attribute(id: string, name: string): string;
}

/** Takes stock of a template. Throws a TemplateError on a resource type that the local cloud does not know. */
export function takeStock(template: Template, surroundings: Surroundings): Inventory {
  const resolver = createResolver({
    template,
    surroundings,
    identify: (resource, property) => identify(resource, property, surroundings),
  });
  const resources = [...template.resources.values()].filter((resource) => resolver.exists(resource));
  checkKinds(resources);

  function parse<Schema extends z.ZodType>(resource: Resource, schema: Schema): z.infer<Schema> {
    const parsed = schema.safeParse(resolver.resolve(resource.properties));
    if (parsed.success) return parsed.data;
    throw new TemplateError(`${resource.id} (${resource.type}): ${z.prettifyError(parsed.error)}`);
  }

  return {
    surroundings,
    list: () =>
      resources.map((resource) => {
        const idle = idleReason(resource);
        return { id: resource.id, type: resource.type, ...(idle === undefined ? {} : { idle }) };
      }),
    of: (type, schema, wanted = () => true) =>
      resources
        .filter((resource) => resource.type === type && wanted(resource.id))
        .map((resource) => ({
          id: resource.id,
          ref: String(resolver.resolve({ Ref: resource.id })),
          properties: parse(resource, schema),
        })),
    attribute: (id, name) => String(resolver.resolve({ 'Fn::GetAtt': [id, name] })),
  };
}
