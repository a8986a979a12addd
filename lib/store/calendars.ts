import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { getItem } from './items.ts';
import type { Table } from './table.ts';

const keyOf = (unit: string) => ({ PK: `CALENDAR#${unit}`, SK: 'CALENDAR' });

const feedSchema = z.object({
  unit: z.string(),
  /** SHA-256 of the secret part of the address; absent once it was revoked. The secret itself is kept nowhere. */
  hash: z.string().optional(),
  changedAt: z.string(),
  changedBy: z.string(),
});
/** A unit's calendar address: at most one works at a time. */
export type CalendarFeed = z.infer<typeof feedSchema>;

export function createCalendarStore(table: Table) {
  const { client, name: TableName } = table;
  return {
    async get(unit: string): Promise<CalendarFeed | undefined> {
      const item = await getItem(table, keyOf(unit));
      return item ? feedSchema.parse(item) : undefined;
    },
    async put(feed: CalendarFeed): Promise<void> {
      await client.send(new PutCommand({ TableName, Item: { ...keyOf(feed.unit), ...feed } }));
    },
  };
}
export type CalendarStore = ReturnType<typeof createCalendarStore>;
