import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export interface Consumed {
  readUnits: number;
  writeUnits: number;
  calls: number;
  items: number;
}

// The document client's commands go by the names of the plain client's.
const READS = new Set(['QueryCommand', 'GetItemCommand', 'BatchGetItemCommand', 'ScanCommand']);
const WRITES = new Set(['PutItemCommand', 'UpdateItemCommand', 'TransactWriteItemsCommand', 'BatchWriteItemCommand']);

interface Answer {
  ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
  Items?: unknown[];
  Responses?: Record<string, unknown[]> | unknown[];
}

interface Batch {
  RequestItems?: Record<string, { ConsistentRead?: boolean }>;
}

/**
 * A batch read costs what its items cost one by one, rounded up each; the local database rounds the batch as a whole.
 * All items here are below 4 KB: half a unit each, one when read consistently.
 */
function batchUnits(input: Batch, found: number): number {
  const consistent = Object.values(input.RequestItems ?? {}).some((request) => request.ConsistentRead);
  return found * (consistent ? 1 : 0.5);
}

/** Counts what a client's calls consume, as the database reports it. Returns the running figures. */
export function countCapacity(client: DynamoDBDocumentClient): Consumed {
  const consumed: Consumed = { readUnits: 0, writeUnits: 0, calls: 0, items: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const input = { ...(args.input as object), ReturnConsumedCapacity: 'INDEXES' };
      const result = await next({ ...args, input });
      const output = result.output as Answer;
      const reported = [output.ConsumedCapacity ?? []].flat();
      const units = reported.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
      const name = context.commandName ?? '';
      consumed.calls += 1;
      const batch =
        output.Responses && !Array.isArray(output.Responses) ? Object.values(output.Responses).flat().length : 0;
      consumed.items += batch + (output.Items?.length ?? 0);
      if (name === 'BatchGetItemCommand') consumed.readUnits += batchUnits(args.input as Batch, batch);
      else if (READS.has(name)) consumed.readUnits += units;
      else if (WRITES.has(name)) consumed.writeUnits += units;
      else throw new Error(`${name} is neither a read nor a write that is counted`);
      return result;
    },
    { step: 'initialize', name: 'countCapacity' },
  );
  return consumed;
}
