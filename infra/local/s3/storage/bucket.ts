import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory } from './disk.ts';
import { bucketSchema, type Lock, readRecord, type VersionRecord, versionSchema } from './records.ts';

/** One bucket on disk and its index in memory. */

export interface Bucket {
  readonly name: string;
  versioned: boolean;
  /** Locks each new version for so long; a bucket that has it has versions. */
  lock: Lock | undefined;
  readonly path: string;
  /** By key; the newest version first. Holds no empty list. */
  readonly objects: Map<string, VersionRecord[]>;
}

export const BUCKET_FILE = 'bucket.json';
export const OBJECTS = 'objects';
export const UPLOADS = 'uploads';

const keyHash = (key: string) => createHash('sha256').update(key).digest('hex');

/** Where the versions of a key lie. Keys are hashed: no key, however made, is ever part of a path. */
export const keyDirectory = (bucket: Bucket, key: string) => join(bucket.path, OBJECTS, keyHash(key));

export const recordPath = (bucket: Bucket, { key, id }: Pick<VersionRecord, 'key' | 'id'>) =>
  join(keyDirectory(bucket, key), `${id}.json`);

export const bodyPath = (bucket: Bucket, { key, id }: Pick<VersionRecord, 'key' | 'id'>) =>
  join(keyDirectory(bucket, key), `${id}.body`);

/** Makes a key's directory, durably. */
export async function ensureKeyDirectory(bucket: Bucket, key: string): Promise<void> {
  const made = await mkdir(keyDirectory(bucket, key), { recursive: true });
  if (made !== undefined) await syncDirectory(join(bucket.path, OBJECTS));
}

const newestFirst = (a: VersionRecord, b: VersionRecord) => (a.sequencer < b.sequencer ? 1 : -1);

/** A version counts when its body is there in full; what a crash left half done is removed. */
function loadKey(directory: string): VersionRecord[] {
  const names = readdirSync(directory);
  const records = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => readRecord(join(directory, name), versionSchema))
    .filter(({ id, size, deleteMarker }) => {
      const body = join(directory, `${id}.body`);
      return deleteMarker || (existsSync(body) && statSync(body).size === size);
    })
    .sort(newestFirst);
  // An overwritten object without versions may have lost its successor's race against the crash.
  const kept = records.filter(
    ({ versionId }, at) => records.findIndex((other) => other.versionId === versionId) === at,
  );
  const files = new Set(kept.flatMap(({ id }) => [`${id}.json`, `${id}.body`]));
  for (const name of names) if (!files.has(name)) rmSync(join(directory, name));
  return kept;
}

/** Reads a bucket from disk. */
export function loadBucket(path: string): Bucket {
  const { name, versioned, lock } = readRecord(join(path, BUCKET_FILE), bucketSchema);
  const objects = new Map<string, VersionRecord[]>();
  for (const hash of readdirSync(join(path, OBJECTS))) {
    const versions = loadKey(join(path, OBJECTS, hash));
    const [newest] = versions;
    if (newest) objects.set(newest.key, versions);
  }
  return { name, versioned, lock, path, objects };
}
