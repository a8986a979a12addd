import { BatchWriteItemCommand, type DynamoDBClient, paginateScan, type WriteRequest } from '@aws-sdk/client-dynamodb';
import type { RawItem } from './compare.ts';

/** As many as DynamoDB takes in one request. */
const BATCH = 25;

/** Every item of a table. */
export async function readTable(client: DynamoDBClient, TableName: string): Promise<RawItem[]> {
  const items: RawItem[] = [];
  for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true }))
    items.push(...(page.Items ?? []));
  return items;
}

/** Writes and removes items; what the database leaves out of a batch is asked for again. */
export async function writeTable(
  client: DynamoDBClient,
  table: string,
  { put, remove }: { put: readonly RawItem[]; remove: readonly RawItem[] },
): Promise<void> {
  let left: WriteRequest[] = [
    ...put.map((Item) => ({ PutRequest: { Item } })),
    ...remove.map((Key) => ({ DeleteRequest: { Key } })),
  ];
  while (left.length > 0) {
    const [batch, rest] = [left.slice(0, BATCH), left.slice(BATCH)];
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: batch } }));
    left = [...(UnprocessedItems?.[table] ?? []), ...rest];
  }
}
