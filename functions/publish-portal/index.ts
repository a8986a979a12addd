import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { log } from '../../lib/log/log.ts';
import { s3Options } from '../../lib/store/s3-options.ts';
import { portalSettings, readSettings } from '../environment.ts';
import { createPublishPortalHandler } from './handler.ts';

const { PORTAL_BUCKET_NAME } = readSettings(portalSettings);
const s3 = new S3Client(s3Options());

export const handler = createPublishPortalHandler({
  async read(bucket, key) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    if (!Body) throw new Error(`the store gave no body for ${key}`);
    return Body.transformToByteArray();
  },
  async keep({ path, type, cacheControl, body }) {
    const headers = { ContentType: type, CacheControl: cacheControl };
    await s3.send(new PutObjectCommand({ Bucket: PORTAL_BUCKET_NAME, Key: path, Body: body, ...headers }));
  },
  async answer(url, body) {
    // The address is signed for a request without a type.
    const response = await fetch(url, { method: 'PUT', body, headers: { 'content-type': '' } });
    if (!response.ok) throw new Error(`CloudFormation answered ${response.status}`);
  },
  log,
});
