import { S3Error } from './errors.ts';
import type { Answer } from './operations/operation.ts';
import type { S3Request } from './request.ts';

/** What pages of other origins may ask of a bucket; `*` in an origin or header stands for any text. */
export interface CorsRule {
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  /** @default no headers but those that browsers allow every page */
  readonly allowedHeaders?: readonly string[];
  /** @default none */
  readonly exposedHeaders?: readonly string[];
  /** How long a browser may keep the answer. @default as long as it likes */
  readonly maxAgeSeconds?: number;
}

const literally = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

const matches = (pattern: string, text: string) =>
  new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`, 'is').test(text);

interface Asked {
  origin: string;
  method: string;
  headers: readonly string[];
}

const allows = (rule: CorsRule, { origin, method, headers }: Asked) =>
  rule.allowedMethods.includes(method) &&
  rule.allowedOrigins.some((pattern) => matches(pattern, origin)) &&
  headers.every((name) => (rule.allowedHeaders ?? []).some((pattern) => matches(pattern, name)));

function headersOf(rule: CorsRule, { origin, headers }: Asked): Record<string, string> {
  const anyone = rule.allowedOrigins.includes('*');
  return {
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    'access-control-allow-origin': anyone ? '*' : origin,
    ...(anyone ? {} : { 'access-control-allow-credentials': 'true' }),
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(headers.length > 0 ? { 'access-control-allow-headers': headers.join(', ') } : {}),
    ...(rule.exposedHeaders ? { 'access-control-expose-headers': rule.exposedHeaders.join(', ') } : {}),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  };
}

function find(rules: readonly CorsRule[], asked: Asked): Record<string, string> | undefined {
  const rule = rules.find((one) => allows(one, asked));
  return rule && headersOf(rule, asked);
}

/** What an answer carries beside its own headers so that the page which asked may read it. */
export function corsHeaders(rules: readonly CorsRule[], { method, headers }: S3Request): Record<string, string> {
  const origin = headers.get('origin');
  return (origin !== undefined && find(rules, { origin, method, headers: [] })) || {};
}

/** Answers the question that a browser asks before it lets a page send what no form could. */
export function answerPreflight(rules: readonly CorsRule[], { headers }: S3Request): Answer {
  const [origin, method] = [headers.get('origin'), headers.get('access-control-request-method')];
  if (origin === undefined || method === undefined)
    throw new S3Error(
      'BadRequest',
      'Insufficient information. Origin and Access-Control-Request-Method headers are needed.',
    );
  const names = (headers.get('access-control-request-headers') ?? '').split(',').map((name) => name.trim());
  const found = find(rules, {
    origin,
    method,
    headers: names.filter((name) => name !== '').map((n) => n.toLowerCase()),
  });
  if (!found)
    throw new S3Error(
      'AccessForbidden',
      rules.length === 0
        ? 'CORSResponse: CORS is not enabled for this bucket.'
        : 'CORSResponse: This CORS request is not allowed.',
    );
  return { status: 200, headers: found };
}
