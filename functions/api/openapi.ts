import * as z from 'zod';
import { type ProblemCode, problems } from '../../lib/http/problem.ts';
import { operations } from './operations/index.ts';
import { json, type Operation } from './operations/operation.ts';
import { problem } from './schemas/index.ts';

type Json = Record<string, unknown>;

/** Makes the named parts of a schema components of the document, and every reference point there. */
function hoist(value: unknown, components: Json): unknown {
  if (Array.isArray(value)) return value.map((item) => hoist(item, components));
  if (typeof value !== 'object' || value === null) return value;
  const { $defs, ...members } = value as Json;
  for (const [name, part] of Object.entries(($defs ?? {}) as Json)) components[name] ??= hoist(part, components);
  const entries = Object.entries(members).map(([name, member]) =>
    name === '$ref' && typeof member === 'string'
      ? [name, member.replace('#/$defs/', '#/components/schemas/')]
      : [name, hoist(member, components)],
  );
  return Object.fromEntries(entries);
}

/** The JSON Schema of a schema. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return rest;
}

const parametersOf = ({ path, query }: Operation): Json[] => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(schema as z.ZodType, 'input'),
  })),
];

function responsesOf({ answer, answerType = json, status = 200, refusals, public: isPublic }: Operation): Json {
  const types = [answerType].flat();
  const content = answer
    ? { content: Object.fromEntries(types.map((type) => [type, { schema: schemaOf(answer, 'output') }])) }
    : {};
  const responses: Json = { [status]: { description: 'OK', ...content } };
  const frame: ProblemCode[] = isPublic ? [] : ['unauthorized', 'no-account', 'too-many-requests'];
  const all: ProblemCode[] = [...frame, ...refusals, 'internal-error'];
  const byStatus = Map.groupBy([...new Set(all)], (code) => problems[code].status);
  for (const [refused, codes] of byStatus) {
    const properties = { status: { const: refused }, code: { enum: codes } };
    const schema = { $ref: '#/components/schemas/Problem', type: 'object', properties };
    responses[refused] = { description: codes.join(', '), content: { 'application/problem+json': { schema } } };
  }
  return responses;
}

function describe(operation: Operation): Json {
  const { id, summary, body } = operation;
  const requestBody = body && { required: true, content: { [body.type]: { schema: schemaOf(body.schema, 'input') } } };
  return {
    operationId: id,
    summary,
    parameters: parametersOf(operation),
    ...(operation.public ? { security: [] } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: responsesOf(operation),
  };
}

/** The API described in OpenAPI 3.1, made from the very schemas that check requests. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  const schemasFound: Json = {};
  const document = hoist({ paths, problem: schemaOf(problem, 'output') }, schemasFound) as { paths: Json };
  return {
    openapi: '3.1.0',
    info: { title: 'Đúng hạn', version: '1', description: 'Information-and-reporting regime, dispatch 353-CV/TU' },
    security: [{ bearer: [] }],
    paths: document.paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: schemasFound,
    },
  };
}
