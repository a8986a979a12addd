import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { uriEncode, uriEncodePath } from '../request.ts';

/** AWS Signature Version 4 as S3 applies it: the path is encoded once and never normalised. Pure. */

export const ALGORITHM = 'AWS4-HMAC-SHA256';

export const sha256Hex = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');

const hmac = (key: string | Uint8Array, data: string) => createHmac('sha256', key).update(data).digest();

export interface Scope {
  /** `YYYYMMDD` in UTC. */
  date: string;
  region: string;
  service: string;
}

export const scopeText = ({ date, region, service }: Scope) => `${date}/${region}/${service}/aws4_request`;

export const signingKey = (secretAccessKey: string, { date, region, service }: Scope): Uint8Array =>
  [region, service, 'aws4_request'].reduce<Uint8Array>(hmac, hmac(`AWS4${secretAccessKey}`, date));

export const sign = (key: Uint8Array, text: string) => hmac(key, text).toString('hex');

interface Signable {
  method: string;
  /** Decoded. */
  path: string;
  /** Decoded, without the signature itself. */
  query: readonly (readonly [string, string])[];
  headers: ReadonlyMap<string, string>;
  signedHeaders: readonly string[];
  payloadHash: string;
}

const trimHeader = (value: string) => value.trim().replace(/\s+/g, ' ');

// Compared as code units, which for encoded text is the order of bytes that the specification asks for.
const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

export function canonicalRequest({ method, path, query, headers, signedHeaders, payloadHash }: Signable): string {
  const names = [...signedHeaders].sort(byText);
  return [
    method,
    uriEncodePath(path),
    query
      .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
      .sort(([a, x], [b, y]) => byText(a, b) || byText(x, y))
      .map(([name, value]) => `${name}=${value}`)
      .join('&'),
    ...names.map((name) => `${name}:${trimHeader(headers.get(name) ?? '')}`),
    '',
    names.join(';'),
    payloadHash,
  ].join('\n');
}

/** `amzDate` is the request's own `YYYYMMDDTHHMMSSZ`. */
export const stringToSign = (amzDate: string, scope: Scope, canonical: string) =>
  [ALGORITHM, amzDate, scopeText(scope), sha256Hex(canonical)].join('\n');

/** Takes the same time wherever the two differ. */
export function sameText(actual: string, expected: string): boolean {
  const [a, b] = [Buffer.from(actual), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
