import { createHash, randomBytes } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type ChecksumAlgorithm,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { BUCKET, filesIn, startStore } from './support.ts';

const a = { Bucket: BUCKET, Key: 'báo cáo.zip' };
const parts = [randomBytes(5 * 1024 ** 2), randomBytes(100)];

async function begun(algorithm: ChecksumAlgorithm = 'CRC32') {
  const store = await startStore();
  const sdk = store.client();
  const { UploadId } = await sdk.send(
    new CreateMultipartUploadCommand({ ...a, ContentType: 'application/zip', ChecksumAlgorithm: algorithm }),
  );
  const upload = async (PartNumber: number, Body: Buffer): Promise<CompletedPart> => {
    const { ETag, ChecksumCRC32 } = await sdk.send(new UploadPartCommand({ ...a, UploadId, PartNumber, Body }));
    return { PartNumber, ETag, ChecksumCRC32 };
  };
  const complete = (Parts: CompletedPart[]) =>
    sdk.send(new CompleteMultipartUploadCommand({ ...a, UploadId, MultipartUpload: { Parts } }));
  return { store, sdk, UploadId, upload, complete };
}

describe('an upload in parts', () => {
  it('becomes one object, and one event, when it is completed', async () => {
    const { store, sdk, upload, complete } = await begun();
    const listed = [];
    for (const [at, part] of parts.entries()) listed.push(await upload(at + 1, part));
    const done = await complete(listed);
    const md5 = createHash('md5');
    for (const part of parts) md5.update(createHash('md5').update(part).digest());
    const etag = `${md5.digest('hex')}-2`;
    expect(done).toMatchObject({
      ETag: `"${etag}"`,
      VersionId: expect.any(String),
      ChecksumCRC32: expect.stringMatching(/-2$/),
    });
    const found = await sdk.send(new GetObjectCommand(a));
    expect(found).toMatchObject({ ContentType: 'application/zip', ETag: `"${etag}"`, VersionId: done.VersionId });
    expect(Buffer.from((await found.Body?.transformToByteArray()) ?? []).equals(Buffer.concat(parts))).toBe(true);
    await store.s3.close();
    expect(store.events).toMatchObject([
      { key: a.Key, etag, reason: 'CompleteMultipartUpload', size: parts[0] ? parts[0].length + 100 : 0 },
    ]);
    expect(await filesIn(store)).toHaveLength(2);
  });

  it('takes the later of two parts with one number', async () => {
    const { sdk, upload, complete } = await begun();
    await upload(1, Buffer.from('first'));
    await complete([await upload(1, Buffer.from('second'))]);
    expect(await (await sdk.send(new GetObjectCommand(a))).Body?.transformToString()).toBe('second');
  });

  it('leaves nothing when it is given up', async () => {
    const { store, sdk, UploadId, upload } = await begun();
    const part = await upload(1, Buffer.from('x'));
    await sdk.send(new AbortMultipartUploadCommand({ ...a, UploadId }));
    expect(await filesIn(store)).toEqual([]);
    await expect(upload(2, Buffer.from('x'))).rejects.toMatchObject({ name: 'NoSuchUpload' });
    const complete = new CompleteMultipartUploadCommand({ ...a, UploadId, MultipartUpload: { Parts: [part] } });
    await expect(sdk.send(complete)).rejects.toMatchObject({ name: 'NoSuchUpload' });
  });

  it.each<[string, (listed: CompletedPart[]) => CompletedPart[], string]>([
    ['in another order', (listed) => listed.toReversed(), 'InvalidPartOrder'],
    ['with a part twice', ([first]) => (first ? [first, first] : []), 'InvalidPartOrder'],
    ['with a part that is not there', (listed) => [...listed, { PartNumber: 9, ETag: '"x"' }], 'InvalidPart'],
    ['with another ETag', ([first]) => [{ ...first, ETag: '"x"' }], 'InvalidPart'],
    ['with another checksum', ([first]) => [{ ...first, ChecksumCRC32: 'AAAAAA==' }], 'InvalidPart'],
    ['with a small part before the last', (listed) => listed, 'EntityTooSmall'],
    ['with no part', () => [], 'MalformedXML'],
  ])('is not completed %s', async (_, change, name) => {
    const { store, upload, complete } = await begun();
    const listed = [await upload(1, Buffer.from('a')), await upload(2, Buffer.from('b'))];
    await expect(complete(change(listed))).rejects.toMatchObject({ name });
    await store.s3.close();
    expect(store.events).toEqual([]);
  });

  it('takes no part without the checksum that was agreed', async () => {
    const { upload } = await begun('SHA256');
    await expect(upload(1, Buffer.from('x'))).rejects.toMatchObject({ name: 'InvalidRequest' });
  });

  it('belongs to its key, and its name leads nowhere else', async () => {
    const { sdk, UploadId } = await begun();
    const elsewhere = { Bucket: BUCKET, PartNumber: 1, Body: 'x' };
    for (const place of [
      { Key: 'other', UploadId },
      { Key: a.Key, UploadId: `x/../${UploadId}` },
      { Key: a.Key, UploadId: '' },
    ])
      await expect(sdk.send(new UploadPartCommand({ ...elsewhere, ...place }))).rejects.toThrow();
    const badNumber = new UploadPartCommand({ ...a, UploadId, PartNumber: 10_001, Body: 'x' });
    await expect(sdk.send(badNumber)).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});
