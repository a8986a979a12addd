import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import {
  type ChecksumAlgorithm,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { sendSigned } from './signed.ts';
import { BUCKET, filesIn, startStore } from './support.ts';

const key = (Key: string) => ({ Bucket: BUCKET, Key });
const bytes = randomBytes(2 * 1024 ** 2);

async function* pieces() {
  for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
}

const streamed = () => ({ Body: Readable.from(pieces()), ContentLength: bytes.length });

describe('an object put through the SDK', () => {
  it('comes back byte for byte, whether it was sent whole or as a stream', async () => {
    const { client } = await startStore();
    const sdk = client();
    await sdk.send(new PutObjectCommand({ ...key('whole'), Body: bytes }));
    await sdk.send(new PutObjectCommand({ ...key('streamed'), ...streamed() }));
    for (const name of ['whole', 'streamed']) {
      const { Body, ContentLength } = await sdk.send(new GetObjectCommand(key(name)));
      expect(ContentLength).toBe(bytes.length);
      expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
    }
  });

  it.each<[string, ChecksumAlgorithm, string]>([
    ['CRC32', 'CRC32', 'ChecksumCRC32'],
    ['SHA-1', 'SHA1', 'ChecksumSHA1'],
    ['SHA-256', 'SHA256', 'ChecksumSHA256'],
  ])('keeps the checksum with which it was sent: %s', async (_, ChecksumAlgorithm, member) => {
    const { client } = await startStore();
    const sdk = client();
    const whole = await sdk.send(new PutObjectCommand({ ...key('whole'), Body: bytes, ChecksumAlgorithm }));
    const stream = await sdk.send(new PutObjectCommand({ ...key('stream'), ...streamed(), ChecksumAlgorithm }));
    expect(whole).toMatchObject({ [member]: expect.any(String) });
    expect(stream).toMatchObject({ [member]: Reflect.get(whole, member) });
    const head = await sdk.send(new HeadObjectCommand({ ...key('stream'), ChecksumMode: 'ENABLED' }));
    expect(head).toMatchObject({ [member]: Reflect.get(whole, member), ChecksumType: 'FULL_OBJECT' });
  });

  it('keeps its headers and metadata', async () => {
    const { client } = await startStore();
    const sdk = client();
    const headers = {
      ContentType: 'application/pdf',
      ContentDisposition: 'attachment; filename="a.pdf"',
      ContentEncoding: 'gzip',
      ContentLanguage: 'vi',
      CacheControl: 'no-store',
      Metadata: { unit: 'tuan-giao' },
    };
    await sdk.send(new PutObjectCommand({ ...key('a'), ...headers, ...streamed() }));
    const md5 = createHash('md5').update(bytes).digest('hex');
    const found = { ...headers, ETag: `"${md5}"`, ServerSideEncryption: 'AES256', ContentLength: bytes.length };
    expect(await sdk.send(new HeadObjectCommand(key('a')))).toMatchObject(found);
  });

  it('may be empty', async () => {
    const { client } = await startStore();
    const sdk = client();
    await sdk.send(new PutObjectCommand({ ...key('a'), Body: Buffer.alloc(0) }));
    const { Body, ContentLength } = await sdk.send(new GetObjectCommand(key('a')));
    expect([ContentLength, await Body?.transformToString()]).toEqual([0, '']);
  });

  it('is not put over another when asked so, not even by twenty at once', async () => {
    const { client, events, s3 } = await startStore();
    const sdk = client();
    const put = (Body: string) => sdk.send(new PutObjectCommand({ ...key('a'), Body, IfNoneMatch: '*' }));
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => put(`${at}`)));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(19);
    expect(refused).toEqual(
      refused.map(() => ({ status: 'rejected', reason: expect.objectContaining({ name: 'PreconditionFailed' }) })),
    );
    await s3.close();
    expect(events).toHaveLength(1);
  });

  it.each<[string, Partial<PutObjectCommandInput>, string]>([
    ['a wrong checksum', { ChecksumSHA256: createHash('sha256').update('other').digest('base64') }, 'BadDigest'],
    ['a checksum that is none', { ChecksumSHA256: 'AAAA' }, 'InvalidRequest'],
    ['a checksum that the store does not know', { ChecksumAlgorithm: 'CRC64NVME' }, 'NotImplemented'],
    ['a wrong Content-MD5', { ContentMD5: createHash('md5').update('other').digest('base64') }, 'BadDigest'],
    ['a Content-MD5 that is none', { ContentMD5: 'AAAA' }, 'InvalidDigest'],
    ['too much metadata', { Metadata: { a: 'x'.repeat(2048) } }, 'MetadataTooLarge'],
    ['a key that is too long', { Key: 'x'.repeat(1025) }, 'KeyTooLongError'],
    ['an encryption of its own', { ServerSideEncryption: 'aws:kms:dsse' }, 'NotImplemented'],
    ['an access list', { ACL: 'public-read' }, 'NotImplemented'],
    ['a storage class', { StorageClass: 'GLACIER' }, 'NotImplemented'],
    ['tags', { Tagging: 'a=b' }, 'NotImplemented'],
    ['a condition that the store does not know', { IfMatch: '"etag"' }, 'NotImplemented'],
  ])('is refused with %s, and nothing is stored', async (_, change, name) => {
    const store = await startStore();
    const put = new PutObjectCommand({ ...key('a'), Body: 'bytes', ...change });
    await expect(store.client().send(put)).rejects.toMatchObject({ name });
    expect(await filesIn(store)).toEqual([]);
  });

  const right = Buffer.alloc(4);
  right.writeUInt32BE(crc32('bytes'));
  const RIGHT = right.toString('base64');
  const trailing = { 'x-amz-trailer': 'x-amz-checksum-crc32', 'x-amz-decoded-content-length': '5' };
  const stream = (checksum: string) => `5\r\nbytes\r\n0\r\nx-amz-checksum-crc32:${checksum}\r\n\r\n`;

  it.each<[string, Record<string, string>, string, string | undefined]>([
    ['the right checksum behind it', trailing, stream(RIGHT), undefined],
    ['a wrong checksum behind it', trailing, stream('AAAAAA=='), 'BadDigest'],
    ['a checksum behind it that is none', trailing, stream('x'), 'InvalidRequest'],
    [
      'another length than it declared',
      { ...trailing, 'x-amz-decoded-content-length': '6' },
      stream(RIGHT),
      'IncompleteBody',
    ],
    ['more than it declared', { ...trailing, 'x-amz-decoded-content-length': '4' }, stream(RIGHT), 'EntityTooLarge'],
    ['no declared length', { 'x-amz-trailer': 'x-amz-checksum-crc32' }, stream(RIGHT), 'MissingContentLength'],
    ['a checksum of which it did not tell', { 'x-amz-decoded-content-length': '5' }, stream(RIGHT), 'InvalidRequest'],
    [
      'a trailer that means something else',
      { ...trailing, 'x-amz-trailer': 'x-amz-meta-a' },
      stream('x'),
      'NotImplemented',
    ],
  ])('as a stream is taken by what follows it: %s', async (_, headers, body, code) => {
    const store = await startStore();
    const payloadHash = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
    const answer = await sendSigned(store, { method: 'PUT', target: `/${BUCKET}/a`, headers, body, payloadHash });
    expect(answer.code).toBe(code);
    expect((await filesIn(store)).length > 0).toBe(code === undefined);
  });
});

describe('reading an object', () => {
  async function withObject() {
    const store = await startStore();
    const sdk = store.client();
    const lastModified = new Date(Math.floor(Date.now() / 1000) * 1000);
    store.clock.now = () => lastModified;
    const { ETag } = await sdk.send(new PutObjectCommand({ ...key('a'), Body: '0123456789' }));
    const get = async (input: object) => {
      const { Body, ContentRange, ContentLength } = await sdk.send(new GetObjectCommand({ ...key('a'), ...input }));
      return { text: await Body?.transformToString(), ContentRange, ContentLength };
    };
    return { store, sdk, get, ETag, lastModified };
  }

  it.each([
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=8-100', '89', 'bytes 8-9/10'],
    ['bytes=-100', '0123456789', 'bytes 0-9/10'],
    ['bytes=4-2', '0123456789', undefined],
    ['bytes=0-1,3-4', '0123456789', undefined],
    ['lines=1-2', '0123456789', undefined],
  ])('in part: %s', async (Range, text, ContentRange) => {
    const { get } = await withObject();
    expect(await get({ Range })).toEqual({ text, ContentRange, ContentLength: text.length });
  });

  it.each(['bytes=10-', 'bytes=10-20', 'bytes=-0'])('beyond its end is refused: %s', async (Range) => {
    const { get } = await withObject();
    await expect(get({ Range })).rejects.toMatchObject({ name: 'InvalidRange', $metadata: { httpStatusCode: 416 } });
  });

  it('on a condition that holds, and not on one that fails', async () => {
    const { get, ETag, lastModified } = await withObject();
    const [before, after] = [new Date(lastModified.getTime() - 1000), new Date(lastModified.getTime() + 1000)];
    const whole = expect.objectContaining({ text: '0123456789' });
    const failing = (httpStatusCode: number) =>
      expect.objectContaining({ $metadata: expect.objectContaining({ httpStatusCode }) });
    const outcome = (input: object) => get(input).catch((error: unknown) => error);
    expect(await outcome({ IfMatch: ETag })).toEqual(whole);
    expect(await outcome({ IfMatch: '"other"' })).toEqual(failing(412));
    expect(await outcome({ IfNoneMatch: '"other"' })).toEqual(whole);
    expect(await outcome({ IfNoneMatch: ETag })).toEqual(failing(304));
    expect(await outcome({ IfModifiedSince: before })).toEqual(whole);
    expect(await outcome({ IfModifiedSince: lastModified })).toEqual(failing(304));
    expect(await outcome({ IfUnmodifiedSince: after })).toEqual(whole);
    expect(await outcome({ IfUnmodifiedSince: before })).toEqual(failing(412));
    expect(await outcome({ IfMatch: ETag, IfUnmodifiedSince: before })).toEqual(whole);
    expect(await outcome({ IfNoneMatch: '"other"', IfModifiedSince: lastModified })).toEqual(whole);
  });

  it('with headers of the reader’s own, unless no header can carry them', async () => {
    const { sdk, get } = await withObject();
    const found = await sdk.send(
      new GetObjectCommand({ ...key('a'), ResponseContentType: 'text/x', ResponseCacheControl: 'no-store' }),
    );
    expect(found).toMatchObject({ ContentType: 'text/x', CacheControl: 'no-store' });
    await expect(get({ ResponseContentDisposition: 'a\r\nb: c' })).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('that is not there, or in a bucket that is not there', async () => {
    const { sdk } = await withObject();
    await expect(sdk.send(new GetObjectCommand(key('b')))).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(sdk.send(new HeadObjectCommand(key('b')))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
    const elsewhere = new GetObjectCommand({ Bucket: 'missing', Key: 'a' });
    await expect(sdk.send(elsewhere)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});
