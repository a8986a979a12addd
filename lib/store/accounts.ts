import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { unitId } from '../units/unit.ts';
import { getItem } from './items.ts';
import { INDEX, queryGroup, type Table } from './table.ts';

export const roles = ['unit', 'office', 'leader'] as const;
export type Role = (typeof roles)[number];

export const accountSchema = z.object({
  user: z.string(),
  role: z.enum(roles),
  unit: unitId.optional(),
  active: z.boolean(),
  /** Where the person is reached: leaders are alerted there (R18). Forgotten when the account is removed. */
  email: z.string().optional(),
});

/** What a signed-in person may do: the register decides at each request, so a removal takes effect at once. */
export type Account = z.infer<typeof accountSchema>;

const ACCOUNTS = 'ACCOUNTS';
const listedSchema = z.object({ summary: accountSchema });
const keyOf = (user: string) => ({ PK: `ACCOUNT#${user}`, SK: 'ACCOUNT' });

export function createAccountStore(table: Table) {
  const { client, name: TableName } = table;
  return {
    async get(user: string): Promise<Account | undefined> {
      const item = await getItem(table, keyOf(user));
      return item ? accountSchema.parse(item) : undefined;
    },
    async put(account: Account): Promise<void> {
      const listed = { [INDEX.byPeriod.partition]: ACCOUNTS, [INDEX.byPeriod.sort]: account.user };
      const Item = { ...keyOf(account.user), ...account, ...listed, summary: account };
      await client.send(new PutCommand({ TableName, Item }));
    },

    /** Every account there ever was, in order of name; those removed are not active. */
    async list(): Promise<Account[]> {
      const items = await queryGroup(table, ACCOUNTS);
      return items.map((item) => listedSchema.parse(item).summary);
    },
  };
}
export type AccountStore = ReturnType<typeof createAccountStore>;
