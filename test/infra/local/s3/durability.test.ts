import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BUCKET, filesIn, startStore } from './support.ts';

async function directory() {
  const dataDir = await mkdtemp(join(tmpdir(), 'local-s3-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  return dataDir;
}

const at = (Key: string) => ({ Bucket: BUCKET, Key });

/** The path of the one file whose name ends so. */
async function fileIn(dataDir: string, ending: string): Promise<string> {
  const names = await readdir(dataDir, { recursive: true });
  const [name, ...others] = names.filter((one) => one.endsWith(ending) && !one.endsWith('bucket.json'));
  if (!name || others.length > 0) throw new Error(`not one file ${ending}: ${names.join(' ')}`);
  return join(dataDir, name);
}

describe('a store that is started again', () => {
  it('has every version, in order, with what belongs to it', async () => {
    const dataDir = await directory();
    const before = await startStore({ dataDir });
    const sdk = before.client();
    const { VersionId } = await sdk.send(new PutObjectCommand({ ...at('../a'), Body: 'first' }));
    await sdk.send(
      new PutObjectCommand({ ...at('../a'), Body: 'second', ContentType: 'text/x', Metadata: { m: 'v' } }),
    );
    await before.s3.close();

    const after = await startStore({ dataDir });
    const again = after.client();
    const newest = await again.send(new GetObjectCommand(at('../a')));
    expect(newest).toMatchObject({ ContentType: 'text/x', Metadata: { m: 'v' }, ContentLength: 6 });
    expect(await newest.Body?.transformToString()).toBe('second');
    const oldest = await again.send(new GetObjectCommand({ ...at('../a'), VersionId }));
    expect(await oldest.Body?.transformToString()).toBe('first');
  });

  it('goes on with its sequence, though its clock stands behind', async () => {
    const dataDir = await directory();
    const before = await startStore({ dataDir });
    await before.client().send(new PutObjectCommand({ ...at('a'), Body: '1' }));
    await before.s3.close();
    const after = await startStore({ dataDir });
    after.clock.now = () => new Date(Date.now() - 60_000);
    await after.client().send(new PutObjectCommand({ ...at('a'), Body: '2' }));
    await after.s3.close();
    const [first, second] = [...before.events, ...after.events].map(({ sequencer }) => sequencer);
    expect(String(second) > String(first)).toBe(true);
  });

  it('goes on with an upload in parts', async () => {
    const dataDir = await directory();
    const before = await startStore({ dataDir });
    const sdk = before.client();
    const { UploadId } = await sdk.send(new CreateMultipartUploadCommand(at('a')));
    const { ETag } = await sdk.send(new UploadPartCommand({ ...at('a'), UploadId, PartNumber: 1, Body: 'part' }));
    await before.s3.close();
    const again = (await startStore({ dataDir })).client();
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    await again.send(new CompleteMultipartUploadCommand({ ...at('a'), UploadId, MultipartUpload }));
    expect(await (await again.send(new GetObjectCommand(at('a')))).Body?.transformToString()).toBe('part');
  });
});

describe('a store that was stopped in the middle', () => {
  async function stopped(Body = 'bytes') {
    const dataDir = await directory();
    const store = await startStore({ dataDir });
    await store.client().send(new PutObjectCommand({ ...at('a'), Body }));
    await store.s3.close();
    const keys = async () => {
      const { Contents = [] } = await (await startStore({ dataDir }))
        .client()
        .send(new ListObjectsV2Command({ Bucket: BUCKET }));
      return Contents.map(({ Key }) => Key);
    };
    return { dataDir, keys };
  }

  it('sweeps away what was still being received', async () => {
    const { dataDir, keys } = await stopped();
    const whole = await filesIn({ dataDir });
    await writeFile(join(dataDir, 'tmp', 'half'), 'half');
    expect(await keys()).toEqual(['a']);
    expect(await filesIn({ dataDir })).toEqual(whole);
  });

  it('sweeps away bytes without a record', async () => {
    const { dataDir, keys } = await stopped();
    await rm(await fileIn(dataDir, '.json'));
    expect(await keys()).toEqual([]);
    expect(await filesIn({ dataDir })).toEqual([]);
  });

  it('knows no object whose bytes are not all there', async () => {
    const { dataDir, keys } = await stopped();
    await truncate(await fileIn(dataDir, '.body'), 3);
    expect(await keys()).toEqual([]);
  });

  it('knows no bucket that was not finished', async () => {
    const { dataDir, keys } = await stopped();
    await mkdir(join(dataDir, 'buckets', 'half'));
    expect(await keys()).toEqual(['a']);
  });

  it('does not start over a record that it cannot read', async () => {
    const { dataDir, keys } = await stopped();
    const record = await fileIn(dataDir, '.json');
    await writeFile(record, '{}');
    await expect(keys()).rejects.toThrow(record);
  });

  it('puts no key into a path', async () => {
    const { dataDir } = await stopped();
    const directories = (await readdir(join(dataDir, 'buckets', BUCKET, 'objects'))).map((name) => name);
    expect(directories).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(dirname(dirname(await fileIn(dataDir, '.body')))).toBe(join(dataDir, 'buckets', BUCKET, 'objects'));
  });
});

describe('those who are told of objects', () => {
  it('keep nobody waiting, and may fail', async () => {
    const logged: string[] = [];
    let finish = () => {};
    const store = await startStore({
      onObjectCreated: ({ key }) =>
        key === 'slow' ? new Promise((resolve) => (finish = resolve)) : Promise.reject(new Error('failed')),
      log: (_, code) => void logged.push(code),
    });
    const sdk = store.client();
    await sdk.send(new PutObjectCommand({ ...at('slow'), Body: 'x' }));
    await sdk.send(new PutObjectCommand({ ...at('failing'), Body: 'x' }));
    const closed = store.s3.close();
    finish();
    await closed;
    expect(logged.filter((code) => code === 's3-listener-failed')).toHaveLength(1);
  });

  it('find the object there, and all of it', async () => {
    const found: (string | undefined)[] = [];
    const store = await startStore({
      async onObjectCreated({ key, versionId }) {
        const { Body } = await store.client().send(new GetObjectCommand({ ...at(key), VersionId: versionId }));
        found.push(await Body?.transformToString());
      },
    });
    await store.client().send(new PutObjectCommand({ ...at('a'), Body: 'bytes' }));
    await store.s3.close();
    expect(found).toEqual(['bytes']);
  });
});
