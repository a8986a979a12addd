import * as z from 'zod';

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

// Strict: an element that is not judged here (NotAction, Principal…) must not be passed over.
const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts,
  Resource: texts,
  Condition: z.record(z.string(), z.record(z.string(), texts)).default({}),
});

/** An IAM policy document, intrinsics resolved. */
export const policySchema = z.object({ Statement: z.array(statementSchema) });
export type Policy = z.infer<typeof policySchema>;

/** One thing that a function wants to do to one resource. */
export interface Access {
  /** `dynamodb:GetItem` */
  action: string;
  /** ARN. */
  resource: string;
  /** Values of condition keys. */
  context: Readonly<Record<string, readonly string[]>>;
}

/** `*` stands for any text, `?` for one character, as in IAM. */
export function matcher(pattern: string): (text: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 's');
  return (text) => expression.test(text);
}

type Test = (actual: readonly string[] | undefined) => boolean;

/** The test of one condition key. A key that the request does not have fails it, except under `ForAllValues`. */
function conditionTest(operator: string, allowed: readonly string[]): Test {
  const [, forAll, plain = ''] = /^(ForAllValues:)?(.*)$/.exec(operator) ?? [];
  const tests: Readonly<Record<string, (value: string) => boolean>> = {
    StringEquals: (value) => allowed.includes(value),
    StringLike: (value) => allowed.map(matcher).some((matches) => matches(value)),
  };
  const test = tests[plain];
  if (!test) throw new Error(`policy condition ${operator} is not known to the local cloud`);
  return (actual) => (forAll ? (actual ?? []).every(test) : (actual?.length === 1 && actual.every(test)) || false);
}

/** The least that can be taken from a role: one action on one resource, under one value of each condition. */
export interface Grant {
  /** `dynamodb:PutItem on arn:… with dynamodb:LeadingKeys UNIT#*` */
  name: string;
  /** Whether it is among what an access leans on. */
  bears: (access: Access) => boolean;
}

/** Every choice of one item of each list. */
export const combinations = <Item>(lists: readonly (readonly Item[])[]): Item[][] =>
  lists.reduce<Item[][]>((all, list) => all.flatMap((some) => list.map((item) => [...some, item])), [[]]);

/** What policies allow, taken apart into single grants. Throws on a condition that it does not know. */
export function grantsOf(policies: readonly Policy[]): Grant[] {
  const allowing = policies.flatMap(({ Statement }) => Statement).filter(({ Effect }) => Effect === 'Allow');
  return allowing.flatMap(({ Action, Resource, Condition }) => {
    const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) =>
        values.map((value) => ({ key, value, test: conditionTest(operator, [value]) })),
      ),
    );
    return combinations(conditions).flatMap((under) =>
      Action.flatMap((action) => Resource.map((resource) => grantOf(action, resource, under))),
    );
  });
}

function grantOf(
  action: string,
  resource: string,
  under: readonly { key: string; value: string; test: Test }[],
): Grant {
  const [isAction, isResource] = [matcher(action.toLowerCase()), matcher(resource)];
  const conditions = under.map(({ key, value }) => ` with ${key} ${value}`);
  return {
    name: `${action} on ${resource}${conditions.join('')}`,
    bears: (access) =>
      isAction(access.action.toLowerCase()) &&
      isResource(access.resource) &&
      under.every(({ key, test }) => access.context[key] !== undefined && test(access.context[key])),
  };
}

/**
 * The grants without which an access would be denied: of each of its values of condition keys the one that bears it. Where
 * two bear the same, neither is needed.
 */
export function neededFor(access: Access, grants: readonly Grant[]): Grant[] {
  const values = Object.entries(access.context).map(([key, all]) => all.map((value) => [key, [value]] as const));
  return combinations(values).flatMap((context) => {
    const bearing = grants.filter(({ bears }) => bears({ ...access, context: Object.fromEntries(context) }));
    return bearing.length === 1 ? bearing : [];
  });
}

/** Compiles policies into a judgement. Throws on a condition that it does not know, before anything is asked. */
export function compilePolicies(policies: readonly Policy[]): (access: Access) => boolean {
  const statements = policies
    .flatMap(({ Statement }) => Statement)
    .map(({ Effect, Action, Resource, Condition }) => {
      const actions = Action.map((action) => matcher(action.toLowerCase()));
      const resources = Resource.map(matcher);
      const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, allowed]) => ({ key, test: conditionTest(operator, allowed) })),
      );
      return {
        effect: Effect,
        applies: ({ action, resource, context }: Access) =>
          actions.some((matches) => matches(action.toLowerCase())) &&
          resources.some((matches) => matches(resource)) &&
          conditions.every(({ key, test }) => test(context[key])),
      };
    });
  return (access) => {
    const applying = statements.filter(({ applies }) => applies(access));
    return applying.length > 0 && applying.every(({ effect }) => effect === 'Allow');
  };
}
