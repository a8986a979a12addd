import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Table } from './table.ts';

/** Opens the register's table with the settings of the function that uses it. */
export function openTable(settings: { TABLE_NAME: string; TIMER_SHARDS: number }): Table {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, name: settings.TABLE_NAME, shards: settings.TIMER_SHARDS };
}
