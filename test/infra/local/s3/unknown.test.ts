import * as s3 from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { type Bent, send, sendSigned } from './signed.ts';
import { BUCKET, startStore } from './support.ts';

const bucket = { Bucket: BUCKET };
const object = { ...bucket, Key: 'a' };

describe('what the store does not know', () => {
  it('is refused as not implemented, never done by halves', async () => {
    const sdk = (await startStore()).client();
    const refusals = await Promise.allSettled([
      sdk.send(new s3.CopyObjectCommand({ ...object, CopySource: `${BUCKET}/b` })),
      sdk.send(new s3.CreateBucketCommand({ Bucket: 'new-bucket' })),
      sdk.send(new s3.DeleteBucketCommand(bucket)),
      sdk.send(new s3.DeleteObjectsCommand({ ...bucket, Delete: { Objects: [{ Key: 'a' }] } })),
      sdk.send(new s3.GetBucketVersioningCommand(bucket)),
      sdk.send(new s3.GetObjectAclCommand(object)),
      sdk.send(new s3.GetObjectAttributesCommand({ ...object, ObjectAttributes: ['ETag'] })),
      sdk.send(new s3.GetObjectTaggingCommand(object)),
      sdk.send(new s3.ListBucketsCommand({})),
      sdk.send(new s3.ListObjectsCommand(bucket)),
      sdk.send(new s3.ListPartsCommand({ ...object, UploadId: 'x' })),
      sdk.send(new s3.PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: 'Suspended' } })),
      sdk.send(new s3.PutObjectTaggingCommand({ ...object, Tagging: { TagSet: [] } })),
      sdk.send(new s3.GetObjectCommand({ ...object, PartNumber: 1 })),
      sdk.send(new s3.GetObjectCommand({ ...object, ExpectedBucketOwner: '123456789012' })),
    ]);
    const notImplemented = { status: 'rejected', reason: expect.objectContaining({ name: 'NotImplemented' }) };
    expect(refusals).toEqual(refusals.map(() => notImplemented));
  });

  it.each<[string, Bent]>([
    ['a header of S3', { target: `/${BUCKET}/a`, headers: { 'x-amz-future': 'x' } }],
    ['a condition where none is known', { target: `/${BUCKET}?list-type=2`, headers: { 'if-match': 'x' } }],
    ['a condition on a range', { target: `/${BUCKET}/a`, headers: { 'if-range': 'x' } }],
    ['a parameter', { target: `/${BUCKET}/a?future=1` }],
    ['a method', { method: 'PATCH', target: `/${BUCKET}/a` }],
    ['another way of listing', { target: `/${BUCKET}?list-type=3` }],
    ['an operation by its name', { target: `/${BUCKET}/a?x-id=GetObjectTorrent` }],
  ])('may be %s', async (_, bent) => {
    expect(await sendSigned(await startStore(), bent)).toMatchObject({ status: 501, code: 'NotImplemented' });
  });

  it.each([`/${BUCKET}/%ff`, `/${BUCKET}/%`])('may be no address at all: %s', async (target) => {
    expect(await send(await startStore(), 'GET', target)).toMatchObject({ status: 400, code: 'InvalidURI' });
  });

  it('is told in a document that names the request', async () => {
    const answer = await sendSigned(await startStore(), { target: `/${BUCKET}/a%3Cb?future=1` });
    expect(answer.headers['content-type']).toBe('application/xml');
    expect(answer.text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<Error><Code>NotImplemented<\/Code>/);
    expect(answer.text).toContain(`<RequestId>${answer.headers['x-amz-request-id']}</RequestId>`);
  });
});
