import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  PutObjectRetentionCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import type { LocalS3Options } from '../../../../infra/local/s3/server.ts';
import { BUCKET, startStore } from './support.ts';

const DAYS = 30;
const DAY_MS = 24 * 3_600_000;
const at = { Bucket: 'seals', Key: 'seals/2026-10-27' };

async function withLock(overrides: Partial<LocalS3Options> = {}) {
  const store = await startStore(overrides);
  await store.s3.createBucket(at.Bucket, { versioned: true, lockDays: DAYS });
  const now = new Date();
  store.clock.now = () => now;
  const sdk = store.client();
  const put = (change: Partial<PutObjectCommandInput> = {}) =>
    sdk.send(new PutObjectCommand({ ...at, Body: 'a seal', ...change }));
  return { store, sdk, put, now };
}

describe('a bucket with an object lock', () => {
  it('locks every new version for as long as it says, and tells its readers', async () => {
    const { sdk, put, now } = await withLock();
    await put();
    const until = new Date(now.getTime() + DAYS * DAY_MS);
    const locked = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until };
    expect(await sdk.send(new HeadObjectCommand(at))).toMatchObject(locked);
    expect(await sdk.send(new GetObjectCommand(at))).toMatchObject(locked);
  });

  it('deletes no version before its lock has ended, and any after', async () => {
    const { store, sdk, put, now } = await withLock();
    const { VersionId } = await put();
    const remove = () => sdk.send(new DeleteObjectCommand({ ...at, VersionId }));
    await expect(remove()).rejects.toMatchObject({ name: 'AccessDenied' });
    const end = now.getTime() + DAYS * DAY_MS;
    store.clock.now = () => new Date(end - 1);
    await expect(remove()).rejects.toMatchObject({ name: 'AccessDenied' });
    store.clock.now = () => new Date(end);
    // The SDK follows the store's clock once a request was refused for the hour on it.
    await remove();
    await expect(sdk.send(new GetObjectCommand(at))).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('may be covered by a newer version or a marker, under which the locked one stays', async () => {
    const { sdk, put } = await withLock();
    const { VersionId } = await put();
    await put({ Body: 'another' });
    const { VersionId: marker } = await sdk.send(new DeleteObjectCommand(at));
    const { Body } = await sdk.send(new GetObjectCommand({ ...at, VersionId }));
    expect(await Body?.transformToString()).toBe('a seal');
    // A marker holds nothing and is not locked.
    await sdk.send(new DeleteObjectCommand({ ...at, VersionId: marker }));
    const { Versions = [] } = await sdk.send(new ListObjectVersionsCommand({ Bucket: at.Bucket }));
    expect(Versions.at(-1)?.VersionId).toBe(VersionId);
    expect(Versions).toHaveLength(2);
  });

  it('is not written over when asked so', async () => {
    const { put } = await withLock();
    await put({ IfNoneMatch: '*' });
    await expect(put({ IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  it('keeps its locks over a restart, and cannot be rid of them', async () => {
    const { store, put } = await withLock();
    const { VersionId } = await put();
    await expect(store.s3.createBucket(at.Bucket, { versioned: true })).rejects.toThrow('switched off');
    await store.s3.close();
    const again = await startStore({ dataDir: store.dataDir });
    await expect(again.s3.createBucket(at.Bucket, { versioned: true })).rejects.toThrow('switched off');
    const remove = new DeleteObjectCommand({ ...at, VersionId });
    await expect(again.client().send(remove)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('needs versions', async () => {
    const { s3 } = await startStore();
    await expect(s3.createBucket('plain', { versioned: false, lockDays: 1 })).rejects.toThrow('does not have');
  });
});

describe('an upload to a bucket with an object lock', () => {
  it('must prove its bytes', async () => {
    const { store } = await withLock();
    const plain = store.client({ requestChecksumCalculation: 'WHEN_REQUIRED' });
    const put = (change: object) => plain.send(new PutObjectCommand({ ...at, Body: 'a seal', ...change }));
    await expect(put({})).rejects.toMatchObject({ name: 'InvalidRequest' });
    await put({ ChecksumAlgorithm: 'SHA256' });
  });

  it('may ask for a longer lock', async () => {
    const { sdk, put, now } = await withLock();
    const ObjectLockRetainUntilDate = new Date(now.getTime() + 400 * DAY_MS);
    await put({ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate });
    const seen = await sdk.send(new HeadObjectCommand(at));
    // The header of a request holds whole seconds.
    const ms = seen.ObjectLockRetainUntilDate?.getTime() ?? 0;
    expect(Math.abs(ms - ObjectLockRetainUntilDate.getTime())).toBeLessThan(1000);
  });

  it('may not ask for a lock without the right to', async () => {
    const { put, now } = await withLock({ authorize: ({ action }) => action !== 's3:PutObjectRetention' });
    await put();
    const ObjectLockRetainUntilDate = new Date(now.getTime() + 400 * DAY_MS);
    await expect(put({ ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate })).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  const future = new Date('2100-01-01T00:00:00Z');
  it.each<[string, Partial<PutObjectCommandInput>, string]>([
    ['a mode and no end', { ObjectLockMode: 'COMPLIANCE' }, 'InvalidArgument'],
    ['an end and no mode', { ObjectLockRetainUntilDate: future }, 'InvalidArgument'],
    [
      'an end that has passed',
      { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: new Date('2020-01-01T00:00:00Z') },
      'InvalidArgument',
    ],
    [
      'a mode that the store does not know',
      { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: future },
      'NotImplemented',
    ],
    ['a legal hold', { ObjectLockLegalHoldStatus: 'ON' }, 'NotImplemented'],
    [
      'a lock where there is none',
      { Bucket: BUCKET, ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: future },
      'InvalidRequest',
    ],
  ])('is refused with %s', async (_, change, name) => {
    const { put } = await withLock();
    await expect(put(change)).rejects.toMatchObject({ name });
  });

  it('cannot change a lock afterwards, nor begin in parts with one of its own: neither is known here', async () => {
    const { sdk, put } = await withLock();
    await put();
    const Retention = { Mode: 'COMPLIANCE' as const, RetainUntilDate: new Date('2020-01-01T00:00:00Z') };
    await expect(sdk.send(new PutObjectRetentionCommand({ ...at, Retention }))).rejects.toMatchObject({
      name: 'NotImplemented',
    });
    const parts = new CreateMultipartUploadCommand({
      ...at,
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: future,
    });
    await expect(sdk.send(parts)).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});
