import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type TableDescription,
  waitUntilTableNotExists,
} from '@aws-sdk/client-dynamodb';
import type { TableSpec } from '../template/storage.ts';

const indexNames = (indexes: readonly { IndexName?: string | undefined }[] | undefined): string =>
  (indexes ?? [])
    .map(({ IndexName }) => IndexName)
    .sort()
    .join(', ');

async function describe(client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/**
 * Makes the template's tables that are not there yet. Throws when one is there with other indexes: data of an older
 * version. Time to live is left out: it would be judged by real time, not by the simulated clock.
 */
export async function createTables(client: DynamoDBClient, tables: readonly TableSpec[]): Promise<void> {
  for (const { name, attributes, key, indexes } of tables) {
    const existing = await describe(client, name);
    if (existing) {
      const [has, wants] = [indexNames(existing.GlobalSecondaryIndexes), indexNames(indexes)];
      if (has !== wants)
        throw new Error(`table ${name} was made by another version (indexes ${has}, not ${wants}); start with --fresh`);
      continue;
    }
    await client.send(
      new CreateTableCommand({
        TableName: name,
        AttributeDefinitions: attributes,
        KeySchema: key,
        BillingMode: 'PAY_PER_REQUEST',
        ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
      }),
    );
  }
}

/** Drops the template's tables: a database that is not ours keeps them when the data directory starts empty. */
export async function dropTables(client: DynamoDBClient, tables: readonly TableSpec[]): Promise<void> {
  for (const { name: TableName } of tables) {
    if (!(await describe(client, TableName))) continue;
    await client.send(new DeleteTableCommand({ TableName }));
    await waitUntilTableNotExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName });
  }
}
