import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { ApiEvent } from '../../lib/http/app.ts';
import { checkContract } from './api-contract.ts';

export interface ApiCall {
  method?: string;
  path: string;
  query?: Record<string, string>;
  body?: unknown;
  /** The signed-in user; undefined calls without any. */
  user?: string | undefined;
  at: string;
}

/** The event that the HTTP API hands to a function (payload format 2.0), with the caller already authorised. */
export function apiEvent({ method = 'GET', path, query = {}, body, user, at }: ApiCall): ApiEvent {
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const jwt = { principalId: '', integrationLatency: 0, jwt: { claims: user ? { username: user } : {}, scopes: [] } };
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { 'content-type': 'application/json', host: 'api.example' },
    queryStringParameters: query,
    isBase64Encoded: false,
    ...(text === undefined ? {} : { body: text }),
    requestContext: {
      accountId: '1',
      apiId: 'api',
      domainName: 'api.example',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: at,
      timeEpoch: Date.parse(at),
      authorizer: jwt,
    },
  };
}

export interface ApiAnswer {
  status: number;
  type: string;
  /** JSON read; of a file, what its bytes are as text. */
  body: unknown;
  bytes: Buffer;
}

type ApiHandler = (event: ApiEvent) => Promise<APIGatewayProxyStructuredResultV2>;

/** What an HTTP function answers, as the gateway has it from it. */
export const answerOf = (handler: unknown, request: ApiCall) => (handler as ApiHandler)(apiEvent(request));

/** Calls an HTTP function as the gateway does. Throws when the answer is not as the API is described. */
export async function call(handler: unknown, request: ApiCall): Promise<ApiAnswer> {
  const answer = await answerOf(handler, request);
  const headers = new Headers(Object.entries(answer.headers ?? {}).map(([k, v]) => [k, String(v)] as [string, string]));
  const bytes = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');
  const text = bytes.toString('utf8');
  const status = answer.statusCode ?? 0;
  const type = headers.get('content-type') ?? '';
  const isJson = /json\b/.test(type);
  const body: unknown = isJson ? JSON.parse(text) : text || null;
  const { method = 'GET', path, body: sent } = request;
  checkContract({ method, path, sent, status, type: type.split(';')[0] ?? '', body });
  return { status, type, body, bytes };
}
