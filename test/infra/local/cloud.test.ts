import { appendFileSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { bearer, problemOf } from './support/answers.ts';
import { type SmallCloud, START, startSmallCloud } from './support/cloud.ts';
import { sharedFolder, temporaryFolder } from './support/folders.ts';

const folder = sharedFolder();
let small: SmallCloud;
beforeAll(async () => {
  small = await startSmallCloud(folder);
});
afterAll(() => small.cloud.stop());

describe('a request', () => {
  it('reaches its function as API Gateway would hand it over', async () => {
    const response = await small.askAs('office', '/items/m%E1%BB%99t?a=1&b=x&a=2', {
      headers: { 'x-note': 'n', cookie: 'c=1; d=2' },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('apigw-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    const { event, now, home } = z
      .object({ event: z.record(z.string(), z.unknown()), now: z.number(), home: z.string() })
      .parse(await response.json());
    expect({ now, home }).toEqual({ now: Date.parse(START), home: 'none' });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /items/{id}',
      rawPath: '/items/m%E1%BB%99t',
      rawQueryString: 'a=1&b=x&a=2',
      queryStringParameters: { a: '1,2', b: 'x' },
      pathParameters: { id: 'một' },
      cookies: ['c=1', 'd=2'],
      headers: { 'x-note': 'n' },
      isBase64Encoded: false,
      requestContext: {
        http: { method: 'GET', path: '/items/m%E1%BB%99t' },
        time: '27/Oct/2026:00:00:00 +0000',
        timeEpoch: Date.parse(START),
        authorizer: {
          jwt: { claims: { username: 'office', token_use: 'access', exp: expect.any(String) }, scopes: ['app/use'] },
        },
      },
    });
  });

  it.each([
    ['application/json; charset=utf-8', '{"a":"ă"}', false],
    ['application/pdf', '%PDF-ă', true],
  ])('of type %s carries its body', async (type, body, isBase64Encoded) => {
    const response = await small.askAs('office', '/items', { method: 'POST', body, headers: { 'content-type': type } });
    const { event } = z
      .object({ event: z.object({ body: z.string(), isBase64Encoded: z.boolean() }) })
      .parse(await response.json());
    expect(event.isBase64Encoded).toBe(isBase64Encoded);
    expect(Buffer.from(event.body, isBase64Encoded ? 'base64' : 'utf8').toString()).toBe(body);
  });

  it('may be answered without a body', async () => {
    const response = await small.ask('/none');
    expect([response.status, await response.text()]).toEqual([204, '']);
  });
});

describe('a request is refused', () => {
  it('without a token, with an expired one, with another’s scope', async () => {
    const { access, id } = await small.cloud.tokens('office');
    const claims = decodeJwt(access);
    const expired = await small.cloud.sign({ ...claims, exp: Math.floor(Date.now() / 1000) - 1 });
    const noScope = await small.cloud.sign({ ...claims, scope: 'openid' });
    expect(await problemOf(await small.ask('/items/1'))).toBe('401 unauthorized');
    expect(await problemOf(await small.ask('/items/1', bearer(expired)))).toBe('401 unauthorized');
    expect(await problemOf(await small.ask('/items/1', bearer(noScope)))).toBe('403 forbidden');
    expect(await problemOf(await small.ask('/items/1', bearer(id)))).toBe('403 forbidden');
  });

  it('where there is no route', async () => {
    expect(await problemOf(await small.ask('/items', { method: 'DELETE' }))).toBe('404 not-found');
    expect(await problemOf(await small.ask('/local/nothing'))).toBe('404 not-found');
  });

  it('when its body is larger than a function can take, whether it says so or not', async () => {
    const tenMegabytes = Buffer.alloc(10 * 1024 * 1024, 'x');
    const declared = await small.askAs('office', '/items', { method: 'POST', body: tenMegabytes });
    expect(await problemOf(declared)).toBe('413 payload-too-large');
    const pieces = new Response(tenMegabytes).body;
    const streamed = await small.askAs('office', '/items', { method: 'POST', body: pieces, duplex: 'half' });
    expect(await problemOf(streamed)).toBe('413 payload-too-large');
    const almost = Buffer.alloc(6 * 1024 * 1024 - 10, 'x');
    const packed = await small.askAs('office', '/items', {
      method: 'POST',
      body: almost,
      headers: { 'content-type': 'application/pdf' },
    });
    expect(await problemOf(packed)).toBe('413 payload-too-large');
  });

  it('before a body of somebody without a token is read', async () => {
    const response = await small.ask('/items', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024) });
    expect(await problemOf(response)).toBe('401 unauthorized');
  });

  it('as our own fault when the function fails or answers nonsense', async () => {
    expect(await problemOf(await small.ask('/fail'))).toBe('500 internal-error');
    expect(await problemOf(await small.ask('/odd'))).toBe('500 internal-error');
    expect(small.lines.some((line) => line.includes('on purpose'))).toBe(true);
  });

  it('by nobody when its sender goes away in the middle, and the next is answered', async () => {
    const headers = { authorization: `Bearer ${await small.cloud.token('office')}`, 'content-length': '1000' };
    const gone = request(new URL('/items', small.cloud.url), { method: 'POST', headers });
    const closed = new Promise((resolve) => gone.on('error', resolve).on('close', resolve));
    gone.write('half');
    gone.flushHeaders();
    setImmediate(() => gone.destroy());
    await closed;
    expect((await small.askAs('office', '/items/1')).status).toBe(200);
    expect(small.lines.filter((line) => line.startsWith('POST /items'))).toEqual([]);
  });

  it('when it was meant for another host', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: 'evil.example' };
      request(new URL('/local/status', small.cloud.url), { headers }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });
});

describe('the pages', () => {
  it('are in Vietnamese, escaped, and under a strict policy', async () => {
    const response = await small.ask('/local/');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
    const page = await response.text();
    expect(page).toContain('07:00, thứ Ba, 27/10/2026');
    expect(page).not.toMatch(/<script|style=/);
    expect((await small.ask('/local/style.css')).headers.get('content-type')).toContain('text/css');
  });
});

describe('the cloud as a whole', () => {
  it('runs schedules as its clock moves, and what is stored and sent causes, and keeps it all over a restart', async () => {
    const home = temporaryFolder();
    const first = await startSmallCloud(home);
    const { cloud, keyOf, records } = first;
    const { now, ran } = await cloud.moveTo('2026-10-27T01:30:00Z');
    expect(now).toBe('2026-10-27T01:30:00Z');
    expect(ran).toEqual([
      { function: 'recorder', at: '2026-10-27T01:00:00Z', ok: true },
      { function: 'recorder', at: '2026-10-27T01:00:00Z', ok: true },
      { function: 'recorder', at: '2026-10-27T01:30:00Z', ok: true },
    ]);
    // Those of one instant in the order of the template, each with the clock at its own time.
    expect(records().map(({ now: seen, event }) => [seen, event.by, event.scheduledTime])).toEqual([
      ['2026-10-27T01:00:00.000Z', 'zulu', '2026-10-27T01:00:00Z'],
      ['2026-10-27T01:00:00.000Z', 'alpha', '2026-10-27T01:00:00Z'],
      ['2026-10-27T01:30:00.000Z', 'alpha', '2026-10-27T01:30:00Z'],
    ]);

    await cloud.functions.send('mailer', { to: 'a@x.example' });
    cloud.killAddress('dead@x.example');
    await cloud.functions.send('mailer', { to: 'dead@x.example' });
    await cloud.functions.settled();
    expect(cloud.mail.map(({ to, at }) => [to, at])).toEqual([
      [['a@x.example'], '2026-10-27T01:30:00Z'],
      [['dead@x.example'], '2026-10-27T01:30:00Z'],
    ]);
    expect(records().at(-1)?.event).toMatchObject({
      source: 'aws.ses',
      detail: { eventType: 'Bounce', mail: { tags: { unit: ['a'] } } },
    });
    expect(keyOf('mailer').accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);

    expect(await cloud.functions.send('failing', { n: 1 })).toBe(false);
    const token = await cloud.token('office');
    await cloud.stop();

    const second = await startSmallCloud(home);
    expect(second.cloud.clock.instant()).toBe('2026-10-27T01:30:00Z');
    expect(second.lines.join()).toContain('does not go back');
    expect(second.cloud.mail.map(({ to }) => to)).toEqual([['a@x.example'], ['dead@x.example']]);
    expect(second.cloud.deadLetters.items).toMatchObject([
      { function: 'failing', queue: 'dead-letters', event: { n: 1 } },
    ]);
    expect(second.cloud.status()).toMatchObject({ deadLetters: 1 });
    expect((await second.ask('/items/1', bearer(token))).status).toBe(200);
    const before = records().length;
    await second.cloud.functions.send('mailer', { to: 'dead@x.example' });
    await second.cloud.functions.settled();
    expect(records().length).toBe(before + 1);
    await second.cloud.stop();

    const fresh = await startSmallCloud(home, { fresh: true });
    expect([fresh.cloud.clock.instant(), fresh.cloud.mail.length]).toEqual([START, 0]);
    await fresh.cloud.stop();
  });

  it('lets an administrator’s commands reach table and files, whatever the machine’s clock says', async () => {
    const text = readFileSync(join(folder, 'data', 'aws.env'), 'utf8');
    const given = Object.fromEntries(
      [...text.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
    );
    const credentials = {
      accessKeyId: given.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: given.AWS_SECRET_ACCESS_KEY ?? '',
    };
    const common = { region: given.AWS_REGION ?? '', credentials };
    const s3 = new S3Client({ ...common, endpoint: given.AWS_ENDPOINT_URL_S3 ?? '', forcePathStyle: true });
    await s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'by-hand', Body: 'x' }));
    const dynamo = new DynamoDBClient({ ...common, endpoint: given.AWS_ENDPOINT_URL_DYNAMODB ?? '' });
    expect((await dynamo.send(new ScanCommand({ TableName: given.TABLE }))).Items).toEqual([]);
    s3.destroy();
    dynamo.destroy();
  });

  it('writes a line of its access log for each request, in the form that the template says', async () => {
    const { status, headers } = await small.ask('/fail');
    const request = headers.get('apigw-requestid');
    await expect
      .poll(() => readFileSync(join(folder, 'data', 'logs', 'access.log'), 'utf8').split('\n'))
      .toContain(JSON.stringify({ request, route: 'GET /{proxy+}', status: String(status) }));
  });

  it('tells its functions of what is stored, by its own clock', async () => {
    const before = small.records().length;
    const s3 = new S3Client({
      endpoint: await s3Endpoint(small),
      region: 'ap-southeast-1',
      forcePathStyle: true,
      credentials: small.keyOf('recorder'),
      systemClockOffset: Date.parse(START) - Date.now(),
    });
    await s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'elsewhere/1', Body: 'x' }));
    await s3.send(new PutObjectCommand({ Bucket: 'reports', Key: 'submissions/1', Body: 'xyz' }));
    s3.destroy();
    await expect.poll(() => small.records().length, { timeout: 20_000 }).toBe(before + 1);
    expect(small.records().at(-1)?.event).toMatchObject({
      version: '0',
      source: 'aws.s3',
      'detail-type': 'Object Created',
      time: START,
      detail: {
        bucket: { name: 'reports' },
        object: { key: 'submissions/1', size: 3, 'version-id': expect.any(String), sequencer: expect.any(String) },
        reason: 'PutObject',
      },
    });
  });

  it('takes up at its start what the end of the last run cut off', async () => {
    const home = temporaryFolder();
    await (await startSmallCloud(home)).cloud.stop();
    const cutOff = { id: '1', function: 'recorder', event: { by: 'earlier' } };
    appendFileSync(join(home, 'data', 'events.jsonl'), `${JSON.stringify(cutOff)}\n`);
    for (const _ of ['taken up', 'not again']) {
      const { cloud, records } = await startSmallCloud(home);
      await cloud.functions.settled();
      expect(records().map(({ event }) => event.by)).toEqual(['earlier']);
      await cloud.stop();
    }
  });

  it('denies what roles do not allow', async () => {
    const strict = await startSmallCloud(temporaryFolder(), { enforceRoles: true });
    expect(await strict.cloud.functions.send('mailer', { to: 'a@x.example' })).toBe(false);
    expect(strict.cloud.denials[0]).toMatch(
      /^mailer is not authorized to perform ses:SendEmail on .*identity.example\.vn/,
    );
    expect(strict.cloud.mail).toEqual([]);
    await strict.cloud.stop();
  });

  it('leaves nothing behind when it cannot start', async () => {
    const home = temporaryFolder();
    const odd = { Odd: { Type: 'AWS::Kinesis::Stream' } };
    const template = { Resources: odd };
    await expect(startSmallCloud(home, { stack: { template, assetsDir: home } })).rejects.toThrow(
      'AWS::Kinesis::Stream',
    );
    const cloud = await startSmallCloud(home);
    await cloud.cloud.stop();
  });
});

/** Where S3 listens: a function knows. */
async function s3Endpoint({ cloud }: SmallCloud): Promise<string> {
  const outcome = await cloud.functions.invoke('echo', { rawPath: '/endpoints' });
  if (!outcome.ok) throw new Error(outcome.error.errorMessage);
  return z.object({ s3: z.string() }).parse(JSON.parse(outcome.result)).s3;
}
