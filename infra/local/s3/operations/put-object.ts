import { notImplemented } from '../errors.ts';
import { checksumHeader } from '../payload/checksums.ts';
import { openPayload } from '../payload/payload.ts';
import type { S3Request } from '../request.ts';
import { askedRetention, LOCK_HEADERS, requireProof } from './object-lock.ts';
import { allow, type Operation } from './operation.ts';
import { checkKey, storedAnswerHeaders, storeObject } from './store-object.ts';
import { STORED_HEADERS, storedHeaders } from './stored-headers.ts';

/** Headers that describe a body on its way. */
export const BODY_HEADERS = [
  'x-amz-checksum-*',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-trailer',
  'x-amz-decoded-content-length',
] as const;

/** Reads `If-None-Match`, of which uploads know `*` alone. */
export function onlyIfAbsent({ headers }: S3Request): boolean {
  const condition = headers.get('if-none-match');
  if (condition !== undefined && condition !== '*') throw notImplemented(`If-None-Match: ${condition}`);
  return condition === '*';
}

export const putObject: Operation = {
  name: 'PutObject',
  method: 'PUT',
  target: 'object',
  select: [],
  query: [],
  headers: [...BODY_HEADERS, ...STORED_HEADERS, ...LOCK_HEADERS, 'if-none-match'],
  action: () => 's3:PutObject',
  async run({ request, message, bucket, caller }, deps) {
    checkKey(request.key);
    const retention = askedRetention(request, bucket, deps.now());
    if (retention) allow(deps, caller.accessKeyId, 's3:PutObjectRetention', bucket.name, request.key);
    if (retention || bucket.lock) requireProof(request);
    const upload = {
      bucket,
      key: request.key,
      headers: storedHeaders(request.headers),
      ...(retention ? { retention } : {}),
      onlyIfAbsent: onlyIfAbsent(request),
      reason: 'PutObject' as const,
    };
    const payload = openPayload(message, request, caller);
    const prove = () => {
      const { md5, ...proven } = payload.prove();
      return { ...proven, etag: md5 };
    };
    const version = await storeObject(upload, { body: payload.body, prove }, deps);
    const checksum = version.checksum && {
      [checksumHeader(version.checksum.algorithm)]: version.checksum.value,
      'x-amz-checksum-type': 'FULL_OBJECT',
    };
    return { status: 200, headers: { ...storedAnswerHeaders(bucket, version), ...checksum } };
  },
};
