import { S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { createUploadForms } from '../../../lib/store/upload-forms.ts';
import { aManifest } from '../../support/manifest.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const KEY = 'submissions/so-tu-phap/monthly/2026-10/1/1';
const SECONDS = 900;
const policySchema = z.object({ expiration: z.iso.datetime(), conditions: z.array(z.json()) });

it('a form binds the key, the size, the type and the bytes that were declared, for as long as it says', async () => {
  const [file] = aManifest().files;
  if (!file) throw new Error('a manifest has a file');
  const before = Date.now();
  const s3 = new S3Client({ region: 'ap-southeast-1', credentials });
  const { fields } = await createUploadForms(s3, 'documents', SECONDS)(KEY, file);
  const text = Buffer.from(fields.Policy ?? '', 'base64').toString('utf8');
  const { expiration, conditions } = policySchema.parse(JSON.parse(text));
  const signing = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date'].map((name) => ({ [name]: expect.any(String) }));
  expect(conditions).toHaveLength(6 + signing.length);
  expect(conditions).toEqual(
    expect.arrayContaining([
      { bucket: 'documents' },
      { key: KEY },
      ['content-length-range', file.size, file.size],
      { 'Content-Type': file.type },
      { 'x-amz-checksum-algorithm': 'SHA256' },
      { 'x-amz-checksum-sha256': file.sha256 },
      ...signing,
    ]),
  );
  // To the second, by the machine that signs.
  expect(Date.parse(expiration)).toBeGreaterThan(before + (SECONDS - 1) * 1000);
  expect(Date.parse(expiration)).toBeLessThanOrEqual(Date.now() + SECONDS * 1000);
});
