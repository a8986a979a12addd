import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { unitIdPattern } from '../units/unit.ts';
import type { Table } from './table.ts';

export const roles = ['unit', 'office', 'leader'] as const;
export type Role = (typeof roles)[number];

export const accountSchema = z.object({
  user: z.string(),
  role: z.enum(roles),
  unit: z.string().regex(unitIdPattern).optional(),
  active: z.boolean(),
});

/** What a signed-in person may do: the register decides at each request, so a removal takes effect at once. */
export type Account = z.infer<typeof accountSchema>;

const keyOf = (user: string) => ({ PK: `ACCOUNT#${user}`, SK: 'ACCOUNT' });

export function createAccountStore({ client, name: TableName }: Table) {
  return {
    async get(user: string): Promise<Account | undefined> {
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(user), ConsistentRead: true }));
      return Item ? accountSchema.parse(Item) : undefined;
    },
    async put(account: Account): Promise<void> {
      await client.send(new PutCommand({ TableName, Item: { ...keyOf(account.user), ...account } }));
    },
  };
}
export type AccountStore = ReturnType<typeof createAccountStore>;
