import { S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { createDownloadLinks } from '../../../lib/store/downloads.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

it('a link is for one version of a file, for five minutes, and saves it under its name', async () => {
  const link = createDownloadLinks(new S3Client({ region: 'ap-southeast-1', credentials }), 'documents');
  const { url, expiresInSeconds } = await link('submissions/a/1', 'v1', 'Báo cáo.pdf');
  const { pathname, searchParams } = new URL(url);
  expect(pathname).toBe('/submissions/a/1');
  expect(Object.fromEntries(searchParams)).toMatchObject({
    versionId: 'v1',
    'X-Amz-Expires': '300',
    'response-content-disposition': "attachment; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.pdf",
  });
  expect(expiresInSeconds).toBe(300);
});
