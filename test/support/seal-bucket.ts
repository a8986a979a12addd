import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { createLocalS3 } from '../../infra/local/s3/server.ts';
import type { Instant } from '../../lib/calendar/dates.ts';

const key = { accessKeyId: 'seal-histories', secretAccessKey: 'the secret of seal-histories' };

/** The bucket of seals under its object lock, in the strict local S3, with the store's clock in the test's hand. */
export async function startSealBucket(lockDays = 3650) {
  const dataDir = await mkdtemp(join(tmpdir(), 'seals-'));
  let now = () => new Date();
  const s3 = createLocalS3({
    dataDir,
    region: 'ap-southeast-1',
    now: () => now(),
    credentials: (id) => (id === key.accessKeyId ? key : undefined),
  });
  const bucket = 'seals';
  await s3.createBucket(bucket, { versioned: true, lockDays });
  const { url } = await s3.listen();
  const client = new S3Client({
    endpoint: url,
    region: 'ap-southeast-1',
    forcePathStyle: true,
    credentials: key,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  return {
    client,
    bucket,
    /** Sets the store's clock, and the client's that signs by it; without an instant, to the real time. */
    setClock(instant?: Instant) {
      const shift = instant === undefined ? 0 : Date.parse(instant) - Date.now();
      now = () => (instant === undefined ? new Date() : new Date(instant));
      client.config.systemClockOffset = shift;
    },
    stop: async () => {
      client.destroy();
      await s3.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
