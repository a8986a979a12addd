import * as z from 'zod';
import { type ProblemCode, problems } from '../../lib/http/problem.ts';
import { accountRequestSchema } from '../../lib/http/requests/account.ts';
import { decisionSchema, offSystemSchema } from '../../lib/http/requests/decision.ts';
import { loadQuerySchema } from '../../lib/http/requests/registry.ts';
import {
  adHocSchema,
  centralCopySchema,
  openRequestSchema,
  ownReportSchema,
  workEndSchema,
} from '../../lib/http/requests/request.ts';
import { urgingSchema } from '../../lib/http/requests/urging.ts';
import { manifestSchema } from '../../lib/submissions/manifest.ts';
import type { Operation } from './operation.ts';
import { paperOperations } from './papers-operations.ts';
import { complianceQuerySchema, listQuerySchema, unitsQuerySchema, yearQuerySchema } from './query.ts';
import * as schemas from './schemas.ts';

const json = 'application/json';
/** What every body of JSON may meet with. */
const writing = ['invalid-json', 'invalid-request', 'forbidden', 'payload-too-large'] as const;

const operations: Operation[] = [
  ...paperOperations,
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
      'wrong-state',
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
    method: 'post',
    path: '/v1/obligations/{id}/work-end',
    id: 'endWork',
    summary: 'Record the day on which the work ended, from which a report due at once counts its days',
    body: { schema: workEndSchema, type: json },
    answer: schemas.decided,
    status: 201,
    refusals: [...writing, 'not-found', 'conflict', 'wrong-state', 'wrong-date'],
  },
  {
    method: 'post',
    path: '/v1/urgings',
    id: 'urge',
    summary: 'Urge units by hand for what is late, or show the letters; they go out with the next sweep',
    body: { schema: urgingSchema, type: json },
    answer: schemas.urged,
    refusals: [...writing],
  },
  {
    method: 'get',
    path: '/v1/requests',
    id: 'listRequests',
    summary: 'Requests for thematic reports, the latest first; Office and leaders',
    answer: schemas.requestList,
    refusals: ['forbidden'],
  },
  {
    method: 'post',
    path: '/v1/requests',
    id: 'openRequest',
    summary: 'Ask for thematic reports by a document; the same request again goes on with what broke off',
    body: { schema: openRequestSchema, type: json },
    answer: schemas.openedRequest,
    status: 201,
    refusals: [...writing, 'already-opened', 'wrong-date', 'secret-not-accepted'],
  },
  {
    method: 'get',
    path: '/v1/requests/{id}',
    id: 'getRequest',
    summary: 'A request with its attachments, whom it asks, and how far it is answered; a unit sees its own part',
    answer: schemas.request,
    refusals: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/requests/{id}/attachments/{file}',
    id: 'getAttachment',
    summary: 'A link to an attachment, good for some minutes',
    answer: schemas.download,
    refusals: ['not-found'],
  },
  {
    method: 'post',
    path: '/v1/requests/{id}/closing',
    id: 'closeRequest',
    summary: 'Close a request under which nothing is awaited any more',
    answer: schemas.closedRequest,
    refusals: ['forbidden', 'not-found', 'wrong-state'],
  },
  {
    method: 'post',
    path: '/v1/thematic-reports',
    id: 'openThematicReport',
    summary: 'A thematic report that a unit sends unasked; then declare a submission to it',
    body: { schema: ownReportSchema, type: json },
    answer: schemas.openedReport,
    status: 201,
    refusals: [...writing, 'conflict', 'wrong-date'],
  },
  {
    method: 'post',
    path: '/v1/ad-hoc-reports',
    id: 'logAdHocReport',
    summary: 'Stage one of an ad hoc report: who told whom, when and how; there is no field for what was said',
    body: { schema: adHocSchema, type: json },
    answer: schemas.openedReport,
    status: 201,
    refusals: [...writing, 'conflict', 'wrong-date'],
  },
  {
    method: 'post',
    path: '/v1/central-copies',
    id: 'openCentralCopy',
    summary: 'A report went to a central agency: one copy is owed the same day',
    body: { schema: centralCopySchema, type: json },
    answer: schemas.openedReport,
    status: 201,
    refusals: [...writing, 'conflict', 'wrong-date'],
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
    summary: 'Verdicts counted in all, and per unit or along successors',
    query: complianceQuerySchema,
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
    path: '/v1/compliance/series',
    id: 'getComplianceSeries',
    summary: 'Verdicts of a year counted by month and category of unit; Office and leaders',
    query: yearQuerySchema,
    answer: schemas.complianceSeries,
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/board',
    id: 'getBoard',
    summary: 'Units × reports of a year, in few bytes; Office and leaders',
    query: yearQuerySchema,
    answer: schemas.board,
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/worklist',
    id: 'getWorklist',
    summary: 'What waits for the Office: to review, late, addresses that mail does not reach, requests to close',
    answer: schemas.worklist,
    refusals: ['forbidden'],
  },
  {
    method: 'get',
    path: '/v1/units',
    id: 'listUnits',
    summary: 'The registry today or as of a date, with addresses that mail does not reach',
    query: unitsQuerySchema,
    answer: schemas.units,
    refusals: ['invalid-request', 'forbidden'],
  },
  {
    method: 'get',
    path: '/v1/units/{id}',
    id: 'getUnit',
    summary: 'A unit, every version of it and who loaded what; a unit sees itself only',
    answer: schemas.unit,
    refusals: ['not-found'],
  },
  {
    method: 'put',
    path: '/v1/units',
    id: 'loadUnits',
    summary:
      'Load the registry from CSV, all or nothing; `dryRun=true` tells what would change and what follows from it',
    query: loadQuerySchema,
    body: { schema: z.string(), type: 'text/csv' },
    answer: schemas.registryChange,
    refusals: ['invalid-request', 'forbidden', 'conflict', 'payload-too-large', 'invalid-registry'],
  },
  {
    method: 'get',
    path: '/v1/calendar',
    id: 'getCalendar',
    summary: 'Whether the unit’s calendar address works',
    answer: schemas.calendarState,
    refusals: ['forbidden'],
  },
  {
    method: 'post',
    path: '/v1/calendar',
    id: 'makeCalendar',
    summary: 'Make the unit’s calendar address; the one before stops working',
    answer: schemas.calendarAddress,
    status: 201,
    refusals: ['forbidden'],
  },
  {
    method: 'delete',
    path: '/v1/calendar',
    id: 'revokeCalendar',
    summary: 'Take the unit’s calendar address back',
    status: 204,
    refusals: ['forbidden'],
  },
  {
    method: 'get',
    path: '/v1/calendars/{address}',
    id: 'readCalendar',
    summary: 'The unit’s deadlines as iCalendar (RFC 5545), by its secret address',
    answer: z.string(),
    answerType: 'text/calendar',
    open: true,
    refusals: ['not-found'],
  },
  {
    method: 'get',
    path: '/v1/accounts',
    id: 'listAccounts',
    summary: 'Every account, those removed included',
    answer: schemas.accounts,
    refusals: ['forbidden'],
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

function responsesOf({ answer, answerType = json, status = 200, refusals, public: open = false }: Operation): Json {
  const types = [answerType].flat();
  const content = answer
    ? { content: Object.fromEntries(types.map((type) => [type, { schema: schemaOf(answer, 'output') }])) }
    : {};
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
    ...(operation.open ? { security: [] } : {}),
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
