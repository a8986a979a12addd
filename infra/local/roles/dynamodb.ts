import * as z from 'zod';
import type { TableSpec } from '../template/storage.ts';
import type { Access } from './policy.ts';

const item = z.record(z.string(), z.unknown());
const single = z.object({
  TableName: z.string(),
  Key: item.optional(),
  Item: item.optional(),
  IndexName: z.string().optional(),
});
const transaction = z.object({ TransactItems: z.array(z.record(z.string(), single)) });
const batchGet = z.object({ RequestItems: z.record(z.string(), z.object({ Keys: z.array(item) })) });
const batchWrite = z.object({
  RequestItems: z.record(
    z.string(),
    z.array(z.record(z.string(), z.object({ Key: item.optional(), Item: item.optional() }))),
  ),
});

/** How the parts of a transaction or a batch are called, and the action that each needs. */
const ACTION_OF: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  PutRequest: 'BatchWriteItem',
  DeleteRequest: 'BatchWriteItem',
};

/** The value of a partition key, as `dynamodb:LeadingKeys` has it. */
const leadingKey = (table: TableSpec, key: Record<string, unknown> | undefined): string[] => {
  const name = table.key.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  const value = z.record(z.string(), z.string()).safeParse(key?.[name]);
  return value.success ? Object.values(value.data) : [];
};

/** What a request of DynamoDB's API does to which table or index; actions that functions do not use are one access each. */
export function accessesOf(
  action: string,
  body: unknown,
  { tables, arnOf }: { tables: readonly TableSpec[]; arnOf: (table: string) => string },
): Access[] {
  const access = (
    name: string,
    table: string,
    keys: readonly (Record<string, unknown> | undefined)[],
    index?: string,
  ): Access => {
    const spec = tables.find((candidate) => candidate.name === table);
    const leading = spec ? keys.flatMap((key) => leadingKey(spec, key)) : [];
    return {
      action: `dynamodb:${name}`,
      resource: `${arnOf(table)}${index === undefined ? '' : `/index/${index}`}`,
      context: leading.length > 0 ? { 'dynamodb:LeadingKeys': leading } : {},
    };
  };
  switch (action) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return transaction
        .parse(body)
        .TransactItems.flatMap((part) =>
          Object.entries(part).map(([kind, { TableName, Key, Item }]) =>
            access(ACTION_OF[kind] ?? kind, TableName, [Key ?? Item]),
          ),
        );
    case 'BatchGetItem':
      return Object.entries(batchGet.parse(body).RequestItems).map(([table, { Keys }]) => access(action, table, Keys));
    case 'BatchWriteItem':
      return Object.entries(batchWrite.parse(body).RequestItems).map(([table, requests]) =>
        access(
          action,
          table,
          requests.flatMap((request) => Object.values(request).map(({ Key, Item }) => Key ?? Item)),
        ),
      );
    default: {
      const { TableName, Key, Item, IndexName } = single.parse(body);
      return [access(action, TableName, [Key ?? Item], IndexName)];
    }
  }
}
