import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { getItems } from './items.ts';
import type { Table } from './table.ts';

const deliverySchema = z.object({ kind: z.enum(['bounce', 'complaint']), at: z.string(), detail: z.string() });
/** What the mail service reported of one recipient of a letter. */
export type Delivery = z.infer<typeof deliverySchema>;

const storedSchema = z.object({ messageId: z.string(), deliveries: z.record(z.string(), deliverySchema) });
const keyOf = (messageId: string) => ({ PK: `MAIL#${messageId}`, SK: 'MAIL' });

/** Letters of which the mail service had something to report; all others are known from the ledger alone. */
export function createMailStore(table: Table) {
  const { client, name: TableName } = table;
  return {
    async noteDelivery(messageId: string, recipient: string, delivery: Delivery): Promise<void> {
      const Key = keyOf(messageId);
      await client.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'SET messageId = :id, deliveries = if_not_exists(deliveries, :none)',
          ExpressionAttributeValues: { ':id': messageId, ':none': {} },
        }),
      );
      await client.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: 'SET deliveries.#recipient = if_not_exists(deliveries.#recipient, :delivery)',
          ExpressionAttributeNames: { '#recipient': recipient },
          ExpressionAttributeValues: { ':delivery': delivery },
        }),
      );
    },

    /** The reports on some letters, by message id and recipient; letters without a report are absent. */
    async deliveries(messageIds: readonly string[]): Promise<Map<string, Record<string, Delivery>>> {
      const items = await getItems(table, [...new Set(messageIds)].map(keyOf), { consistent: false });
      return new Map(
        items.map((item) => {
          const { messageId, deliveries } = storedSchema.parse(item);
          return [messageId, deliveries];
        }),
      );
    },
  };
}
export type MailStore = ReturnType<typeof createMailStore>;
