import type { Caller } from '../auth/authenticate.ts';
import { MAX_OBJECT_BYTES } from '../auth/post-policy.ts';
import { invalidArgument, notImplemented, S3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import {
  type ChecksumAlgorithm,
  checkDigest,
  checkDigestForm,
  checksumHeader,
  declaredChecksum,
  parseContentMd5,
} from './checksums.ts';
import { measure } from './measure.ts';

export interface StoredChecksum {
  algorithm: ChecksumAlgorithm;
  /** Base64; with `-N` behind it when it is made of the checksums of N parts. */
  value: string;
}

/** What is known of a body that was read whole and is what its sender declared. */
export interface ProvenBody {
  size: number;
  /** Hexadecimal; the ETag of an object that came in one piece. */
  md5: string;
  checksum: StoredChecksum | undefined;
}

export interface Payload {
  body: AsyncIterable<Buffer>;
  /** To be asked when `body` is read: refuses bytes that differ from what was declared or signed. */
  prove(): ProvenBody;
}

const STREAMING = {
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { signed: false, trailer: true },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { signed: true, trailer: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { signed: true, trailer: true },
} as const;

const isStreaming = (hash: string): hash is keyof typeof STREAMING => Object.hasOwn(STREAMING, hash);

function declaredLength(headers: ReadonlyMap<string, string>, name: string): number {
  const text = headers.get(name);
  if (text === undefined || !/^\d+$/.test(text))
    throw new S3Error('MissingContentLength', `You must provide the ${name} HTTP header.`);
  const length = Number(text);
  if (length > MAX_OBJECT_BYTES)
    throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
      ProposedSize: text,
      MaxSizeAllowed: String(MAX_OBJECT_BYTES),
    });
  return length;
}

/** The body as it was before the encoding in which it was sent. */
function decode(message: AsyncIterable<Buffer>, { headers }: S3Request, { payloadHash, chain }: Caller) {
  const trailer = headers.get('x-amz-trailer')?.toLowerCase();
  if (!isStreaming(payloadHash)) {
    if (payloadHash.startsWith('STREAMING-')) throw notImplemented(payloadHash);
    if (payloadHash !== 'UNSIGNED-PAYLOAD' && !/^[0-9a-f]{64}$/.test(payloadHash))
      throw invalidArgument(
        'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING value, or a valid sha256 value.',
        'x-amz-content-sha256',
        payloadHash,
      );
    if (trailer !== undefined) throw new S3Error('InvalidRequest', 'A trailer was announced for a body that has none.');
    return { body: message, length: declaredLength(headers, 'content-length'), trailer, trailerValue: () => undefined };
  }
  const mode = STREAMING[payloadHash];
  if (mode.trailer !== (trailer !== undefined))
    throw new S3Error('InvalidRequest', 'x-amz-trailer and x-amz-content-sha256 do not agree about a trailer.');
  if (trailer !== undefined && !trailer.startsWith('x-amz-checksum-')) throw notImplemented(`the trailer ${trailer}`);
  const length = declaredLength(headers, 'x-amz-decoded-content-length');
  return { ...decodeAwsChunked(message, { chain: mode.signed ? chain : undefined, trailer }), length, trailer };
}

/** Opens the body of a signed request for reading, with every promise that its headers make about it. */
export function openPayload(message: AsyncIterable<Buffer>, request: S3Request, caller: Caller): Payload {
  const { headers } = request;
  const decoded = decode(message, request, caller);
  const declared = declaredChecksum(headers, 'x-amz-sdk-checksum-algorithm', decoded.trailer);
  const contentMd5 = parseContentMd5(headers.get('content-md5'));
  const signedHash = /^[0-9a-f]{64}$/.test(caller.payloadHash) ? caller.payloadHash : undefined;
  const algorithms = new Set<ChecksumAlgorithm | 'MD5'>(['MD5']);
  if (declared) algorithms.add(declared.algorithm);
  if (signedHash) algorithms.add('SHA256');
  const measured = measure(decoded.body, algorithms, decoded.length);

  function proveChecksum(): StoredChecksum | undefined {
    if (!declared) return undefined;
    const { algorithm } = declared;
    const expected = { algorithm, value: declared.value ?? decoded.trailerValue() };
    checkDigestForm(expected);
    const value = measured.digest(algorithm).toString('base64');
    if (expected.value === undefined) throw new Error(`${checksumHeader(algorithm)} was declared without a value`);
    checkDigest(algorithm, expected.value, value);
    return { algorithm, value };
  }

  return {
    body: measured.body,
    prove: () => {
      if (measured.size() !== decoded.length)
        throw new S3Error(
          'IncompleteBody',
          'You did not provide the number of bytes specified by the Content-Length HTTP header',
        );
      if (signedHash && measured.digest('SHA256').toString('hex') !== signedHash)
        throw new S3Error(
          'XAmzContentSHA256Mismatch',
          "The provided 'x-amz-content-sha256' header does not match what was computed.",
        );
      if (contentMd5 && measured.digest('MD5').toString('base64') !== contentMd5)
        throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
      return { size: measured.size(), md5: measured.digest('MD5').toString('hex'), checksum: proveChecksum() };
    },
  };
}
