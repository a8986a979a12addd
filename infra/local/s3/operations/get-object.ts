import { accessDenied, invalidArgument, S3Error } from '../errors.ts';
import { checksumHeader } from '../payload/checksums.ts';
import type { Query } from '../request.ts';
import type { VersionRecord } from '../storage/records.ts';
import { retentionHeaders } from './object-lock.ts';
import { type Answer, type Call, type Deps, type Operation, quoted, versionHeaders } from './operation.ts';
import { checkPreconditions, parseRange } from './preconditions.ts';

/** Headers that a reader may ask to be given instead of the stored ones. */
const OVERRIDES = [
  'content-type',
  'content-language',
  'expires',
  'cache-control',
  'content-disposition',
  'content-encoding',
] as const;

function overrides(query: Query): Record<string, string> {
  const given = OVERRIDES.flatMap((name) => {
    const value = query.get(`response-${name}`);
    if (value === undefined) return [];
    if (!/^[\x20-\x7e]+$/.test(value))
      throw invalidArgument('Header value cannot be represented using ISO-8859-1.', `response-${name}`, value);
    return [[name, value] as const];
  });
  return Object.fromEntries(given);
}

/** The version that a read means, or S3's answer that there is none. */
function findVersion({ request, bucket, caller }: Call, deps: Deps): VersionRecord {
  const { key, query } = request;
  const versions = bucket.objects.get(key) ?? [];
  const versionId = query.get('versionId');
  if (versionId === '') throw invalidArgument('Version id cannot be the empty string', 'versionId', '');
  const found = versionId === undefined ? versions[0] : versions.find((version) => version.versionId === versionId);
  if (found && !found.deleteMarker) return found;
  if (found && versionId !== undefined)
    throw new S3Error(
      'MethodNotAllowed',
      'The specified method is not allowed against this resource.',
      { Method: request.method, ResourceType: 'DeleteMarker' },
      { allow: 'DELETE', ...versionHeaders(bucket, found) },
    );
  // Whether a key exists is itself a secret from those who may not list.
  if (!deps.authorize({ accessKeyId: caller.accessKeyId, action: 's3:ListBucket', bucket: bucket.name }))
    throw accessDenied();
  if (versionId !== undefined)
    throw new S3Error('NoSuchVersion', 'The specified version does not exist.', { Key: key, VersionId: versionId });
  const headers = found ? versionHeaders(bucket, found) : {};
  throw new S3Error('NoSuchKey', 'The specified key does not exist.', { Key: key }, headers);
}

async function read(call: Call, deps: Deps, withBody: boolean): Promise<Answer> {
  const { request, bucket } = call;
  const version = findVersion(call, deps);
  const identity = {
    etag: quoted(version.etag),
    'last-modified': new Date(version.lastModified).toUTCString(),
    ...versionHeaders(bucket, version),
  };
  if (checkPreconditions(request.headers, version) === 'not-modified') return { status: 304, headers: identity };
  const range = parseRange(request.headers.get('range'), version.size);
  const { start, end } = range ?? { start: 0, end: version.size - 1 };
  const mode = request.headers.get('x-amz-checksum-mode') ?? request.query.get('x-amz-checksum-mode');
  if (mode !== undefined && mode !== 'ENABLED')
    throw invalidArgument('x-amz-checksum-mode must be ENABLED.', 'x-amz-checksum-mode', mode);
  const { checksum } = version;
  const headers = {
    ...version.headers,
    ...overrides(request.query),
    ...identity,
    ...retentionHeaders(version),
    'accept-ranges': 'bytes',
    'content-length': String(end - start + 1),
    ...(range ? { 'content-range': `bytes ${start}-${end}/${version.size}` } : {}),
    ...(mode && checksum && !range
      ? {
          [checksumHeader(checksum.algorithm)]: checksum.value,
          'x-amz-checksum-type': checksum.value.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT',
        }
      : {}),
  };
  const status = range ? 206 : 200;
  if (!withBody || end < start) return { status, headers };
  return { status, headers, body: await deps.storage.read(bucket, version, { start, end }) };
}

const READ = {
  target: 'object',
  select: [],
  query: ['versionId', 'x-amz-checksum-mode', ...OVERRIDES.map((name) => `response-${name}`)],
  headers: ['x-amz-checksum-mode', 'range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'],
  action: ({ query }) => (query.has('versionId') ? 's3:GetObjectVersion' : 's3:GetObject'),
} as const satisfies Partial<Operation>;

export const getObject: Operation = {
  ...READ,
  name: 'GetObject',
  method: 'GET',
  run: (call, deps) => read(call, deps, true),
};

export const headObject: Operation = {
  ...READ,
  name: 'HeadObject',
  method: 'HEAD',
  run: (call, deps) => read(call, deps, false),
};
