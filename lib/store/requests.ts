import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Instant } from '../calendar/dates.ts';
import type { HistoryEvent } from '../obligations/history.ts';
import { type Request, requestSchema } from '../requests/request.ts';
import type { Refused, StoredFile } from '../submissions/submission.ts';
import { getItem } from './items.ts';
import { noteScanned } from './scanned.ts';
import { INDEX, isConditionFailure, queryGroup, type Table } from './table.ts';

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
  .extend({ periods: z.array(z.string()), targets: z.int(), lastDay: z.string().optional() });
export type RequestSummary = z.infer<typeof summarySchema>;
const listedSchema = z.object({ summary: summarySchema });

/**
 * The part of a transaction by which a request takes note that one of its reports is awaited again. It reopens one that is
 * closed, and makes a closing fail that looked at the reports before; the request must be closed or open as it was read.
 */
export function requestLapse(
  { name: TableName }: Table,
  { id, closedAt, closedBy }: Request,
  { at, by }: Pick<HistoryEvent, 'at' | 'by'>,
) {
  const count = 'lapses = if_not_exists(lapses, :none) + :one';
  const counting = { ':none': 0, ':one': 1 };
  if (closedAt === undefined)
    return {
      Update: {
        ...{ TableName, Key: keyOf(id), UpdateExpression: `SET ${count}` },
        ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(closedAt)',
        ExpressionAttributeValues: counting,
      },
    };
  const closing = { closedAt, closedBy, reopenedAt: at, reopenedBy: by };
  return {
    Update: {
      ...{ TableName, Key: keyOf(id) },
      UpdateExpression: `SET ${count}, closings = list_append(if_not_exists(closings, :noClosings), :closing) REMOVE closedAt, closedBy, summary.closedAt`,
      ConditionExpression: 'closedAt = :closedAt',
      ExpressionAttributeValues: { ...counting, ':closedAt': closedAt, ':noClosings': [], ':closing': [closing] },
    },
  };
}

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
      const item = await getItem(table, keyOf(id));
      return item ? fromItem(item) : undefined;
    },

    /** All requests ever opened, in order of id: year, then document number. */
    async list(): Promise<RequestSummary[]> {
      const items = await queryGroup(table, REQUESTS);
      return items.map((item) => listedSchema.parse(item).summary);
    },

    /**
     * Closes a request as it was read, before its reports were looked at; false when it was closed since, or when one of
     * its reports is awaited again.
     */
    async close({ id, lapses }: Request, by: string, now: Instant): Promise<boolean> {
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(id),
            UpdateExpression: 'SET closedAt = :now, closedBy = :by, summary.closedAt = :now',
            ConditionExpression: `attribute_exists(PK) AND attribute_not_exists(closedAt) AND ${
              lapses === undefined ? 'attribute_not_exists(lapses)' : 'lapses = :lapses'
            }`,
            ExpressionAttributeValues: {
              ...{ ':now': now, ':by': by },
              ...(lapses === undefined ? {} : { ':lapses': lapses }),
            },
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    /** Refuses an attachment that is stored, whatever was found in it before; false when it is not on record as stored yet. */
    async noteRefused(id: string, file: string, reason: Refused): Promise<boolean> {
      try {
        await client.send(
          new UpdateCommand({
            TableName,
            Key: keyOf(id),
            UpdateExpression: 'SET attachments.#file.#stored.refused = :reasons',
            ConditionExpression: 'attribute_exists(attachments.#file.#stored)',
            ExpressionAttributeNames: { '#file': file, '#stored': 'stored' },
            ExpressionAttributeValues: { ':reasons': [reason] },
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    /** Notes that the malware scan found an attachment clean. */
    noteScanned: (id: string, file: string, at: Instant): Promise<void> =>
      noteScanned(table, keyOf(id), 'attachments', file, at),

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
