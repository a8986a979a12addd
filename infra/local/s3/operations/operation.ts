import type { Readable } from 'node:stream';
import type { Caller } from '../auth/authenticate.ts';
import type { AuthSettings } from '../auth/credential.ts';
import { accessDenied } from '../errors.ts';
import type { S3Request } from '../request.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { VersionRecord } from '../storage/records.ts';
import type { Storage } from '../storage/storage.ts';
import type { Uploads } from '../storage/uploads.ts';

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Text is XML. */
  body?: string | Readable;
}

export type Reason = 'PutObject' | 'PostObject' | 'CompleteMultipartUpload';

export interface Deps extends AuthSettings {
  storage: Storage;
  uploads: Uploads;
  /** Whether the policies of a key's owner allow an action (`s3:GetObject`…) on a bucket or on one of its keys. */
  authorize: (call: { accessKeyId: string; action: string; bucket: string; key?: string }) => boolean;
  /** Tells that an object is complete and durable; returns at once. */
  created: (bucket: Bucket, version: VersionRecord, reason: Reason) => void;
}

export interface Call {
  request: S3Request;
  /** The body as it comes from the wire. */
  message: AsyncIterable<Buffer>;
  bucket: Bucket;
  caller: Caller;
}

/** What one of S3's operations accepts. Whatever a request holds beyond that is answered with NotImplemented. */
export interface Operation {
  /** As the SDK names it. */
  name: string;
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  target: 'bucket' | 'object';
  /** Query parameters that select it among those of the same method and target. */
  select: readonly string[];
  /** Further query parameters. */
  query: readonly string[];
  /** Headers beyond those that carry no meaning for S3; a trailing `*` stands for any ending. */
  headers: readonly string[];
  /** The permission that it needs. */
  action: (request: S3Request) => string;
  run: (call: Call, deps: Deps) => Promise<Answer>;
}

/** Refuses who may not do this. */
export function allow(deps: Pick<Deps, 'authorize'>, accessKeyId: string, action: string, bucket: string, key: string) {
  const resource = key === '' ? { bucket } : { bucket, key };
  if (!deps.authorize({ accessKeyId, action, ...resource }))
    throw accessDenied(`User: ${accessKeyId} is not authorized to perform: ${action}`);
}

export const quoted = (etag: string) => `"${etag}"`;

/** Version headers are given only by buckets that have versions. */
export const versionHeaders = (bucket: Bucket, { versionId, deleteMarker }: VersionRecord): Record<string, string> => ({
  ...(bucket.versioned ? { 'x-amz-version-id': versionId } : {}),
  ...(deleteMarker ? { 'x-amz-delete-marker': 'true' } : {}),
});
