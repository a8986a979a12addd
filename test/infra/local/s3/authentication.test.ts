import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { type Bent, send, sendSigned } from './signed.ts';
import { BUCKET, filesIn, OWNER, startStore, summary } from './support.ts';

const put = (bent: Partial<Bent> = {}): Bent => ({ method: 'PUT', target: `/${BUCKET}/a`, body: 'bytes', ...bent });
const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE);

describe('a request signed by its header', () => {
  it('is accepted as the SDK signs it, whatever its key holds', async () => {
    const { client } = await startStore();
    const sdk = client();
    const keys = [
      'a+b c',
      '../..',
      './.',
      'a//b/',
      '%2e%2e/%',
      '&<>"\'',
      'báo cáo/tháng 1.pdf',
      '😀',
      '?x=1#y',
      'x'.repeat(1024),
    ];
    for (const Key of keys) {
      await sdk.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: Key, Metadata: { key: '  spaced   out ' } }));
      const { Body } = await sdk.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
      expect(await Body?.transformToString()).toBe(Key);
    }
  });

  it('is accepted when made by hand, with its body signed or not', async () => {
    const store = await startStore();
    expect((await sendSigned(store, put())).status).toBe(200);
    expect((await sendSigned(store, put({ payloadHash: 'UNSIGNED-PAYLOAD' }))).status).toBe(200);
  });

  it.each<[string, Partial<Bent>, number, string]>([
    [
      'another secret',
      { authorization: (h) => h.replace(/.$/, (c) => (c === '0' ? '1' : '0')) },
      403,
      'SignatureDoesNotMatch',
    ],
    ['a shorter signature', { authorization: (h) => h.slice(0, -1) }, 403, 'SignatureDoesNotMatch'],
    ['another body', { payloadHash: 'a'.repeat(64) }, 400, 'XAmzContentSHA256Mismatch'],
    [
      'a signed header that was changed',
      { headers: { 'x-amz-meta-a': '1' }, after: { 'x-amz-meta-a': '2' } },
      403,
      'SignatureDoesNotMatch',
    ],
    ['a header that was not signed', { after: { 'x-amz-meta-a': '1' } }, 403, 'AccessDenied'],
    ['a host that was not signed', { authorization: (h) => h.replace('host;', '') }, 403, 'AccessDenied'],
    [
      'an unknown access key',
      { authorization: (h) => h.replace(OWNER.accessKeyId, 'nobody') },
      403,
      'InvalidAccessKeyId',
    ],
    ['a token that the key does not have', { headers: { 'x-amz-security-token': 't' } }, 400, 'InvalidToken'],
    [
      'another region',
      { authorization: (h) => h.replace('ap-southeast-1', 'us-east-1') },
      400,
      'AuthorizationHeaderMalformed',
    ],
    ['another service', { service: 'ses' }, 400, 'AuthorizationHeaderMalformed'],
    [
      'a credential of another day',
      { authorization: (h) => h.replace(/\/\d{8}\//, '/20200101/') },
      400,
      'AuthorizationHeaderMalformed',
    ],
    [
      'a credential that is none',
      { authorization: (h) => h.replace('aws4_request', 'aws5_request') },
      400,
      'AuthorizationHeaderMalformed',
    ],
    ['no signature', { authorization: (h) => h.replace(/, Signature=.*/, '') }, 400, 'AuthorizationHeaderMalformed'],
    ['a mechanism of old', { authorization: () => 'AWS key:signature' }, 400, 'InvalidRequest'],
    ['a mechanism of its own', { authorization: () => 'AWS4-ECDSA-P256-SHA256 Credential=x' }, 501, 'NotImplemented'],
    ['no hash of its body', { after: { 'x-amz-content-sha256': undefined } }, 400, 'InvalidRequest'],
    ['a hash that is none', { payloadHash: 'no-hash' }, 400, 'InvalidArgument'],
    [
      'a way of streaming that the store does not know',
      { payloadHash: 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD' },
      501,
      'NotImplemented',
    ],
    ['no date', { after: { 'x-amz-date': undefined } }, 403, 'AccessDenied'],
    ['a date sixteen minutes old', { date: ago(16) }, 403, 'RequestTimeTooSkewed'],
    ['a date sixteen minutes ahead', { date: ago(-16) }, 403, 'RequestTimeTooSkewed'],
  ])('is refused with %s, and nothing is stored', async (_, bent, status, code) => {
    const store = await startStore();
    expect(await sendSigned(store, put(bent))).toMatchObject({ status, code });
    expect(await filesIn(store)).toEqual([]);
  });

  it('carries the session token of its key, or is refused; so does a link', async () => {
    const temporary = { accessKeyId: 'temporary', secretAccessKey: 's', sessionToken: 'the token' };
    const { client } = await startStore({ credentials: () => temporary });
    const put = new PutObjectCommand({ Bucket: BUCKET, Key: 'a', Body: 'x' });
    const get = new GetObjectCommand({ Bucket: BUCKET, Key: 'a' });
    const right = client({ credentials: temporary });
    await right.send(put);
    expect((await fetch(await getSignedUrl(right, get))).status).toBe(200);
    for (const sessionToken of ['another token', undefined]) {
      const { sessionToken: _, ...key } = temporary;
      const wrong = client({ credentials: sessionToken ? { ...key, sessionToken } : key });
      await expect(wrong.send(put)).rejects.toMatchObject({ name: 'InvalidToken' });
      expect((await summary(await fetch(await getSignedUrl(wrong, get)))).code).toBe('InvalidToken');
    }
  });

  it('is accepted fourteen minutes off', async () => {
    const store = await startStore();
    expect((await sendSigned(store, put({ date: ago(14) }))).status).toBe(200);
    expect((await sendSigned(store, put({ date: ago(-14) }))).status).toBe(200);
  });

  it('shows an SDK client the time by which the store lives, so that it corrects its own', async () => {
    const { client, clock } = await startStore();
    clock.now = () => ago(60 * 24 * 30);
    const command = new PutObjectCommand({ Bucket: BUCKET, Key: 'a', Body: 'x' });
    await expect(client({ maxAttempts: 1 }).send(command)).rejects.toMatchObject({ name: 'RequestTimeTooSkewed' });
    await expect(client().send(command)).resolves.toMatchObject({ VersionId: expect.any(String) });
  });
});

describe('a request of nobody', () => {
  it.each([
    ['GET', `/${BUCKET}/a`],
    ['PUT', `/${BUCKET}/a`],
    ['DELETE', `/${BUCKET}/a`],
    ['GET', `/${BUCKET}?list-type=2`],
    ['POST', `/${BUCKET}?delete`],
    ['GET', '/'],
  ])('is denied: %s %s', async (method, target) => {
    expect(await send(await startStore(), method, target)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });
});

describe('a presigned link', () => {
  async function withObject() {
    const store = await startStore();
    const sdk = store.client();
    await sdk.send(
      new PutObjectCommand({ Bucket: BUCKET, Key: 'báo cáo', Body: 'bytes', ContentType: 'application/pdf' }),
    );
    const link = (change: Partial<{ Key: string; ResponseContentDisposition: string; VersionId: string }> = {}) =>
      getSignedUrl(sdk, new GetObjectCommand({ Bucket: BUCKET, Key: 'báo cáo', ...change }), { expiresIn: 300 });
    return { store, sdk, link };
  }

  it('gives the object, under the name that was signed', async () => {
    const { link } = await withObject();
    const disposition = "attachment; filename*=UTF-8''b%C3%A1o%20c%C3%A1o.pdf";
    const answer = await fetch(await link({ ResponseContentDisposition: disposition }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(disposition);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(await answer.text()).toBe('bytes');
  });

  it('may be one for the headers alone', async () => {
    const { sdk } = await withObject();
    const url = await getSignedUrl(sdk, new HeadObjectCommand({ Bucket: BUCKET, Key: 'báo cáo' }));
    const answer = await fetch(url, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe('5');
    expect((await summary(await fetch(url))).code).toBe('SignatureDoesNotMatch');
  });

  it('serves until its last second, by the clock of the store', async () => {
    const { store, link } = await withObject();
    const url = await link();
    const signed = Date.now();
    const at = async (offset: number) => {
      store.clock.now = () => new Date(signed + offset);
      return summary(await fetch(url));
    };
    expect((await at(298_000)).status).toBe(200);
    expect(await at(301_000)).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect((await at(301_000)).text).toContain('Request has expired');
    expect(await at(-16 * MINUTE)).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it.each<[string, (url: string) => string, number, string]>([
    ['another key', (url) => url.replace('cáo', 'other').replace('c%C3%A1o', 'other'), 403, 'SignatureDoesNotMatch'],
    ['another signature', (url) => url.replace(/(X-Amz-Signature=)./, '$1z'), 403, 'SignatureDoesNotMatch'],
    ['another name for the file', (url) => `${url}&response-content-disposition=inline`, 403, 'SignatureDoesNotMatch'],
    ['a longer life', (url) => url.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000'), 403, 'SignatureDoesNotMatch'],
    [
      'an endless life',
      (url) => url.replace('X-Amz-Expires=300', 'X-Amz-Expires=604801'),
      400,
      'AuthorizationQueryParametersError',
    ],
    ['no life', (url) => url.replace('&X-Amz-Expires=300', ''), 400, 'AuthorizationQueryParametersError'],
    ['no signature', (url) => url.replace(/&X-Amz-Signature=[^&]*/, ''), 400, 'AuthorizationQueryParametersError'],
    ['an unknown access key', (url) => url.replace(OWNER.accessKeyId, 'nobody'), 403, 'InvalidAccessKeyId'],
    ['a parameter twice', (url) => `${url}&X-Amz-Date=20200101T000000Z`, 400, 'InvalidArgument'],
  ])('is refused with %s', async (_, change, status, code) => {
    const { link } = await withObject();
    const url = await link();
    expect(change(url)).not.toBe(url);
    expect(await summary(await fetch(change(url)))).toMatchObject({ status, code });
  });

  it('is refused beside a header that signs as well', async () => {
    const { link } = await withObject();
    const answer = await summary(await fetch(await link(), { headers: { authorization: 'AWS4-HMAC-SHA256 x' } }));
    expect(answer).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });

  it('is not for uploads: the system has forms for them', async () => {
    const { sdk } = await withObject();
    const url = await getSignedUrl(sdk, new PutObjectCommand({ Bucket: BUCKET, Key: 'b' }));
    expect((await summary(await fetch(url, { method: 'PUT', body: 'x' }))).status).toBe(501);
  });
});

describe('a caller whose policies do not allow it', () => {
  it('is denied every operation that it may not do, by the name of the permission', async () => {
    const asked: { action: string; key?: string }[] = [];
    const store = await startStore({
      authorize: ({ action, key }) => asked.push(key ? { action, key } : { action }) < 0,
    });
    const targets: [string, string][] = [
      ['GET', 'a'],
      ['HEAD', 'a'],
      ['GET', 'a?versionId=1'],
      ['PUT', 'a'],
      ['DELETE', 'a'],
      ['DELETE', 'a?versionId=1'],
      ['GET', '?list-type=2'],
      ['GET', '?versions'],
      ['POST', 'a?uploads'],
      ['DELETE', 'a?uploadId=1'],
    ];
    for (const [method, target] of targets)
      expect((await sendSigned(store, { method, target: `/${BUCKET}/${target}` })).status).toBe(403);
    const key = 'a';
    expect(asked).toEqual([
      { action: 's3:GetObject', key },
      { action: 's3:GetObject', key },
      { action: 's3:GetObjectVersion', key },
      { action: 's3:PutObject', key },
      { action: 's3:DeleteObject', key },
      { action: 's3:DeleteObjectVersion', key },
      { action: 's3:ListBucket' },
      { action: 's3:ListBucketVersions' },
      { action: 's3:PutObject', key },
      { action: 's3:AbortMultipartUpload', key },
    ]);
  });

  it('does not learn whether a key exists unless it may list', async () => {
    const store = await startStore({ authorize: ({ action }) => action === 's3:GetObject' });
    expect(await sendSigned(store, { target: `/${BUCKET}/a` })).toMatchObject({ status: 403, code: 'AccessDenied' });
    const open = await startStore();
    expect(await sendSigned(open, { target: `/${BUCKET}/a` })).toMatchObject({ status: 404, code: 'NoSuchKey' });
  });
});
