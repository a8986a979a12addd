import { accessDenied, invalidArgument, notImplemented, S3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';
import {
  type AuthSettings,
  findSigningKey,
  MAX_SKEW_MS,
  type Malformed,
  parseAmzDate,
  parseCredential,
} from './credential.ts';
import { ALGORITHM, canonicalRequest, type Scope, sameText, sign, stringToSign } from './signature.ts';

/** Who calls, proven; and what a signed body's chunks are chained to. */
export interface Caller {
  accessKeyId: string;
  /** The `x-amz-content-sha256` that was signed: a hash, or one of S3's names for a payload. */
  payloadHash: string;
  chain: { key: Uint8Array; amzDate: string; scope: Scope; signature: string };
}

const MAX_LINK_SECONDS = 7 * 24 * 60 * 60;

interface Claim {
  credential: string;
  signedHeaders: string;
  signature: string;
  amzDate: string;
  token: string | undefined;
  payloadHash: string;
}

function verify(request: S3Request, claim: Claim, settings: AuthSettings, malformed: Malformed): Caller {
  const { amzDate, payloadHash, signature } = claim;
  const parsed = parseCredential(claim.credential, amzDate, settings.region, malformed);
  const key = findSigningKey(parsed, claim.token, settings);
  const signedHeaders = claim.signedHeaders.split(';');
  const unsigned = [...request.headers.keys()].filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !signedHeaders.includes(name),
  );
  if (unsigned.length > 0 || !signedHeaders.includes('host'))
    throw accessDenied('There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned.join(', ') || 'host',
    });
  const query = request.query.entries.filter(([name]) => name !== 'X-Amz-Signature');
  const canonical = canonicalRequest({ ...request, query, signedHeaders, payloadHash });
  const text = stringToSign(amzDate, parsed.scope, canonical);
  if (!sameText(signature, sign(key, text)))
    throw new S3Error(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      { AWSAccessKeyId: parsed.accessKeyId, StringToSign: text, CanonicalRequest: canonical },
    );
  return { accessKeyId: parsed.accessKeyId, payloadHash, chain: { key, amzDate, scope: parsed.scope, signature } };
}

function authenticateHeader(request: S3Request, header: string, settings: AuthSettings): Caller {
  const malformed: Malformed = (message, details) =>
    new S3Error('AuthorizationHeaderMalformed', `The authorization header is malformed; ${message}`, details);
  if (header.startsWith('AWS4-ECDSA-P256-SHA256')) throw notImplemented('signatures of version 4A');
  if (!header.startsWith(`${ALGORITHM} `))
    throw new S3Error(
      'InvalidRequest',
      `The authorization mechanism you have provided is not supported. Use ${ALGORITHM}.`,
    );
  const parts = new Map(
    header
      .slice(ALGORITHM.length)
      .split(',')
      .map((part) => /^([^=]*)=?(.*)$/s.exec(part.trim()))
      .map((match) => [match?.[1] ?? '', match?.[2] ?? ''] as const),
  );
  const [credential, signedHeaders, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((n) => parts.get(n));
  if (!credential || !signedHeaders || !signature || parts.size !== 3)
    throw malformed('expecting exactly Credential, SignedHeaders and Signature.');
  const payloadHash = request.headers.get('x-amz-content-sha256');
  if (payloadHash === undefined)
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  const amzDate = request.headers.get('x-amz-date') ?? '';
  const requestTime = parseAmzDate(amzDate);
  const serverTime = settings.now();
  const token = request.headers.get('x-amz-security-token');
  const claim = { credential, signedHeaders, signature, amzDate, token, payloadHash };
  const atAnyTime = settings.credentials(credential.split('/')[0] ?? '')?.atAnyTime ?? false;
  if (!atAnyTime && Math.abs(serverTime.getTime() - requestTime) > MAX_SKEW_MS)
    throw new S3Error(
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      {
        RequestTime: amzDate,
        ServerTime: serverTime.toISOString(),
        MaxAllowedSkewMilliseconds: String(MAX_SKEW_MS),
      },
    );
  return verify(request, claim, settings, malformed);
}

function authenticateQuery(request: S3Request, settings: AuthSettings): Caller {
  const malformed: Malformed = (message, details) => new S3Error('AuthorizationQueryParametersError', message, details);
  const { query } = request;
  const required = (name: string) => {
    const value = query.get(name);
    if (!value) throw malformed(`Query-string authentication version 4 requires the ${name} parameter.`);
    return value;
  };
  if (query.get('X-Amz-Algorithm') !== ALGORITHM) throw malformed(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
  const expires = required('X-Amz-Expires');
  if (!/^\d{1,6}$/.test(expires) || Number(expires) < 1 || Number(expires) > MAX_LINK_SECONDS)
    throw malformed(`X-Amz-Expires must be between 1 and ${MAX_LINK_SECONDS} seconds`);
  const payloadHash = query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD';
  const amzDate = required('X-Amz-Date');
  const from = parseAmzDate(amzDate);
  const to = from + Number(expires) * 1000;
  const now = settings.now();
  const ServerTime = now.toISOString();
  if (now.getTime() > to)
    throw accessDenied('Request has expired', {
      'X-Amz-Expires': expires,
      Expires: new Date(to).toISOString(),
      ServerTime,
    });
  if (from > now.getTime() + MAX_SKEW_MS) throw accessDenied('Request is not yet valid', { ServerTime });
  const claim = {
    credential: required('X-Amz-Credential'),
    signedHeaders: required('X-Amz-SignedHeaders'),
    signature: required('X-Amz-Signature'),
    token: query.get('X-Amz-Security-Token'),
    amzDate,
    payloadHash,
  };
  return verify(request, claim, settings, malformed);
}

/** Proves who sent a request, by its header or by a presigned link. Anonymous requests are refused. */
export function authenticate(request: S3Request, settings: AuthSettings): Caller {
  const header = request.headers.get('authorization');
  const signedLink = request.query.has('X-Amz-Signature') || request.query.has('X-Amz-Algorithm');
  if (header !== undefined && signedLink)
    throw invalidArgument('Only one auth mechanism allowed', 'Authorization', header);
  if (header !== undefined) return authenticateHeader(request, header, settings);
  if (!signedLink) throw accessDenied();
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw notImplemented('presigned links other than GET, HEAD');
  return authenticateQuery(request, settings);
}
