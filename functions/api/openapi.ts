import * as z from 'zod';
import { type ProblemCode, problems } from '../../lib/http/problem.ts';
import { accountRequestSchema } from '../../lib/http/requests/account.ts';
import { decisionSchema, offSystemSchema } from '../../lib/http/requests/decision.ts';
import { manifestSchema } from '../../lib/submissions/manifest.ts';
import { filtersSchema, listQuerySchema } from './query.ts';
import * as schemas from './schemas.ts';

interface Operation {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  id: string;
  summary: string;
  query?: z.ZodObject;
  body?: { schema: z.ZodType; type: string };
  answer?: z.ZodType;
  status?: number;
  refusals: ProblemCode[];
  /** Answers anybody, signed in or not. */
  public?: boolean;
}

const json = 'application/json';

const operations: Operation[] = [
  {
    method: 'get',
    path: '/v1/openapi.json',
    id: 'getDescription',
    summary: 'This document',
    answer: z.record(z.string(), z.unknown()),
    refusals: [],
    public: true,
  },
  { method: 'get', path: '/v1/me', id: 'getMe', summary: 'Who is signed in', answer: schemas.me, refusals: [] },
  {
    method: 'get',
    path: '/v1/obligations',
    id: 'listObligations',
    summary: 'Obligations in order of deadline; a unit sees its own only',
    query: listQuerySchema,
    answer: schemas.obligationList,
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/obligations/{id}',
    id: 'getObligation',
    summary: 'An obligation with its history, submissions, notices and the reason for its deadline',
    answer: schemas.obligation,
    refusals: ['not-found'],
  },
  {
    method: 'post',
    path: '/v1/obligations/{id}/submissions',
    id: 'declareSubmission',
    summary: 'Declare a submission and get one upload form per file',
    body: { schema: manifestSchema, type: json },
    answer: schemas.declared,
    status: 201,
    refusals: [
      'invalid-json',
      'forbidden',
      'not-found',
      'conflict',
      'payload-too-large',
      'invalid-manifest',
      'secret-not-accepted',
    ],
  },
  {
    method: 'post',
    path: '/v1/obligations/{id}/decisions',
    id: 'decide',
    summary: 'Extend, waive, accept, return or reject; `version` is the one that was looked at',
    body: { schema: decisionSchema, type: json },
    answer: schemas.decided,
    status: 201,
    refusals: [
      ...(['invalid-json', 'invalid-request', 'forbidden', 'not-found', 'conflict', 'wrong-state'] as const),
      ...(['wrong-date', 'wrong-submission', 'payload-too-large'] as const),
    ],
  },
  {
    method: 'post',
    path: '/v1/obligations/{id}/receipts',
    id: 'receiveOffSystem',
    summary: 'Record a report that was received off-system; it counts',
    body: { schema: offSystemSchema, type: json },
    answer: schemas.decided,
    status: 201,
    refusals: [
      ...(['invalid-json', 'invalid-request', 'forbidden', 'not-found', 'conflict', 'wrong-state'] as const),
      ...(['wrong-date', 'payload-too-large'] as const),
    ],
  },
  {
    method: 'get',
    path: '/v1/submissions/{id}',
    id: 'getSubmission',
    summary: 'A submission file by file, with its receipt once it is received',
    answer: schemas.submission,
    refusals: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/submissions/{id}/files/{file}',
    id: 'getFile',
    summary: 'A link to a received file, good for some minutes',
    answer: schemas.download,
    refusals: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/compliance',
    id: 'getCompliance',
    summary: 'Verdicts counted in all and per unit',
    query: filtersSchema,
    answer: schemas.compliance,
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/seals',
    id: 'listSeals',
    summary: 'The days whose histories are sealed, in order',
    answer: schemas.seals,
    refusals: ['forbidden'],
  },
  {
    method: 'get',
    path: '/v1/seals/{date}',
    id: 'getSeal',
    summary: 'A link to a day’s seal as it was first stored, good for some minutes',
    answer: schemas.seal,
    refusals: ['forbidden', 'not-found'],
  },
  {
    method: 'get',
    path: '/v1/units',
    id: 'listUnits',
    summary: 'The registry, with addresses that mail does not reach',
    answer: schemas.units,
    refusals: ['forbidden'],
  },
  {
    method: 'put',
    path: '/v1/units',
    id: 'loadUnits',
    summary: 'Load the registry from CSV, all or nothing; `dryRun=true` tells what would change',
    query: z.object({ dryRun: z.enum(['true', 'false']).optional() }),
    body: { schema: z.string(), type: 'text/csv' },
    answer: schemas.registryChange,
    refusals: ['forbidden', 'payload-too-large', 'invalid-registry'],
  },
  {
    method: 'put',
    path: '/v1/accounts/{user}',
    id: 'putAccount',
    summary: 'Invite a person, or change what an account may do',
    body: { schema: accountRequestSchema, type: json },
    answer: schemas.account,
    refusals: ['invalid-json', 'invalid-request', 'forbidden', 'payload-too-large'],
  },
  {
    method: 'delete',
    path: '/v1/accounts/{user}',
    id: 'removeAccount',
    summary: 'Remove an account at once',
    status: 204,
    refusals: ['invalid-request', 'forbidden', 'not-found'],
  },
];

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

function responsesOf({ answer, status = 200, refusals, public: open = false }: Operation): Json {
  const content = answer ? { content: { [json]: { schema: schemaOf(answer, 'output') } } } : {};
  const responses: Json = { [status]: { description: 'OK', ...content } };
  const frame: ProblemCode[] = open ? [] : ['unauthorized', 'no-account'];
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
  const document = hoist({ paths, problem: schemaOf(schemas.problem, 'output') }, schemasFound) as { paths: Json };
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
