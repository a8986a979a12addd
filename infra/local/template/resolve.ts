import { type Resource, type Template, TemplateError } from './template.ts';

/** What CloudFormation's pseudo parameters answer on this machine. */
export interface Surroundings {
  account: string;
  region: string;
  stack: string;
}

/** What `Ref` and `Fn::GetAtt` give for a resource. */
export interface Identity {
  ref: string;
  attributes: Readonly<Record<string, string>>;
}

export interface Resolver {
  /** A value with every intrinsic replaced. Throws a TemplateError on what it does not know. */
  resolve(value: unknown): unknown;
  /** Whether the resource is to exist: its condition, if it has one, holds. */
  exists(resource: Resource): boolean;
}

export interface ResolverOptions {
  template: Template;
  surroundings: Surroundings;
  /** Names a resource; `property` resolves one of its properties, so that names may depend on other names. */
  identify: (resource: Resource, property: (name: string) => unknown) => Identity;
}

const NO_VALUE = Symbol('AWS::NoValue');

const asText = (value: unknown, where: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TemplateError(`${where}: expected text, found ${JSON.stringify(value)}`);
};

const asList = (value: unknown, where: string): unknown[] => {
  if (Array.isArray(value)) return value;
  throw new TemplateError(`${where}: expected a list, found ${JSON.stringify(value)}`);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Makes a resolver of the intrinsics that CDK writes; an expression it does not know is an error, not a guess. */
export function createResolver({ template, surroundings, identify }: ResolverOptions): Resolver {
  const { account, region, stack } = surroundings;
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::StackName': stack,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack}/local`,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NoValue': NO_VALUE,
  };
  const identities = new Map<string, Identity>();
  const underway = new Set<string>();

  function identityOf(id: string): Identity {
    const known = identities.get(id);
    if (known) return known;
    const resource = template.resources.get(id);
    if (!resource) throw new TemplateError(`reference to ${id}, which the template does not declare`);
    if (underway.has(id)) throw new TemplateError(`${id} is named by way of itself`);
    underway.add(id);
    const identity = identify(resource, (name) => resolve(resource.properties[name]));
    underway.delete(id);
    identities.set(id, identity);
    return identity;
  }

  function reference(name: string): unknown {
    if (name in pseudo) return pseudo[name];
    if (template.parameterDefaults.has(name)) return template.parameterDefaults.get(name);
    return identityOf(name).ref;
  }

  function attribute(id: string, name: string): string {
    const value = identityOf(id).attributes[name];
    if (value === undefined)
      throw new TemplateError(`Fn::GetAtt ${id}.${name}: not known for ${template.resources.get(id)?.type}`);
    return value;
  }

  function getAtt(argument: unknown): string {
    const parts = typeof argument === 'string' ? argument.split(/\.(.*)/s, 2) : asList(argument, 'Fn::GetAtt');
    const [id, name] = parts.map((part) => asText(resolve(part), 'Fn::GetAtt'));
    return attribute(id ?? '', name ?? '');
  }

  function substitute(argument: unknown): string {
    const [text, values] = Array.isArray(argument) ? argument : [argument, {}];
    const local = isRecord(values) ? values : {};
    return asText(text, 'Fn::Sub').replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in local) return asText(resolve(local[name]), 'Fn::Sub');
      const value = name.includes('.') && !(name in pseudo) ? getAtt(name) : reference(name);
      return asText(value, `Fn::Sub \${${name}}`);
    });
  }

  function select(argument: unknown): unknown {
    const [index, list] = asList(argument, 'Fn::Select');
    const value = asList(resolve(list), 'Fn::Select')[Number(resolve(index))];
    if (value === undefined) throw new TemplateError(`Fn::Select: no element ${JSON.stringify(index)}`);
    return value;
  }

  function findInMap(argument: unknown): unknown {
    const [map, top, second] = asList(resolve(argument), 'Fn::FindInMap').map((key) => asText(key, 'Fn::FindInMap'));
    const value = template.mappings[map ?? '']?.[top ?? '']?.[second ?? ''];
    if (value === undefined) throw new TemplateError(`Fn::FindInMap: nothing at ${map}.${top}.${second}`);
    return value;
  }

  const intrinsics: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (argument) => reference(asText(argument, 'Ref')),
    'Fn::GetAtt': getAtt,
    'Fn::Join': (argument) => {
      const [separator, list] = asList(argument, 'Fn::Join');
      const parts = asList(resolve(list), 'Fn::Join').map((part) => asText(part, 'Fn::Join'));
      return parts.join(asText(separator, 'Fn::Join'));
    },
    'Fn::Sub': substitute,
    'Fn::Select': select,
    'Fn::Split': (argument) => {
      const [separator, text] = asList(argument, 'Fn::Split');
      return asText(resolve(text), 'Fn::Split').split(asText(separator, 'Fn::Split'));
    },
    'Fn::FindInMap': findInMap,
    'Fn::Base64': (argument) => Buffer.from(asText(resolve(argument), 'Fn::Base64')).toString('base64'),
    'Fn::If': (argument) => {
      const [name, yes, no] = asList(argument, 'Fn::If');
      return resolve(holds(asText(name, 'Fn::If')) ? yes : no);
    },
    'Fn::Equals': (argument) => {
      const [a, b] = asList(argument, 'Fn::Equals').map(resolve);
      return JSON.stringify(a) === JSON.stringify(b);
    },
    'Fn::Not': (argument) => !asList(argument, 'Fn::Not').every(truth),
    'Fn::And': (argument) => asList(argument, 'Fn::And').every(truth),
    'Fn::Or': (argument) => asList(argument, 'Fn::Or').some(truth),
  };

  const truth = (condition: unknown): boolean =>
    isRecord(condition) && typeof condition.Condition === 'string'
      ? holds(condition.Condition)
      : resolve(condition) === true;

  function holds(name: string): boolean {
    if (!(name in template.conditions)) throw new TemplateError(`condition ${name} is not declared`);
    return truth(template.conditions[name]);
  }

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve).filter((element) => element !== NO_VALUE);
    if (!isRecord(value)) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (first && entries.length === 1 && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
      const intrinsic = intrinsics[first[0]];
      if (!intrinsic) throw new TemplateError(`${first[0]} is not known to the local cloud`);
      return intrinsic(first[1]);
    }
    const resolved = entries.map(([key, element]): [string, unknown] => [key, resolve(element)]);
    return Object.fromEntries(resolved.filter(([, element]) => element !== NO_VALUE));
  }

  return {
    resolve,
    exists: ({ condition }) => condition === undefined || holds(condition),
  };
}
