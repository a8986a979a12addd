import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Table } from './table.ts';

const KEY = { PK: 'CHECK#register', SK: 'CHECK' } as const;
const checkSchema = z.object({ checkedAt: z.string(), counts: z.record(z.string(), z.int().positive()) });
/** What the last check of the register found: how many of each kind. */
export type Check = z.infer<typeof checkSchema>;

export function createCheckStore({ client, name: TableName }: Table) {
  return {
    async put(check: Check): Promise<void> {
      await client.send(new PutCommand({ TableName, Item: { ...KEY, ...check } }));
    },
    async latest(): Promise<Check | undefined> {
      const { Item } = await client.send(new GetCommand({ TableName, Key: KEY, ConsistentRead: true }));
      return Item ? checkSchema.parse(Item) : undefined;
    },
  };
}
export type CheckStore = ReturnType<typeof createCheckStore>;
