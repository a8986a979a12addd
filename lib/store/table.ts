import {
  type DynamoDBDocumentClient,
  paginateQuery,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../calendar/dates.ts';
import type { Obligation } from '../obligations/obligation.ts';
import { unitFields } from '../units/unit.ts';

/** The register's keys and indexes: the stack declares them, the adapters use them, and no one else knows them. */
export const KEY = { partition: 'PK', sort: 'SK' } as const;

/** What lists show of an obligation, and so what the period index projects of it. */
export const LISTED = {
  id: true,
  unit: true,
  rule: true,
  period: true,
  from: true,
  to: true,
  lastDay: true,
  dueBefore: true,
  regimeVersion: true,
  status: true,
  receivedAt: true,
  waivedAt: true,
  withdrawnAt: true,
  original: true,
  extension: true,
  supplement: true,
  version: true,
  title: true,
  subject: true,
  request: true,
  kind: true,
  official: true,
  restricted: true,
  since: true,
  agency: true,
} as const satisfies Partial<Record<keyof Obligation, true>>;

export const INDEX = {
  /** All obligations of a rule's period, in order of unit; and all units of the registry. */
  byPeriod: {
    name: 'byPeriod',
    partition: 'group',
    sort: 'member',
    // Not all attributes: a timer that moves must not cost a second index write.
    projected: [
      ...Object.keys(LISTED),
      ...unitFields,
      ...['changes', 'addressProblems'],
      // What lists show of a request or an account, in one piece.
      'summary',
    ],
  },
  /** Sparse: obligations about which something is to be said, by the instant at which it is. */
  byTimer: {
    name: 'byTimer',
    partition: 'timer',
    sort: 'timerAt',
    projected: [
      'id',
      'unit',
      'rule',
      'period',
      'lastDay',
      'dueBefore',
      'regimeVersion',
      'status',
      'supplement',
      'outbox',
      'version',
      'nextNoticeAt',
      'title',
      'since',
    ],
  },
  /** Sparse: obligations not yet received, by the instant at which they turn late; those to be reviewed, by receipt. */
  byDue: {
    name: 'byDue',
    partition: 'open',
    sort: 'dueKey',
    projected: ['id', 'unit', 'rule', 'period', 'title', 'lastDay', 'dueBefore', 'receivedAt'],
  },
} as const;

/** The attribute by which DynamoDB drops what nobody needs any more, some time after its instant. */
export const TTL_ATTRIBUTE = 'expiresAt';

/** What an item carries that DynamoDB is to drop after an instant. */
export const droppedAfter = (instant: Instant) => ({ [TTL_ATTRIBUTE]: Math.floor(Date.parse(instant) / 1000) });

/** A table, and the client that speaks to it. */
export interface Table {
  client: DynamoDBDocumentClient;
  name: string;
  /** Over how many partitions the sparse indexes spread; raise it with the load, a sweep reads each of them. */
  shards: number;
}

/** Two writers met; whoever sees this reads again and decides again. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
}

/** The shard of a unit, so that all timers of one unit lie together. */
export function shardOf(unit: string, shards: number): number {
  let hash = 0;
  for (let i = 0; i < unit.length; i += 1) hash = (Math.imul(hash, 31) + unit.charCodeAt(i)) >>> 0;
  return hash % shards;
}

type TransactItems = NonNullable<TransactWriteCommandInput['TransactItems']>;

const cancellation = (error: unknown): string[] => {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return [];
  const reasons = 'CancellationReasons' in error ? error.CancellationReasons : undefined;
  return Array.isArray(reasons) ? reasons.map((reason) => String(reason?.Code)) : [];
};

/** Writes all items or none; throws Conflict when a condition does not hold or another transaction is in the way. */
export async function transact(table: Table, items: TransactItems): Promise<void> {
  try {
    await table.client.send(new TransactWriteCommand({ TransactItems: items }));
  } catch (error) {
    const reasons = cancellation(error);
    if (reasons.some((code) => code === 'ConditionalCheckFailed' || code === 'TransactionConflict'))
      throw new Conflict(`another writer came first (${reasons.join(', ')})`, { cause: error });
    throw error;
  }
}

/** Whether a single conditional write was refused by its condition. */
export const isConditionFailure = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

/** Every item of a query, page after page, at most `limit`. */
export async function queryAll(
  table: Table,
  input: Omit<QueryCommandInput, 'TableName'>,
  limit = Number.POSITIVE_INFINITY,
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  const config = { client: table.client };
  for await (const page of paginateQuery(config, { TableName: table.name, ...input })) {
    items.push(...(page.Items ?? []));
    if (items.length >= limit) break;
  }
  return items.length > limit ? items.slice(0, limit) : items;
}

interface Grouped {
  /** Only the members after this one. */
  after?: string | undefined;
  limit?: number | undefined;
  /** Only these attributes; all that the index projects otherwise. */
  attributes?: readonly string[];
}

/** What one group of the period index holds, in order of member. */
export function queryGroup(table: Table, group: string, { after, limit, attributes = [] }: Grouped = {}) {
  const { name, partition, sort } = INDEX.byPeriod;
  const names = Object.fromEntries(attributes.map((attribute) => [`#${attribute}`, attribute]));
  const input = {
    IndexName: name,
    KeyConditionExpression: after === undefined ? '#group = :group' : '#group = :group AND #member > :after',
    ExpressionAttributeNames: { '#group': partition, ...names, ...(after === undefined ? {} : { '#member': sort }) },
    ExpressionAttributeValues: { ':group': group, ...(after === undefined ? {} : { ':after': after }) },
    ...(attributes.length === 0 ? {} : { ProjectionExpression: Object.keys(names).join(', ') }),
    ...(limit === undefined ? {} : { Limit: limit }),
  };
  // The service may cut an answer short of the limit, by its size.
  return queryAll(table, input, limit);
}
