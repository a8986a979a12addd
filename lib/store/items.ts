import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from './table.ts';

/** The key of an item. */
export interface Key {
  PK: string;
  SK: string;
}
type Item = Record<string, unknown>;

/** DynamoDB refuses to look for a key of more bytes. People write ids, so one may be asked for: there is no such item. */
const LONGEST = { PK: 2048, SK: 1024 };
const canBeKey = ({ PK, SK }: Key) => Buffer.byteLength(PK) <= LONGEST.PK && Buffer.byteLength(SK) <= LONGEST.SK;

/** DynamoDB's own limit on one batch. */
const BATCH = 100;

interface Reading {
  /**
   * Whether what was answered before is seen; it costs double.
   * @default true
   */
  consistent?: boolean;
}

/** An item, or undefined. */
export async function getItem(table: Table, key: Key, { consistent = true }: Reading = {}): Promise<Item | undefined> {
  if (!canBeKey(key)) return undefined;
  const input = { TableName: table.name, Key: key, ConsistentRead: consistent };
  const { Item } = await table.client.send(new GetCommand(input));
  return Item;
}

/** Those items that there are, in no order, batch after batch. No key may stand twice. */
export async function getItems(
  { client, name }: Table,
  keys: readonly Key[],
  { consistent = true }: Reading = {},
): Promise<Item[]> {
  const found: Item[] = [];
  const possible = keys.filter(canBeKey);
  for (let i = 0; i < possible.length; i += BATCH) {
    let Keys: Item[] = possible.slice(i, i + BATCH).map((key) => ({ ...key }));
    while (Keys.length > 0) {
      const RequestItems = { [name]: { Keys, ConsistentRead: consistent } };
      const answer = await client.send(new BatchGetCommand({ RequestItems }));
      found.push(...(answer.Responses?.[name] ?? []));
      Keys = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    }
  }
  return found;
}
