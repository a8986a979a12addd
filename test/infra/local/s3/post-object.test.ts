import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { PresignedPost } from '@aws-sdk/s3-presigned-post';
import { describe, expect, it } from 'vitest';
import { BUCKET, filesIn, OWNER, presign, type Store, sendForm, startStore, summary } from './support.ts';

const KEY = 'submissions/a/0';
const bytes = randomBytes(2 * 1024 ** 2);
const sha256 = createHash('sha256').update(bytes).digest('base64');

/** A form as the system makes them: exact key, length, type and checksum, for fifteen minutes. */
const strictForm = (client: S3Client, Key = KEY) =>
  presign(client, {
    Key,
    Fields: {
      'Content-Type': 'application/pdf',
      'x-amz-checksum-algorithm': 'SHA256',
      'x-amz-checksum-sha256': sha256,
    },
    Conditions: [['content-length-range', bytes.length, bytes.length]],
  });

async function expectNothingStored(store: Store) {
  await store.s3.close();
  expect(await filesIn(store)).toEqual([]);
  expect(store.events).toEqual([]);
}

describe('a presigned form that is sent as it was made', () => {
  it('stores two megabytes byte for byte, with their type and checksum', async () => {
    const { client } = await startStore();
    const s3 = client();
    const answer = await sendForm(await strictForm(s3), bytes);
    expect(answer.status).toBe(204);
    const found = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: KEY, ChecksumMode: 'ENABLED' }));
    expect(found).toMatchObject({
      ContentType: 'application/pdf',
      ChecksumSHA256: sha256,
      ContentLength: bytes.length,
    });
    expect(answer.headers.get('x-amz-version-id')).toBe(found.VersionId);
    expect(answer.headers.get('etag')).toBe(found.ETag);
    expect(Buffer.from((await found.Body?.transformToByteArray()) ?? []).equals(bytes)).toBe(true);
  });

  it('tells of the object once it is durable, dated by the store', async () => {
    const { client, events, s3, clock } = await startStore();
    const form = await strictForm(client());
    const later = new Date(Date.now() + 60_000);
    clock.now = () => later;
    const { headers } = await sendForm(form, bytes);
    await s3.close();
    expect(events).toEqual([
      {
        bucket: BUCKET,
        key: KEY,
        size: bytes.length,
        etag: createHash('md5').update(bytes).digest('hex'),
        versionId: headers.get('x-amz-version-id'),
        sequencer: expect.stringMatching(/^[0-9A-F]{16}$/),
        reason: 'PostObject',
        eventTime: later.toISOString(),
      },
    ]);
  });

  it.each([
    ['200', 200, ''],
    ['201', 201, '<PostResponse>'],
    ['204', 204, ''],
    ['999', 204, ''],
  ])('answers as success_action_status asks: %s', async (asked, status, text) => {
    const { client } = await startStore();
    const form = await presign(client(), { Fields: { success_action_status: asked } });
    const answer = await sendForm(form, bytes);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(text);
    expect(answer.headers.get('location')).toContain(`/${BUCKET}/${KEY}`);
  });

  it('may be sent by twenty at once', async () => {
    const { client, events, s3 } = await startStore();
    const sdk = client();
    const keys = Array.from({ length: 20 }, (_, at) => `submissions/a/${at}`);
    const answers = await Promise.all(keys.map(async (key) => sendForm(await strictForm(sdk, key), bytes)));
    expect(answers.map(({ status }) => status)).toEqual(keys.map(() => 204));
    await s3.close();
    expect(events.map(({ key }) => key).sort()).toEqual([...keys].sort());
  });

  it('takes a key as it is, whatever it looks like', async () => {
    const { client } = await startStore();
    const sdk = client();
    const Key = `../../báo cáo/<&>'".pdf`;
    expect((await sendForm(await presign(sdk, { Key }), bytes)).status).toBe(204);
    expect((await sdk.send(new GetObjectCommand({ Bucket: BUCKET, Key }))).ContentLength).toBe(bytes.length);
  });

  it('accepts a session token when the key has one, and only with it', async () => {
    const temporary = { accessKeyId: 'temporary', secretAccessKey: 's', sessionToken: 'the token' };
    const { client } = await startStore({ credentials: () => temporary });
    expect((await sendForm(await presign(client({ credentials: temporary })), bytes)).status).toBe(204);
    const { sessionToken: _, ...without } = temporary;
    const answer = await sendForm(await presign(client({ credentials: without })), bytes);
    expect(answer).toMatchObject({ status: 400, code: 'InvalidToken' });
  });
});

describe('a presigned form that is not sent as it was made is refused, and nothing is stored', () => {
  const larger = Buffer.concat([bytes, Buffer.from('x')]);
  const smaller = bytes.subarray(1);
  const changed = Buffer.from(bytes).fill('x', 0, 1);

  it.each<[string, Uint8Array<ArrayBuffer> | undefined, Record<string, string | undefined>, number, string]>([
    ['a larger file', larger, {}, 400, 'EntityTooLarge'],
    ['a smaller file', smaller, {}, 400, 'EntityTooSmall'],
    ['other bytes of the same length', changed, {}, 400, 'BadDigest'],
    ['no file', undefined, {}, 400, 'InvalidArgument'],
    ['another key', bytes, { key: 'submissions/b/0' }, 403, 'AccessDenied'],
    ['another type', bytes, { 'Content-Type': 'text/html' }, 403, 'AccessDenied'],
    ['another checksum', bytes, { 'x-amz-checksum-sha256': 'A'.repeat(43).concat('=') }, 403, 'AccessDenied'],
    ['another bucket in a field', bytes, { bucket: 'other' }, 403, 'AccessDenied'],
    ['a field more', bytes, { acl: 'public-read' }, 403, 'AccessDenied'],
    ['a field less', bytes, { 'Content-Type': undefined }, 403, 'AccessDenied'],
    ['no key', bytes, { key: undefined }, 403, 'AccessDenied'],
    ['a forged signature', bytes, { 'X-Amz-Signature': 'a'.repeat(64) }, 403, 'SignatureDoesNotMatch'],
    ['no signature', bytes, { 'X-Amz-Signature': undefined }, 400, 'InvalidArgument'],
    ['no policy', bytes, { Policy: undefined }, 403, 'AccessDenied'],
    ['another policy', bytes, { Policy: Buffer.from('{}').toString('base64') }, 403, 'SignatureDoesNotMatch'],
    ['another algorithm', bytes, { 'X-Amz-Algorithm': 'none' }, 400, 'InvalidArgument'],
    ['a date that is none', bytes, { 'X-Amz-Date': 'today' }, 403, 'AccessDenied'],
    ['a date of another day', bytes, { 'X-Amz-Date': '20200101T000000Z' }, 400, 'InvalidArgument'],
    ['an unexpected token', bytes, { 'X-Amz-Security-Token': 'token' }, 400, 'InvalidToken'],
    ['fields without end', bytes, { 'x-ignore-this': 'x'.repeat(21_000) }, 400, 'MaxPostPreDataLengthExceeded'],
  ])('%s', async (_, file, change, status, code) => {
    const store = await startStore();
    expect(await sendForm(await strictForm(store.client()), file, change)).toMatchObject({ status, code });
    await expectNothingStored(store);
  });

  it('after it has expired, but not a second before', async () => {
    const store = await startStore();
    const form = await strictForm(store.client());
    const expiration = Date.now() + 900_000;
    store.clock.now = () => new Date(expiration - 5000);
    expect((await sendForm(form, bytes)).status).toBe(204);
    store.clock.now = () => new Date(expiration + 1000);
    expect(await sendForm(form, bytes)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it('to another bucket', async () => {
    const store = await startStore();
    await store.s3.createBucket('other', { versioned: true });
    const form = await strictForm(store.client());
    const moved = (bucket: string) => ({ ...form, url: form.url.replace(BUCKET, bucket) });
    expect(await sendForm(moved('other'), bytes)).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await sendForm(moved('missing'), bytes)).toMatchObject({ status: 404, code: 'NoSuchBucket' });
    await expectNothingStored(store);
  });

  it.each([
    ['by a key that does not exist', { ...OWNER, accessKeyId: 'nobody' }, 'InvalidAccessKeyId'],
    ['with another secret', { ...OWNER, secretAccessKey: 'guessed' }, 'SignatureDoesNotMatch'],
  ])('signed %s', async (_, credentials, code) => {
    const store = await startStore();
    const form = await strictForm(store.client({ credentials }));
    expect(await sendForm(form, bytes)).toMatchObject({ status: 403, code });
    await expectNothingStored(store);
  });

  it('signed for another region', async () => {
    const store = await startStore();
    const form = await strictForm(store.client({ region: 'us-east-1' }));
    expect(await sendForm(form, bytes)).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });

  it('signed by one who may not put this key', async () => {
    const asked: unknown[] = [];
    const store = await startStore({ authorize: (call) => asked.push(call) === 0 });
    expect(await sendForm(await strictForm(store.client()), bytes)).toMatchObject({
      status: 403,
      code: 'AccessDenied',
    });
    expect(asked).toEqual([{ accessKeyId: OWNER.accessKeyId, action: 's3:PutObject', bucket: BUCKET, key: KEY }]);
    await expectNothingStored(store);
  });

  it.each<[string, Record<string, string>, number, string]>([
    ['a field that the store does not know', { acl: 'private' }, 501, 'NotImplemented'],
    ['a checksum that the store does not know', { 'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA=' }, 501, 'NotImplemented'],
    ['a checksum that is none', { 'x-amz-checksum-sha256': 'AAAA' }, 400, 'InvalidRequest'],
    ['an algorithm without a checksum', { 'x-amz-checksum-algorithm': 'SHA256' }, 400, 'InvalidRequest'],
    ['two checksums', { 'x-amz-checksum-sha256': sha256, 'x-amz-checksum-crc32': 'AAAAAA==' }, 400, 'InvalidRequest'],
    [
      'a value that no header can carry',
      { 'Content-Disposition': 'attachment; filename="số.pdf"' },
      400,
      'InvalidArgument',
    ],
    ['a key that is too long', { key: 'x'.repeat(1025) }, 400, 'KeyTooLongError'],
  ])('though signed, with %s', async (_, fields, status, code) => {
    const store = await startStore();
    const form = await presign(store.client(), { Fields: fields, Key: fields.key ?? KEY });
    expect(await sendForm(form, bytes)).toMatchObject({ status, code });
    await expectNothingStored(store);
  });
});

describe('a form that is broken on its way', () => {
  const head = (url: URL, length: number | undefined, boundary = 'b') =>
    [
      `POST ${url.pathname} HTTP/1.1`,
      `Host: ${url.host}`,
      `Content-Type: multipart/form-data; boundary=${boundary}`,
      ...(length === undefined ? [] : [`Content-Length: ${length}`]),
      '\r\n',
    ].join('\r\n');
  const bodyOf = ({ fields }: PresignedPost, file: string) =>
    Object.entries({ ...fields, file })
      .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join('');

  it.each([
    ['the connection is cut within the file', (body: string) => body.length + 5_000_000],
    ['the connection is cut before the final boundary', (body: string) => body.length + 5],
  ])('leaves nothing when %s', async (_, lengthOf) => {
    const refused: string[] = [];
    const store = await startStore({ log: (_level, code) => void refused.push(code) });
    const form = await presign(store.client());
    const url = new URL(form.url);
    const body = bodyOf(form, 'x'.repeat(1_000_000));
    await new Promise<void>((resolve, reject) => {
      const socket = connect(store.port, '127.0.0.1', () => {
        socket.write(head(url, lengthOf(body)));
        socket.write(body, () => socket.end());
      });
      socket
        .on('error', reject)
        .on('close', () => resolve())
        .resume();
    });
    await expectNothingStored(store);
    expect(refused).toEqual(['s3-cut-short']);
  });

  const post = async (url: string, contentType: string, body: string) =>
    summary(await fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body }));

  it('is refused without its final boundary', async () => {
    const store = await startStore();
    const form = await presign(store.client());
    const whole = 'multipart/form-data; boundary=b';
    expect((await post(form.url, whole, `${bodyOf(form, 'x')}--b--`)).status).toBe(204);
    const before = await filesIn(store);
    expect(await post(form.url, whole, bodyOf(form, 'x'))).toMatchObject({ status: 400, code: 'MalformedPOSTRequest' });
    expect(await filesIn(store)).toEqual(before);
  });

  it('is refused when it is no form', async () => {
    const { url } = await startStore();
    const answer = await post(`${url}/${BUCKET}`, 'application/json', '{}');
    expect(answer).toMatchObject({ status: 412, code: 'PreconditionFailed' });
  });

  it('is refused without a length', async () => {
    const store = await startStore();
    const { url, fields } = await presign(store.client());
    async function* stream() {
      yield Buffer.from(bodyOf({ url, fields }, 'x'));
    }
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const body = ReadableStream.from(stream());
    const answer = await summary(await fetch(url, { method: 'POST', headers, body, duplex: 'half' }));
    expect(answer).toMatchObject({ status: 411, code: 'MissingContentLength' });
  });

  it('is refused as soon as the file is too large, whatever is still to come', async () => {
    const store = await startStore();
    const form = await presign(store.client(), { Conditions: [['content-length-range', 0, 1000]] });
    const url = new URL(form.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(store.port, '127.0.0.1', () => {
        socket.write(head(url, 100_000_000));
        socket.write(bodyOf(form, 'x'.repeat(2000)));
      });
      // The rest is never sent: the answer must come without it.
      socket.on('error', reject).on('data', (data) => {
        socket.destroy();
        resolve(data.toString());
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*<Code>EntityTooLarge<\/Code>/s);
    await expectNothingStored(store);
  });
});
