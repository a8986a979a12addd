import { notImplemented } from '../errors.ts';
import type { S3Request } from '../request.ts';
import { completeMultipartUpload } from './complete-upload.ts';
import { deleteObject } from './delete-object.ts';
import { getObject, headObject } from './get-object.ts';
import { listObjectsV2 } from './list-objects.ts';
import { listObjectVersions } from './list-versions.ts';
import { abortMultipartUpload, createMultipartUpload, uploadPart } from './multipart-upload.ts';
import type { Operation } from './operation.ts';
import { putObject } from './put-object.ts';
import { isListed } from './stored-headers.ts';

const OPERATIONS: readonly Operation[] = [
  getObject,
  headObject,
  putObject,
  deleteObject,
  listObjectsV2,
  listObjectVersions,
  createMultipartUpload,
  uploadPart,
  completeMultipartUpload,
  abortMultipartUpload,
];

/** Parameters that any request may have: the SDK's name for the operation, and a link's signature. */
const COMMON_QUERY = [
  'x-id',
  'X-Amz-Algorithm',
  'X-Amz-Content-Sha256',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
];

const COMMON_HEADERS = ['x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token', 'x-amz-user-agent'];

/** Headers that change what a request means, wherever they stand. */
const MEANINGFUL = [
  'x-amz-*',
  'if-match',
  'if-none-match',
  'if-modified-since',
  'if-range',
  'if-unmodified-since',
  'range',
];

/** Refuses headers that the operation would otherwise pass over in silence. */
export function refuseUnknownHeaders({ headers }: S3Request, known: readonly string[]): void {
  const unknown = [...headers.keys()].find(
    (name) => isListed(name, MEANINGFUL) && !isListed(name, [...COMMON_HEADERS, ...known]),
  );
  if (unknown !== undefined)
    throw notImplemented(`the header ${unknown}`, { Header: unknown, ...{ Value: headers.get(unknown) ?? '' } });
}

/** The operation that a request asks for; refuses a request of which any part is unknown here. */
export function chooseOperation(request: S3Request): Operation {
  const { method, key, query } = request;
  const target = key === '' ? 'bucket' : 'object';
  const [operation] = OPERATIONS.filter(
    (one) => one.method === method && one.target === target && one.select.every((name) => query.has(name)),
  ).sort((a, b) => b.select.length - a.select.length);
  if (!operation) throw notImplemented(`${method} on a ${target}`);
  const known = [...COMMON_QUERY, ...operation.select, ...operation.query];
  const unknown = query.entries.find(([name]) => !known.includes(name));
  if (unknown) throw notImplemented(`${operation.name} with ${unknown[0]}`);
  const id = query.get('x-id');
  if (id !== undefined && id !== operation.name) throw notImplemented(id);
  refuseUnknownHeaders(request, operation.headers);
  return operation;
}
