import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { onTestFinished } from 'vitest';
import { createLocalS3, type LocalS3Options, type ObjectCreated } from '../../../../infra/local/s3/server.ts';

export const REGION = 'ap-southeast-1';
export const BUCKET = 'documents';
export const OWNER = { accessKeyId: 'request-upload', secretAccessKey: 'the secret of request-upload' };

/** A store of its own for one test, with the real clock unless the test moves it. */
export async function startStore(overrides: Partial<LocalS3Options> = {}) {
  const dataDir = overrides.dataDir ?? (await mkdtemp(join(tmpdir(), 'local-s3-')));
  const events: ObjectCreated[] = [];
  const clock = { now: () => new Date() };
  const s3 = createLocalS3({
    dataDir,
    region: REGION,
    now: () => clock.now(),
    credentials: (id) => (id === OWNER.accessKeyId ? OWNER : undefined),
    onObjectCreated: (event) => void events.push(event),
    ...overrides,
  });
  await s3.createBucket(BUCKET, { versioned: true });
  const { url, port } = await s3.listen();
  const clients: S3Client[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.destroy();
    await s3.close();
    if (!overrides.dataDir) await rm(dataDir, { recursive: true });
  });

  const client = (config: S3ClientConfig = {}) => {
    const made = new S3Client({ endpoint: url, region: REGION, forcePathStyle: true, credentials: OWNER, ...config });
    clients.push(made);
    return made;
  };

  return { s3, url, port, dataDir, events, clock, client };
}

export type Store = Awaited<ReturnType<typeof startStore>>;

/** The names of all files that lie in a store, its own record of the bucket left out. */
export async function filesIn({ dataDir }: Pick<Store, 'dataDir'>): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name !== 'bucket.json').map(({ name }) => name);
}

/** Sends a form as a browser does; `change` may alter the fields, `file` is left out when undefined. */
export async function sendForm(
  { url, fields }: PresignedPost,
  file: Uint8Array<ArrayBuffer> | undefined,
  change: Record<string, string | undefined> = {},
): Promise<{ status: number; code: string | undefined; text: string; headers: Headers }> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...change })) if (value !== undefined) form.set(name, value);
  if (file) form.set('file', new Blob([file]), 'báo cáo.pdf');
  return summary(await fetch(url, { method: 'POST', body: form }));
}

/** A raw answer, with the code of S3's error document. */
export async function summary(response: Response) {
  const text = await response.text();
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1];
  return { status: response.status, code, text, headers: response.headers };
}

/** A form for one file, as the system makes them: exact key, length, type and checksum. */
export const presign = (client: S3Client, options: Partial<PresignedPostOptions> = {}) =>
  createPresignedPost(client, { Bucket: BUCKET, Key: 'submissions/a/0', Expires: 900, ...options });

/** A stream that gives its bytes a few at a time. */
export async function* inPieces(bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
