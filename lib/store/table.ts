import {
  type DynamoDBDocumentClient,
  paginateQuery,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

/** The register's keys and indexes: the stack declares them, the adapters use them, and no one else knows them. */
export const KEY = { partition: 'PK', sort: 'SK' } as const;

export const INDEX = {
  /** All obligations of a rule's period, in order of unit; and all units of the registry. */
  byPeriod: {
    name: 'byPeriod',
    partition: 'group',
    sort: 'member',
    // Not all attributes: a timer that moves must not cost a second index write.
    projected: [
      ...[
        'id',
        'unit',
        'rule',
        'period',
        'from',
        'to',
        'lastDay',
        'dueBefore',
        'regimeVersion',
        'status',
        'receivedAt',
        'waivedAt',
        'withdrawnAt',
        'original',
        'extension',
        'supplement',
        'version',
        'title',
        'subject',
        'request',
        'kind',
        'official',
        'restricted',
        'since',
        'agency',
      ],
      ...[
        'name',
        'category',
        'tags',
        'validFrom',
        'validTo',
        'successors',
        'contactEmail',
        'headName',
        'headEmail',
        'changes',
        'addressProblems',
      ],
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

/** The attribute by which DynamoDB drops drafts that nobody completed, long after any event could still arrive. */
export const TTL_ATTRIBUTE = 'expiresAt';

/** A table, and the client that speaks to it. */
export interface Table {
  client: DynamoDBDocumentClient;
  name: string;
  /** Over how many partitions the sparse indexes spread; raise it with the load, a sweep reads each of them. */
  shards: number;
}

/** DynamoDB takes no longer key than 2,048 bytes, and no id of ours comes near: a longer one is not looked for. */
const LONGEST_ID = 250;
export const canBeId = (text: string): boolean => text.length <= LONGEST_ID;

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
