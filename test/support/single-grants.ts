import * as z from 'zod';
import { combinations } from '../../infra/local/roles/policy.ts';

/** One action on one resource under one value of each condition, in one statement of a policy of the template. */
export interface SingleGrant {
  /** The logical id of the policy or role. */
  id: string;
  /** Which document of the resource, and which statement of that. */
  document: number;
  statement: number;
  /** The one value taken of each list of the statement: of its actions, its resources, and those of its conditions. */
  picks: readonly number[];
}

const list = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const statementSchema = z.looseObject({
  Effect: z.string(),
  Action: list,
  Resource: list,
  Condition: z.record(z.string(), z.record(z.string(), list)).optional(),
});
type Statement = z.infer<typeof statementSchema>;
const documentSchema = z.looseObject({ Statement: z.array(statementSchema) });
const resourceSchema = z.looseObject({ Type: z.string(), Properties: z.looseObject({}).default({}) });
const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) });
type Resource = z.infer<typeof resourceSchema>;
type Template = z.infer<typeof templateSchema>;

const attachedSchema = z.looseObject({ PolicyDocument: documentSchema });
const inlineSchema = z.looseObject({ Policies: z.array(z.looseObject({ PolicyDocument: documentSchema })) });

/** The policy documents of a resource that say what a role may do. */
function documentsOf({ Type, Properties }: Resource): Statement[][] {
  if (Type === 'AWS::IAM::Policy') return [attachedSchema.parse(Properties).PolicyDocument.Statement];
  const inline = Type === 'AWS::IAM::Role' ? inlineSchema.safeParse(Properties) : undefined;
  return inline?.data?.Policies.map(({ PolicyDocument }) => PolicyDocument.Statement) ?? [];
}

function withDocuments(resource: Resource, documents: readonly Statement[][]): Resource {
  const { Type, Properties } = resource;
  if (Type === 'AWS::IAM::Policy') {
    const { PolicyDocument, ...rest } = attachedSchema.parse(Properties);
    return {
      ...resource,
      Properties: { ...rest, PolicyDocument: { ...PolicyDocument, Statement: documents[0] ?? [] } },
    };
  }
  const { Policies, ...rest } = inlineSchema.parse(Properties);
  const others = Policies.map((policy, i) => ({
    ...policy,
    PolicyDocument: { ...policy.PolicyDocument, Statement: documents[i] ?? [] },
  }));
  return { ...resource, Properties: { ...rest, Policies: others } };
}

/** The lists of a statement, of each of which a single grant has one value. */
const dimensionsOf = ({ Action, Resource: resources, Condition = {} }: Statement): unknown[][] => [
  Action,
  resources,
  ...Object.values(Condition).flatMap((keys) => Object.values(keys)),
];

function withDimensions(statement: Statement, dimensions: readonly unknown[][]): Statement {
  const [Action = [], resources = [], ...values] = dimensions;
  const conditions = Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.keys(keys).map((key) => [key, values.shift() ?? []])),
  ]);
  const Condition = conditions.length > 0 ? { Condition: Object.fromEntries(conditions) } : {};
  return { ...statement, Action, Resource: resources, ...Condition };
}

/** What is left of a statement without one of its grants: statements that together allow all the others. */
function remainder(statement: Statement, picks: readonly number[]): Statement[] {
  const dimensions = dimensionsOf(statement);
  return dimensions.flatMap((values, at) => {
    const others = values.filter((_, i) => i !== picks[at]);
    if (others.length === 0) return [];
    const parts = dimensions.map((all, i) => (i < at ? [all[picks[i] ?? 0]] : i === at ? others : all));
    return [withDimensions(statement, parts)];
  });
}

/** Every single grant that roles of a template have. */
export function singleGrants(template: unknown): SingleGrant[] {
  return Object.entries(templateSchema.parse(template).Resources).flatMap(([id, resource]) =>
    documentsOf(resource).flatMap((statements, document) =>
      statements.flatMap((statement, number) =>
        statement.Effect === 'Allow'
          ? combinations(dimensionsOf(statement).map((values) => [...values.keys()])).map((picks) => ({
              ...{ id, document, statement: number, picks },
            }))
          : [],
      ),
    ),
  );
}

/** The template without one of its grants, and with all others. Throws when there is no such policy. */
export function withoutGrant(template: unknown, { id, document, statement, picks }: SingleGrant): Template {
  const parsed = templateSchema.parse(template);
  const resource = parsed.Resources[id];
  if (!resource) throw new Error(`the template has no ${id}`);
  const documents = documentsOf(resource).map((statements, d) =>
    statements.flatMap((one, s) => (d === document && s === statement ? remainder(one, picks) : [one])),
  );
  return { ...parsed, Resources: { ...parsed.Resources, [id]: withDocuments(resource, documents) } };
}
