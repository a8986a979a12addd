import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { accessDenied, S3Error } from '../errors.ts';
import {
  BUCKET_FILE,
  type Bucket,
  bodyPath,
  ensureKeyDirectory,
  loadBucket,
  OBJECTS,
  recordPath,
  UPLOADS,
} from './bucket.ts';
import { place, randomId, type StagedFile, stageFile, syncDirectory, writeJson } from './disk.ts';
import type { Lock, VersionRecord } from './records.ts';

export type Attributes = Pick<VersionRecord, 'size' | 'etag' | 'headers' | 'checksum' | 'retention'>;

export interface Storage {
  bucket(name: string): Bucket | undefined;
  createBucket(name: string, options: { versioned: boolean; lock?: Lock | undefined }): Promise<void>;
  /** Writes bytes that belong to no object yet. */
  stage(source: AsyncIterable<Uint8Array>): Promise<StagedFile>;
  /** Makes staged bytes the newest version of a key; `onlyIfAbsent` refuses a key that has an object. */
  commit(
    bucket: Bucket,
    key: string,
    staged: StagedFile,
    attributes: Attributes,
    options: { onlyIfAbsent: boolean },
  ): Promise<VersionRecord>;
  /** Covers a key by a delete marker, or removes it where the bucket has no versions. */
  remove(bucket: Bucket, key: string): Promise<VersionRecord | undefined>;
  /** Removes one version for good; refuses one that is locked. */
  removeVersion(bucket: Bucket, version: VersionRecord): Promise<void>;
  /** Opens a body; a deletion that comes later does not take it away from its reader. */
  read(bucket: Bucket, version: VersionRecord, range: { start: number; end: number }): Promise<Readable>;
}

// 1,024 changes within a millisecond keep their order, and the number stays exact until the year 2248.
const STEPS_PER_MS = 1024;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Opens the store in `dataDir`; `now` dates the objects. */
export function openStorage(dataDir: string, now: () => Date): Storage {
  const root = join(dataDir, 'buckets');
  const temporary = join(dataDir, 'tmp');
  rmSync(temporary, { recursive: true, force: true });
  for (const directory of [root, temporary]) mkdirSync(directory, { recursive: true });
  const buckets = new Map<string, Bucket>();
  // A bucket whose making was interrupted has no record yet, and no object.
  for (const name of readdirSync(root))
    if (existsSync(join(root, name, BUCKET_FILE))) buckets.set(name, loadBucket(join(root, name)));

  const known = [...buckets.values()].flatMap(({ objects }) => [...objects.values()].flat());
  let last = known.reduce((max, { sequencer }) => Math.max(max, Number.parseInt(sequencer, 16)), 0);
  const nextSequencer = (at: Date) => {
    last = Math.max(last + 1, at.getTime() * STEPS_PER_MS);
    return last.toString(16).toUpperCase().padStart(16, '0');
  };

  const queues = new Map<string, Promise<unknown>>();
  /** Runs one change of a key after the other. */
  function exclusively<T>(bucket: Bucket, key: string, change: () => Promise<T>): Promise<T> {
    const lane = `${bucket.name}/${key}`;
    const run = (queues.get(lane) ?? Promise.resolve()).then(change, change);
    queues.set(lane, run);
    const leave = () => {
      if (queues.get(lane) === run) queues.delete(lane);
    };
    run.then(leave, leave);
    return run;
  }

  const erase = async (bucket: Bucket, version: VersionRecord) => {
    // The record first: a body without one is swept at the next start, a record without its body would be a loss.
    await rm(recordPath(bucket, version), { force: true });
    await rm(bodyPath(bucket, version), { force: true });
  };

  const forget = (bucket: Bucket, { key, id }: VersionRecord) => {
    const left = (bucket.objects.get(key) ?? []).filter((version) => version.id !== id);
    if (left.length > 0) bucket.objects.set(key, left);
    else bucket.objects.delete(key);
  };

  /** Writes the record, which is what makes a version exist, and drops the version that it replaces. */
  async function publish(bucket: Bucket, version: VersionRecord): Promise<void> {
    await writeJson(temporary, recordPath(bucket, version), version);
    const versions = bucket.objects.get(version.key) ?? [];
    const replaced = versions.filter(({ versionId }) => versionId === version.versionId);
    bucket.objects.set(version.key, [version, ...versions.filter((other) => !replaced.includes(other))]);
    for (const old of replaced) await erase(bucket, old);
  }

  /** The lock that a bucket gives to what is put now, unless whoever puts it asks for another. */
  const lockedBy = ({ lock }: Bucket, at: Date): Pick<Attributes, 'retention'> =>
    lock ? { retention: { mode: lock.mode, until: new Date(at.getTime() + lock.days * DAY_MS).toISOString() } } : {};

  const newVersion = (bucket: Bucket, key: string, deleteMarker: boolean, attributes: Attributes): VersionRecord => {
    const id = randomId();
    const at = now();
    const versionId = bucket.versioned ? id : 'null';
    const dated = { sequencer: nextSequencer(at), lastModified: at.toISOString() };
    const locked = deleteMarker ? {} : lockedBy(bucket, at);
    return { id, key, versionId, ...dated, deleteMarker, ...locked, ...attributes };
  };

  return {
    bucket: (name) => buckets.get(name),
    async createBucket(name, { versioned, lock }) {
      if (!/^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw new Error(`not a bucket's name: ${name}`);
      const existing = buckets.get(name);
      if (lock && !versioned) throw new Error(`${name} cannot lock versions that it does not have`);
      if (existing?.lock && !lock) throw new Error(`the object lock of ${name} cannot be switched off`);
      if (existing?.versioned && !versioned) throw new Error(`the versions of ${name} cannot be switched off`);
      if (existing?.versioned === versioned && existing.lock?.days === lock?.days) return;
      const path = join(root, name);
      for (const directory of [OBJECTS, UPLOADS]) await mkdir(join(path, directory), { recursive: true });
      await writeJson(temporary, join(path, BUCKET_FILE), { name, versioned, lock });
      await syncDirectory(root);
      if (existing) Object.assign(existing, { versioned, lock });
      else buckets.set(name, { name, versioned, lock, path, objects: new Map() });
    },
    stage: (source) => stageFile(temporary, source),
    commit: (bucket, key, staged, attributes, { onlyIfAbsent }) =>
      exclusively(bucket, key, async () => {
        const current = bucket.objects.get(key)?.[0];
        if (onlyIfAbsent && current && !current.deleteMarker)
          throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
            Condition: 'If-None-Match',
          });
        const version = newVersion(bucket, key, false, attributes);
        await ensureKeyDirectory(bucket, key);
        await place(staged, bodyPath(bucket, version));
        await publish(bucket, version);
        return version;
      }),
    remove: (bucket, key) =>
      exclusively(bucket, key, async () => {
        if (!bucket.versioned) {
          for (const version of bucket.objects.get(key) ?? []) {
            forget(bucket, version);
            await erase(bucket, version);
          }
          return undefined;
        }
        const marker = newVersion(bucket, key, true, { size: 0, etag: '', headers: {} });
        await ensureKeyDirectory(bucket, key);
        await publish(bucket, marker);
        return marker;
      }),
    removeVersion: (bucket, version) =>
      exclusively(bucket, version.key, async () => {
        if (version.retention && now() < new Date(version.retention.until))
          throw accessDenied('Access Denied because object protected by object lock.');
        forget(bucket, version);
        await erase(bucket, version);
      }),
    async read(bucket, version, { start, end }) {
      const handle = await open(bodyPath(bucket, version), 'r');
      return handle.createReadStream({ start, end });
    },
  };
}
