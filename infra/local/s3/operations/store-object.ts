import { invalidArgument, S3Error } from '../errors.ts';
import type { Payload, ProvenBody } from '../payload/payload.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { Retention, VersionRecord } from '../storage/records.ts';
import { type Deps, quoted, type Reason, versionHeaders } from './operation.ts';

/** Refuses a key that S3 would not take: any text is one, of 1 to 1,024 bytes. */
export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes === 0) throw invalidArgument('User key must have a length greater than 0.', 'key', '');
  if (bytes > 1024)
    throw new S3Error('KeyTooLongError', 'Your key is too long', { Size: String(bytes), MaxSizeAllowed: '1024' });
}

interface Upload {
  bucket: Bucket;
  key: string;
  headers: Record<string, string>;
  /** A lock that was asked for; the bucket's own holds otherwise. */
  retention?: Retention;
  onlyIfAbsent: boolean;
  reason: Reason;
}

/** Reads a body to disk, and makes it an object only when it is whole and what was promised. */
export async function storeObject(
  { bucket, key, headers, retention, onlyIfAbsent, reason }: Upload,
  payload: Pick<Payload, 'body'> & { prove: () => Omit<ProvenBody, 'md5'> & { etag: string } },
  { storage, created }: Pick<Deps, 'storage' | 'created'>,
): Promise<VersionRecord> {
  const staged = await storage.stage(payload.body);
  try {
    const { size, etag, checksum } = payload.prove();
    const attributes = { size, etag, headers, ...(checksum ? { checksum } : {}), ...(retention ? { retention } : {}) };
    const version = await storage.commit(bucket, key, staged, attributes, { onlyIfAbsent });
    created(bucket, version, reason);
    return version;
  } finally {
    await staged.discard();
  }
}

/** What every upload answers. */
export function storedAnswerHeaders(bucket: Bucket, version: VersionRecord): Record<string, string> {
  const encryption = Object.entries(version.headers).filter(([name]) =>
    name.startsWith('x-amz-server-side-encryption'),
  );
  return { etag: quoted(version.etag), ...Object.fromEntries(encryption), ...versionHeaders(bucket, version) };
}
