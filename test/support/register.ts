import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { INDEX, KEY, type Table } from '../../lib/store/table.ts';

const require = createRequire(import.meta.url);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

async function answering(client: DynamoDBClient, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the database ended with ${child.exitCode}`);
    try {
      await createTable(client);
      return;
    } catch (error) {
      if (!(error instanceof Error) || !/ECONNREFUSED|socket hang up|ECONNRESET/.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error('the database did not answer');
}

async function createTable(client: DynamoDBClient, name = 'register'): Promise<void> {
  const indexes = Object.values(INDEX);
  const names = [KEY.partition, KEY.sort, ...indexes.flatMap(({ partition, sort }) => [partition, sort])];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: KEY.partition, KeyType: 'HASH' },
        { AttributeName: KEY.sort, KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: indexes.map(({ name, partition, sort, projected }) => ({
        IndexName: name,
        KeySchema: [
          { AttributeName: partition, KeyType: 'HASH' as const },
          { AttributeName: sort, KeyType: 'RANGE' as const },
        ],
        Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projected] },
      })),
    }),
  );
}

export interface TestRegister {
  table: Table;
  endpoint: string;
  /** Makes a table of another name beside it, as empty as the first one was. */
  another: (name: string) => Promise<void>;
  stop: () => Promise<void>;
}

/** A register of its own on a real DynamoDB-compatible database, in memory, for one test file. */
export async function startRegister(shards = 3): Promise<TestRegister> {
  const binary = join(dirname(require.resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
  const port = await freePort();
  const child = spawn(binary, ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  const raw = new DynamoDBClient({ endpoint, region: 'ap-southeast-1', credentials });
  await answering(raw, child);
  const client = DynamoDBDocumentClient.from(raw, { marshallOptions: { removeUndefinedValues: true } });
  const stop = async () => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    client.destroy();
  };
  const another = (name: string) => createTable(raw, name);
  return { table: { client, name: 'register', shards }, endpoint, another, stop };
}
