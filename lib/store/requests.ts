import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Instant } from '../calendar/dates.ts';
import { type Request, requestSchema } from '../requests/request.ts';
import type { StoredFile } from '../submissions/submission.ts';
import { canBeId, INDEX, isConditionFailure, queryAll, type Table } from './table.ts';

const REQUESTS = 'REQUESTS';
const keyOf = (id: string) => ({ PK: `REQUEST#${id}`, SK: 'REQUEST' });
const fromItem = (item: unknown): Request => requestSchema.parse(item);

/** What lists show of a request, and what finding its obligations needs. */
const summarySchema = requestSchema
  .pick({
    id: true,
    documentNumber: true,
    documentDate: true,
    subject: true,
    kind: true,
    restricted: true,
    deadline: true,
    openedAt: true,
    closedAt: true,
  })
  .extend({ periods: z.array(z.string()), lastDay: z.string().optional() });
export type RequestSummary = z.infer<typeof summarySchema>;
const listedSchema = z.object({ summary: summarySchema });

export function createRequestStore(table: Table) {
  const { client, name: TableName } = table;
  return {
    /** Keeps a new request; false when its document has opened one before. */
    async create(request: Request, summary: RequestSummary): Promise<boolean> {
      const listed = { [INDEX.byPeriod.partition]: REQUESTS, [INDEX.byPeriod.sort]: request.id };
      try {
        const Item = { ...keyOf(request.id), ...request, ...listed, summary };
        await client.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(PK)' }));
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    async get(id: string): Promise<Request | undefined> {
      if (!canBeId(id)) return undefined;
      const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(id), ConsistentRead: true }));
      return Item ? fromItem(Item) : undefined;
    },

    /** All requests ever opened, in order of id: year, then document number. */
    async list(): Promise<RequestSummary[]> {
      const items = await queryAll(table, {
        IndexName: INDEX.byPeriod.name,
        KeyConditionExpression: '#group = :requests',
        ExpressionAttributeNames: { '#group': INDEX.byPeriod.partition },
        ExpressionAttributeValues: { ':requests': REQUESTS },
      });
      return items.map((item) => listedSchema.parse(item).summary);
    },

    /** Closes a request once; false when it was closed before. */
    async close(id: string, by: string, now: Instant): Promise<boolean> {
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(id),
            UpdateExpression: 'SET closedAt = :now, closedBy = :by, summary.closedAt = :now',
            ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(closedAt)',
            ExpressionAttributeValues: { ':now': now, ':by': by },
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    /** Notes that an attachment is stored; twice the same, or a later copy, changes nothing. */
    async noteStored(id: string, file: string, stored: StoredFile): Promise<void> {
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(id),
            UpdateExpression: 'SET attachments.#file.#stored = :stored',
            ConditionExpression:
              'attribute_exists(attachments.#file) AND (attribute_not_exists(attachments.#file.#stored) OR attachments.#file.#stored.#at > :at)',
            ExpressionAttributeNames: { '#file': file, '#stored': 'stored', '#at': 'at' },
            ExpressionAttributeValues: { ':stored': stored, ':at': stored.at },
          }),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },
  };
}
export type RequestStore = ReturnType<typeof createRequestStore>;
