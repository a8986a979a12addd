import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { operations } from '../../functions/api/operations/index.ts';
import type { Operation } from '../../functions/api/operations/operation.ts';
import type { ApiEvent } from '../../lib/http/app.ts';
import { problems } from '../../lib/http/problem.ts';
import { type Process, startProcess } from '../faults/support/functions.ts';
import { createGrounds } from '../faults/support/ground.ts';
import { FRIDAY, settleInOctober, UNIT } from '../faults/support/people.ts';
import { apiEvent } from '../support/api-event.ts';
import { drawn, timeFor } from '../support/soak.ts';
import { anyText, bodyLike } from './odd.ts';
import { gets, posts, type Route } from './routes.ts';

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
  'month',
  'quarter',
  'format',
  'withdrawn',
  'x',
];
const oddQuery = fc.dictionary(
  fc.constantFrom(...queryNames),
  fc.oneof(anyText, fc.constantFrom('2026', UNIT, 'monthly', '2026-10', 'true', '1')),
  {
    maxKeys: 3,
  },
);
/** What a route asks for, with something odd beside it or in its place, or none of it. */
const queryLike = ({ query = {} }: Route) =>
  fc.tuple(fc.boolean(), oddQuery).map(([whole, odd]) => (whole ? { ...query, ...odd } : odd));
const anyHeaders = fc.dictionary(
  fc.constantFrom('content-type', 'accept', 'host', 'x-forwarded-host', 'cookie', 'content-length'),
  fc.string({ maxLength: 40 }),
  {
    maxKeys: 3,
  },
);
/** Sent as a browser would, or as no browser would. */
const inPath = (text: string, raw: boolean) => (raw ? text : encodeURIComponent(text.toWellFormed()));

async function expectRefusedOrDone({ function: name, method, path }: Route, event: ApiEvent): Promise<void> {
  const { statusCode, headers = {}, body } = await process[name](event);
  const told = `${method} ${path} answers ${statusCode} ${body.slice(0, 300)}`;
  expect(statusCode, told).toBeLessThan(500);
  if (statusCode < 400) return;
  expect(headers['content-type'], told).toBe('application/problem+json');
  expect(problemSchema.parse(JSON.parse(body)).status, told).toBe(statusCode);
}

const NO_ROUTE = 'Không có địa chỉ này.';

/** Whether a route is one of an operation, with something in each place that the operation leaves open. */
function isOf(operation: Operation, { method, path }: Route): boolean {
  const [described, asked] = [operation.path.split('/'), path.split('/')];
  return (
    operation.method.toUpperCase() === method &&
    described.length === asked.length &&
    described.every((part, i) => part.startsWith('{') || part === asked[i])
  );
}

describe('every route', () => {
  // Otherwise nothing below would get past the door.
  it('takes what is in order', async () => {
    const answers = await Promise.all(
      [...posts, ...gets].map(
        async ({ function: name, method, path: pattern, segment = '', query = {}, body, user = 'office' }) => {
          const path = pattern.replace('*', encodeURIComponent(segment));
          const event = apiEvent({ method, path, query, user, at: FRIDAY, ...(body === undefined ? {} : { body }) });
          const answer = await process[name](event);
          return { route: `${method} ${pattern}`, status: answer.statusCode, said: answer.body };
        },
      ),
    );
    // Some name what is not there, or a version that another of them has changed: 404 and 409 are past the door.
    const refused = answers.filter(({ status }) => status >= 400 && ![404, 409].includes(status));
    expect(refused).toEqual([]);
    const unknown = answers.filter(({ status, said }) => status === 404 && said.includes(NO_ROUTE));
    expect(unknown.map(({ route }) => route)).toEqual(['GET /v1/*']);
  });

  it('of the API is among them', () => {
    const missing = operations.filter((operation) => ![...posts, ...gets].some((route) => isOf(operation, route)));
    expect(missing.map(({ id }) => id)).toEqual([]);
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
          ...([
            anyone,
            segment,
            fc.boolean(),
            queryLike(route),
            anyHeaders,
            bodyLike(route.body ?? {}),
            fc.boolean(),
          ] as const),
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
        await fc.assert(law, drawn(40));
      },
      timeFor(60_000),
    );
  },
);
