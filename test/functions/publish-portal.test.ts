import { GetObjectCommand, type GetObjectCommandOutput, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createPublishPortalHandler, type Deps } from '../../functions/publish-portal/handler.ts';
import { BUCKET, startStore } from '../infra/local/s3/support.ts';

const text = (content: string) => Buffer.from(content).toString('base64');
const ARCHIVE = {
  files: [
    { path: 'assets/main-1.js', type: 'text/javascript', cacheControl: 'immutable', base64: text('script') },
    { path: 'index.html', type: 'text/html', cacheControl: 'no-cache', base64: text('<p>Đúng hạn</p>') },
  ],
};
const event = (change: object = {}) => ({
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation.example/answer',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'PortalPublished',
  ResourceProperties: { Archive: { Bucket: BUCKET, Key: 'archive.json' }, Config: { clientId: 'c' } },
  ...change,
});
const answerSchema = z.object({ Status: z.string(), PhysicalResourceId: z.string(), Reason: z.string().optional() });

/** The function on a real store; what it told CloudFormation, and in which order it kept files. */
async function open(change: Partial<Deps> = {}) {
  const store = await startStore();
  await store.s3.createBucket('portal', { versioned: false });
  const s3 = store.client();
  const body = JSON.stringify(ARCHIVE);
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'archive.json', Body: body }));
  const answers: z.infer<typeof answerSchema>[] = [];
  const kept: string[] = [];
  const handler = createPublishPortalHandler({
    async read(bucket, key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    async keep({ path, type, cacheControl, body: bytes }) {
      kept.push(path);
      const headers = { ContentType: type, CacheControl: cacheControl };
      await s3.send(new PutObjectCommand({ Bucket: 'portal', Key: path, Body: bytes, ...headers }));
    },
    answer: async (_url, document) => void answers.push(answerSchema.parse(JSON.parse(document))),
    log: () => undefined,
    ...change,
  });
  const get = (key: string): Promise<GetObjectCommandOutput> =>
    s3.send(new GetObjectCommand({ Bucket: 'portal', Key: key }));
  return { handler, answers, kept, get };
}

describe('publishing the portal', () => {
  it('puts every file in place under its headers, the page last, and the configuration beside them', async () => {
    const { handler, answers, kept, get } = await open();
    await handler(event());
    expect(kept).toEqual(['config.json', 'assets/main-1.js', 'index.html']);
    const page = await get('index.html');
    expect([page.ContentType, page.CacheControl]).toEqual(['text/html', 'no-cache']);
    expect(await page.Body?.transformToString()).toBe('<p>Đúng hạn</p>');
    const config = await get('config.json');
    expect([config.CacheControl, await config.Body?.transformToString()]).toEqual(['no-cache', '{"clientId":"c"}']);
    expect(answers).toEqual([{ Status: 'SUCCESS', PhysicalResourceId: 'portal-files' }]);
  });

  it('deletes nothing, neither at an update nor at the end', async () => {
    const { handler, answers, kept, get } = await open();
    await handler(event());
    await handler(event({ RequestType: 'Delete' }));
    expect(kept).toHaveLength(3);
    expect((await get('assets/main-1.js')).CacheControl).toBe('immutable');
    expect(answers.map(({ Status }) => Status)).toEqual(['SUCCESS', 'SUCCESS']);
  });

  it('tells CloudFormation why it failed, so that the deployment is rolled back', async () => {
    const keep = () => Promise.reject(new Error('the store is away'));
    const { handler, answers } = await open({ keep });
    await handler(event({ RequestType: 'Update' }));
    expect(answers).toMatchObject([{ Status: 'FAILED', Reason: 'the store is away' }]);
  });
});
