import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ApiEvent } from '../../lib/http/app.ts';
import { problems } from '../../lib/http/problem.ts';
import { requestBody } from '../faults/scenarios/office.ts';
import { type Process, startProcess } from '../faults/support/functions.ts';
import { createGrounds } from '../faults/support/ground.ts';
import { FRIDAY, idOf, manifest, OTHER, settleInOctober, UNIT } from '../faults/support/people.ts';
import { apiEvent } from '../support/api-event.ts';
import { drawn, timeFor } from '../support/soak.ts';
import { anyText, bodyLike } from './odd.ts';

type Name =
  | 'requestUpload'
  | 'openRequest'
  | 'openReport'
  | 'decide'
  | 'urge'
  | 'loadUnits'
  | 'manageAccounts'
  | 'serveCalendar'
  | 'read';
interface Route {
  function: Name;
  method: string;
  /** With `*` where something of the caller's stands. */
  path: string;
  /** What may stand there. */
  segment?: string;
  body?: unknown;
}

const id = idOf(UNIT);
const grounds = { reason: 'Mưa lũ', authority: 'Thường trực Tỉnh ủy' };
const paper = {
  receivedAt: FRIDAY,
  documentNumber: '1-BC',
  documentDate: '2026-10-22',
  signedBy: 'A',
  channel: 'post',
};
const log = { reportedAt: FRIDAY, reporter: 'A', receiver: 'B', channel: 'telephone', unit: UNIT };
const list =
  'id,name,category,armed_forces,valid_from,valid_to,successors,contact_email,head_email\nso-a,A,department,no,2021-08-24,,,a@x.example,';

const posts: Route[] = [
  { function: 'requestUpload', method: 'POST', path: '/v1/obligations/*/submissions', segment: id, body: manifest },
  { function: 'openRequest', method: 'POST', path: '/v1/requests', body: { ...requestBody, attachments: [] } },
  { function: 'openRequest', method: 'POST', path: '/v1/requests/*/closing', segment: 'r-2026-1-cv' },
  { function: 'openReport', method: 'POST', path: '/v1/ad-hoc-reports', body: log },
  {
    function: 'openReport',
    method: 'POST',
    path: '/v1/thematic-reports',
    body: { kind: 'pilot', subject: 'A', endedOn: '2026-10-22', unit: UNIT },
  },
  {
    function: 'openReport',
    method: 'POST',
    path: '/v1/central-copies',
    body: { agency: 'A', subject: 'B', sentOn: '2026-10-22', unit: OTHER },
  },
  {
    function: 'decide',
    method: 'POST',
    path: '/v1/obligations/*/decisions',
    segment: id,
    body: { kind: 'extension', version: 1, lastDay: '2026-10-30', ...grounds },
  },
  {
    function: 'decide',
    method: 'POST',
    path: '/v1/obligations/*/receipts',
    segment: id,
    body: { version: 1, ...paper },
  },
  {
    function: 'decide',
    method: 'POST',
    path: '/v1/obligations/*/work-end',
    segment: id,
    body: { version: 1, endedOn: '2026-10-22' },
  },
  { function: 'urge', method: 'POST', path: '/v1/urgings', body: { units: [UNIT], obligations: [id], dryRun: true } },
  { function: 'loadUnits', method: 'PUT', path: '/v1/units', body: list },
  { function: 'loadUnits', method: 'DELETE', path: `/v1/units/${UNIT}/dead-addresses/*`, segment: 'a@x.example' },
  {
    function: 'manageAccounts',
    method: 'PUT',
    path: '/v1/accounts/*',
    segment: 'somebody',
    body: { role: 'unit', unit: UNIT, email: 'a@x.example' },
  },
  { function: 'manageAccounts', method: 'DELETE', path: '/v1/accounts/*', segment: 'somebody' },
  { function: 'serveCalendar', method: 'GET', path: '/v1/calendars/*', segment: `${UNIT}.${'a'.repeat(43)}.ics` },
  { function: 'serveCalendar', method: 'POST', path: '/v1/calendar' },
];
const gets: Route[] = [
  ...['me', 'obligations', 'compliance', 'compliance/series', 'board', 'worklist', 'requests', 'units', 'seals'].map(
    (path) => `/v1/${path}`,
  ),
  ...[
    'obligations/*',
    'submissions/*',
    'submissions/*/files/1',
    'requests/*',
    'requests/*/attachments/1',
    'units/*',
    'seals/*',
    '*',
  ].map((path) => `/v1/${path}`),
].map((path) => ({ function: 'read', method: 'GET', path, segment: id }));

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.enum(Object.keys(problems) as [keyof typeof problems]),
});

let process: Process;
const all = createGrounds();
beforeAll(async () => {
  await all.start();
  const ground = await all.fresh();
  process = startProcess(ground);
  await settleInOctober(process);
});
afterAll(() => all.stop());

const anyone = fc.constantFrom('office', 'leader', UNIT, 'nobody', undefined, '', '__proto__', 'a\u0000b');
const queryNames = [
  'unit',
  'rule',
  'period',
  'year',
  'verdict',
  'limit',
  'next',
  'along',
  'on',
  'dryRun',
  'basis',
  'withdrawn',
  'x',
];
const anyQuery = fc.dictionary(
  fc.constantFrom(...queryNames),
  fc.oneof(anyText, fc.constantFrom('2026', UNIT, 'monthly', '2026-10', 'true', '1')),
  {
    maxKeys: 3,
  },
);
const anyHeaders = fc.dictionary(
  fc.constantFrom('content-type', 'accept', 'host', 'x-forwarded-host', 'cookie', 'content-length'),
  fc.string({ maxLength: 40 }),
  {
    maxKeys: 3,
  },
);
/** Sent as a browser would, or as no browser would. */
const inPath = (text: string, raw: boolean) => (raw ? text : encodeURIComponent(text.toWellFormed()));

type Handler = (event: ApiEvent) => Promise<APIGatewayProxyStructuredResultV2>;

async function expectRefusedOrDone({ function: name, method, path }: Route, event: ApiEvent): Promise<void> {
  const handler: unknown = process[name];
  const { statusCode = 0, headers = {}, body = '' } = await (handler as Handler)(event);
  const told = `${method} ${path} answers ${statusCode} ${body.slice(0, 300)}`;
  expect(statusCode, told).toBeLessThan(500);
  if (statusCode < 400) return;
  expect(headers['content-type'], told).toBe('application/problem+json');
  expect(problemSchema.parse(JSON.parse(body)).status, told).toBe(statusCode);
}

describe('every route', () => {
  // Otherwise nothing below would get past the door.
  it('takes what is in order', async () => {
    const user = (route: Route) => (['requestUpload', 'serveCalendar'].includes(route.function) ? UNIT : 'office');
    const answers = await Promise.all(
      posts.map(async (route) => {
        const path = route.path.replace('*', encodeURIComponent(route.segment ?? ''));
        const { method, body } = route;
        const event = apiEvent({
          method,
          path,
          user: user(route),
          at: FRIDAY,
          ...(body === undefined ? {} : { body }),
        });
        const handler: unknown = process[route.function];
        return [route.path, (await (handler as Handler)(event)).statusCode] as const;
      }),
    );
    // Some name what is not there, or a version that another of them has changed: 404 and 409 are past the door.
    const refused = answers.filter(([, status = 0]) => status >= 400 && ![404, 409].includes(status));
    expect(refused).toEqual([]);
  });
});

const named = (routes: readonly Route[]) =>
  routes.map((route): [string, Route] => [`${route.method} ${route.path}`, route]);

/** DynamoDB takes no partition key longer than 2,048 bytes; API Gateway takes addresses of 10 KB. */
const TOO_LONG = 'a'.repeat(3_000);

describe('an id that is longer than any key', () => {
  it.each(named([...posts, ...gets].filter(({ path }) => path.includes('*'))))(
    '%s is refused like any other that there is not',
    async (_title, route) => {
      const { method, body } = route;
      const path = route.path.replace('*', TOO_LONG);
      for (const user of ['office', UNIT]) {
        const event = apiEvent({ method, path, user, at: FRIDAY, ...(body === undefined ? {} : { body }) });
        await expectRefusedOrDone(route, event);
      }
    },
  );
});

describe.each([...posts, ...gets].map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_title, route) => {
    it(
      'whatever it is sent, by whomever: answers, and refuses with a reason',
      async () => {
        const segment = fc.oneof({ arbitrary: fc.constant(route.segment ?? ''), weight: 3 }, anyText);
        const law = fc.asyncProperty(
          ...([anyone, segment, fc.boolean(), anyQuery, anyHeaders, bodyLike(route.body ?? {}), fc.boolean()] as const),
          async (user, text, raw, query, headers, body, encoded) => {
            const path = route.path.replace('*', () => inPath(text, raw));
            const event = apiEvent({
              method: route.method,
              path,
              query,
              user,
              at: FRIDAY,
              ...(body === undefined ? {} : { body }),
            });
            await expectRefusedOrDone(route, {
              ...event,
              headers: { ...event.headers, ...headers },
              ...(encoded && event.body !== undefined
                ? { isBase64Encoded: true, body: Buffer.from(event.body, 'utf8').toString('base64') }
                : {}),
            });
          },
        );
        await fc.assert(law, drawn(60));
      },
      timeFor(60_000),
    );
  },
);
