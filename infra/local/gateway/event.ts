import type { IncomingMessage } from 'node:http';
import type { JWTPayload } from 'jose';
import { DateTime } from 'luxon';
import type { Match } from './routes.ts';

/** Bodies of these types reach the function as text, all others in base64. */
const TEXT = /^(text\/.*|application\/(json|xml|javascript))$/i;

export interface EventInput {
  request: IncomingMessage;
  match: Match;
  body: Buffer;
  requestId: string;
  account: string;
  /** Milliseconds since 1970, by the simulated clock. */
  now: number;
  token: { claims: JWTPayload; scopes: readonly string[] | null } | undefined;
}

const claimText = (value: unknown): string => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value));

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct))
    if (values && name !== 'connection' && name !== 'cookie') headers[name] = values.join(',');
  return headers;
}

function queryOf(raw: string): Record<string, string> {
  const parameters = new URLSearchParams(raw);
  const names = new Set(parameters.keys());
  return Object.fromEntries([...names].map((name) => [name, parameters.getAll(name).join(',')]));
}

/** The path and the raw query of a request; what follows the host when it is written with one. */
export function targetOf(request: IncomingMessage): { path: string; query: string } {
  const [path = '', ...query] = (request.url ?? '/').replace(/^https?:\/\/[^/?]*/i, '').split('?');
  return { path: path || '/', query: query.join('?') };
}

/** The event that API Gateway gives a function for an HTTP request, payload format 2.0. */
export function proxyEvent({ request, match, body, requestId, account, now, token }: EventInput) {
  const { path, query: rawQuery } = targetOf(request);
  const method = request.method ?? 'GET';
  const headers = headersOf(request);
  const query = queryOf(rawQuery);
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  const isText = TEXT.test(type);
  const authorizer = token && {
    jwt: {
      claims: Object.fromEntries(Object.entries(token.claims).map(([name, value]) => [name, claimText(value)])),
      scopes: token.scopes,
    },
  };
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: path,
    rawQueryString: rawQuery,
    ...(request.headers.cookie ? { cookies: request.headers.cookie.split(/;\s*/) } : {}),
    headers,
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    ...(Object.keys(match.pathParameters).length > 0 ? { pathParameters: match.pathParameters } : {}),
    requestContext: {
      accountId: account,
      apiId: 'local',
      ...(authorizer ? { authorizer } : {}),
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.key,
      stage: '$default',
      time: DateTime.fromMillis(now, { zone: 'utc' }).setLocale('en').toFormat('dd/LLL/yyyy:HH:mm:ss ZZZ'),
      timeEpoch: now,
    },
    ...(body.length > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !isText,
  };
}
