import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import { listen } from '../../local/http/listen.ts';
import { startDatabase } from '../../local/register/dynoxide.ts';
import { createTables } from '../../local/register/tables.ts';
import { createLocalS3 } from '../../local/s3/server.ts';
import { LOCAL_SURROUNDINGS } from '../../local/settings.ts';
import type { Synthesised } from '../../local/synthesis.ts';
import { readSystem } from '../../local/template/system.ts';

/** A key that may do everything, as an administrator's does; it is good for nothing outside this process. */
const KEY = { accessKeyId: 'AKIAADMINISTRATOR000', secretAccessKey: 'administrator' };
const DOCUMENTS = 'submissions/';

/** What an administrator reaches of a system whose functions stand still: its table, and the versions of its documents. */
export async function openBackstage(dataDir: string, { template }: Synthesised) {
  const { tables, buckets } = readSystem(template, LOCAL_SURROUNDINGS);
  const [table] = tables;
  if (!table) throw new Error('the template has no table');
  const { region } = LOCAL_SURROUNDINGS;
  const database = await startDatabase(join(dataDir, 'register.db'), process.env.DYNAMODB_ENDPOINT);
  const dynamo = new DynamoDBClient({ endpoint: database.endpoint, region, credentials: KEY });
  const store = createLocalS3({ dataDir: join(dataDir, 's3'), now: () => new Date(), credentials: () => KEY, region });
  const listening = await listen((request, response) => void store.handle(request, response));
  const s3 = new S3Client({ endpoint: listening.url, region, credentials: KEY, forcePathStyle: true });

  async function versions(): Promise<(ListObjectVersionsCommandOutput & { Bucket: string })[]> {
    const ask = async ({ name: Bucket }: { name: string }) => ({
      ...(await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: DOCUMENTS }))),
      Bucket,
    });
    return Promise.all(buckets.map(ask));
  }

  return {
    dynamo,
    table: table.name,
    /** A table of the same shape under another name, as a restore to a point in time makes it. */
    async newTable(name: string): Promise<string> {
      await createTables(dynamo, [{ ...table, name }]);
      return name;
    },
    /** Lays a marker over the latest version of every document, as a deletion does; gives how many. */
    async hideDocuments(): Promise<number> {
      const seen = (await versions()).flatMap(({ Bucket, Versions = [] }) =>
        Versions.filter(({ IsLatest }) => IsLatest).map(({ Key }) => ({ Bucket, Key })),
      );
      for (const object of seen) await s3.send(new DeleteObjectCommand(object));
      return seen.length;
    },
    /** Takes those markers away, each by its own version; gives how many. */
    async showDocuments(): Promise<number> {
      const markers = (await versions()).flatMap(({ Bucket, DeleteMarkers = [] }) =>
        DeleteMarkers.map(({ Key, VersionId }) => ({ Bucket, Key, VersionId })),
      );
      for (const marker of markers) await s3.send(new DeleteObjectCommand(marker));
      return markers.length;
    },
    /** Documents that are there for whoever asks for no version. */
    visibleDocuments: async () =>
      (await versions()).flatMap(({ Versions = [] }) => Versions).filter(({ IsLatest }) => IsLatest).length,
    async close(): Promise<void> {
      await listening.close(0);
      await store.close();
      dynamo.destroy();
      s3.destroy();
      await database.stop();
    },
  };
}
export type Backstage = Awaited<ReturnType<typeof openBackstage>>;
