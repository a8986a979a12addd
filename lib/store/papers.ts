import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Instant } from '../calendar/dates.ts';
import { type Compilation, compilationSchema, expiryOf } from '../papers/compilation.ts';
import { type KeptReport, keptReportSchema } from '../papers/kept.ts';
import { getItem } from './items.ts';
import { droppedAfter, INDEX, isConditionFailure, queryGroup, type Table } from './table.ts';

/** A family of papers in the register: each is one item, listed in order of id, and dropped after its expiry if it has one. */
function createFamily<Paper extends { id: string }>(
  table: Table,
  kind: string,
  schema: z.ZodType<Paper>,
  expiry?: (paper: Paper) => Instant,
) {
  const { client, name: TableName } = table;
  const group = `PAPERS#${kind}`;
  const listedSchema = z.object({ summary: schema });
  const keyOf = (id: string) => ({ PK: `PAPER#${kind}#${id}`, SK: 'PAPER' });
  const itemOf = (paper: Paper) => ({
    ...keyOf(paper.id),
    summary: paper,
    [INDEX.byPeriod.partition]: group,
    [INDEX.byPeriod.sort]: paper.id,
    ...(expiry ? droppedAfter(expiry(paper)) : {}),
  });

  return {
    async get(id: string): Promise<Paper | undefined> {
      const item = await getItem(table, keyOf(id));
      return item ? listedSchema.parse(item).summary : undefined;
    },

    /** Keeps a new paper; false when there is one of that id. */
    async create(paper: Paper): Promise<boolean> {
      try {
        const Item = itemOf(paper);
        await client.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(PK)' }));
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    /** Writes the next state if the one that was read still stands; false otherwise. */
    async replace(read: Paper, next: Paper): Promise<boolean> {
      try {
        await client.send(
          new PutCommand({
            TableName,
            Item: itemOf(next),
            ConditionExpression: 'summary = :read',
            ExpressionAttributeValues: { ':read': read },
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    /** Every paper of the family, in order of id. */
    async list(): Promise<Paper[]> {
      const items = await queryGroup(table, group);
      return items.map((item) => listedSchema.parse(item).summary);
    },
  };
}

/** The papers that are kept: months' compliance reports, and what was compiled. */
export const createPaperStore = (table: Table) => ({
  reports: createFamily<KeptReport>(table, 'REPORT', keptReportSchema),
  compilations: createFamily<Compilation>(table, 'COMPILATION', compilationSchema, expiryOf),
});
export type PaperStore = ReturnType<typeof createPaperStore>;
