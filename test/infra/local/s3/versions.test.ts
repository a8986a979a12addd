import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { BUCKET, filesIn, startStore } from './support.ts';

const a = { Bucket: BUCKET, Key: 'a' };

async function withTwoVersions() {
  const store = await startStore();
  const sdk = store.client();
  const { VersionId: first } = await sdk.send(new PutObjectCommand({ ...a, Body: 'first' }));
  const { VersionId: second } = await sdk.send(new PutObjectCommand({ ...a, Body: 'second' }));
  const read = async (VersionId?: string) => {
    const { Body } = await sdk.send(new GetObjectCommand({ ...a, ...(VersionId ? { VersionId } : {}) }));
    return Body?.transformToString();
  };
  return { store, sdk, first, second, read };
}

describe('a bucket with versions', () => {
  it('keeps every version, and gives the last one unless asked for another', async () => {
    const { read, first, second } = await withTwoVersions();
    expect([await read(), await read(first), await read(second)]).toEqual(['second', 'first', 'second']);
  });

  it('orders the events of a key by their sequencer, also within a millisecond', async () => {
    const store = await startStore();
    const frozen = new Date();
    store.clock.now = () => frozen;
    const sdk = store.client();
    for (const Body of ['1', '2', '3']) await sdk.send(new PutObjectCommand({ ...a, Body }));
    await store.s3.close();
    const sequencers = store.events.map(({ sequencer }) => sequencer);
    expect(new Set(sequencers).size).toBe(3);
    expect([...sequencers].sort()).toEqual(sequencers);
  });

  it('covers a deleted key by a marker, under which the versions remain', async () => {
    const { sdk, read, first } = await withTwoVersions();
    const deleted = await sdk.send(new DeleteObjectCommand(a));
    expect(deleted).toMatchObject({ DeleteMarker: true, VersionId: expect.any(String) });
    await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(read(deleted.VersionId)).rejects.toMatchObject({ name: 'MethodNotAllowed' });
    expect(await read(first)).toBe('first');
  });

  it('brings a key back when its marker is deleted', async () => {
    const { sdk, read } = await withTwoVersions();
    const { VersionId } = await sdk.send(new DeleteObjectCommand(a));
    expect(await sdk.send(new DeleteObjectCommand({ ...a, VersionId }))).toMatchObject({
      DeleteMarker: true,
      VersionId,
    });
    expect(await read()).toBe('second');
  });

  it('deletes one version for good, with its bytes', async () => {
    const { store, sdk, read, first, second } = await withTwoVersions();
    await sdk.send(new DeleteObjectCommand({ ...a, VersionId: second }));
    expect(await read()).toBe('first');
    await expect(read(second)).rejects.toMatchObject({ name: 'NoSuchVersion' });
    await sdk.send(new DeleteObjectCommand({ ...a, VersionId: first }));
    await expect(read()).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await filesIn(store)).toEqual([]);
  });

  it('finds nothing wrong with deleting what is not there', async () => {
    const { sdk } = await withTwoVersions();
    await sdk.send(new DeleteObjectCommand({ ...a, VersionId: 'missing' }));
  });

  it('lists versions and markers, page by page, the newest of a key first', async () => {
    const { sdk, first, second } = await withTwoVersions();
    const { VersionId: marker } = await sdk.send(new DeleteObjectCommand(a));
    const { VersionId: other } = await sdk.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'b', Body: 'b' }));
    await sdk.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'c/d', Body: 'c' }));
    const pages: string[][] = [];
    const list = (input: Partial<ListObjectVersionsCommandInput>) =>
      sdk.send(new ListObjectVersionsCommand({ Bucket: BUCKET, MaxKeys: 1, ...input }));
    for (let page: ListObjectVersionsCommandOutput | undefined = await list({}); page; ) {
      const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      pages.push(found.map(({ Key, VersionId, IsLatest }) => `${Key} ${VersionId} ${IsLatest}`));
      page = page.IsTruncated
        ? await list({ KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker })
        : undefined;
    }
    expect(pages.slice(0, 4)).toEqual([
      [`a ${marker} true`],
      [`a ${second} false`],
      [`a ${first} false`],
      [`b ${other} true`],
    ]);
    expect(pages).toHaveLength(5);
    const { Versions } = await sdk.send(new ListObjectVersionsCommand({ Bucket: BUCKET, Prefix: 'c/' }));
    expect(Versions?.map(({ Key }) => Key)).toEqual(['c/d']);
    const after = await sdk.send(new ListObjectVersionsCommand({ Bucket: BUCKET, KeyMarker: 'a' }));
    expect(after.Versions?.map(({ Key }) => Key)).toEqual(['b', 'c/d']);
  });
});

describe('a bucket without versions', () => {
  async function plain() {
    const store = await startStore();
    await store.s3.createBucket('plain', { versioned: false });
    return { store, sdk: store.client(), at: { Bucket: 'plain', Key: 'a' } };
  }

  it('keeps the last object alone, and names no version', async () => {
    const { store, sdk, at } = await plain();
    await sdk.send(new PutObjectCommand({ ...at, Body: 'first' }));
    const { VersionId } = await sdk.send(new PutObjectCommand({ ...at, Body: 'second' }));
    expect(VersionId).toBeUndefined();
    expect((await sdk.send(new HeadObjectCommand(at))).VersionId).toBeUndefined();
    expect(await filesIn(store)).toHaveLength(2);
    await store.s3.close();
    expect(store.events.map(({ versionId }) => versionId)).toEqual(['null', 'null']);
  });

  it('deletes for good', async () => {
    const { store, sdk, at } = await plain();
    await sdk.send(new PutObjectCommand({ ...at, Body: 'first' }));
    expect((await sdk.send(new DeleteObjectCommand(at))).DeleteMarker).toBeUndefined();
    await expect(sdk.send(new GetObjectCommand(at))).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await filesIn(store)).toEqual([]);
  });

  it('keeps its object under the word null once versions are switched on, which is for good', async () => {
    const { store, sdk, at } = await plain();
    await sdk.send(new PutObjectCommand({ ...at, Body: 'first' }));
    await store.s3.createBucket('plain', { versioned: true });
    await sdk.send(new PutObjectCommand({ ...at, Body: 'second' }));
    const { Body } = await sdk.send(new GetObjectCommand({ ...at, VersionId: 'null' }));
    expect(await Body?.transformToString()).toBe('first');
    await expect(store.s3.createBucket('plain', { versioned: false })).rejects.toThrow('switched off');
  });
});
