import { BatchGetCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Unit, unitSchema } from '../units/unit.ts';
import { INDEX, queryAll, type Table } from './table.ts';

const addressProblemSchema = z.object({
  kind: z.enum(['bounce', 'complaint']),
  since: z.string(),
  detail: z.string(),
});
export type AddressProblem = z.infer<typeof addressProblemSchema>;

/** A unit as the register holds it: with what the mail service said of its addresses, keyed by address. */
export interface RegisteredUnit extends Unit {
  addressProblems: Record<string, AddressProblem>;
}

const REGISTRY = 'REGISTRY';
const keyOf = (id: string) => ({ PK: `UNIT#${id}`, SK: 'UNIT' });
const storedSchema = z.object({
  ...unitSchema.shape,
  addressProblems: z.record(z.string(), addressProblemSchema).default({}),
});
const fromItem = (item: unknown): RegisteredUnit => storedSchema.parse(item);

/** DynamoDB's own limit on one batch. */
const BATCH = 100;

export function createUnitStore(table: Table) {
  async function batch(ids: string[]): Promise<RegisteredUnit[]> {
    const found: RegisteredUnit[] = [];
    let keys: Record<string, unknown>[] = ids.map(keyOf);
    while (keys.length > 0) {
      const answer = await table.client.send(new BatchGetCommand({ RequestItems: { [table.name]: { Keys: keys } } }));
      found.push(...(answer.Responses?.[table.name] ?? []).map(fromItem));
      keys = answer.UnprocessedKeys?.[table.name]?.Keys ?? [];
    }
    return found;
  }

  return {
    async get(id: string): Promise<RegisteredUnit | undefined> {
      const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: keyOf(id) }));
      return Item ? fromItem(Item) : undefined;
    },

    async getMany(ids: readonly string[]): Promise<Map<string, RegisteredUnit>> {
      const units = new Map<string, RegisteredUnit>();
      for (let i = 0; i < ids.length; i += BATCH)
        for (const unit of await batch(ids.slice(i, i + BATCH))) units.set(unit.id, unit);
      return units;
    },

    /** The whole registry, in order of id, past units included. */
    async list(): Promise<RegisteredUnit[]> {
      const items = await queryAll(table, {
        IndexName: INDEX.byPeriod.name,
        KeyConditionExpression: '#group = :registry',
        ExpressionAttributeNames: { '#group': INDEX.byPeriod.partition },
        ExpressionAttributeValues: { ':registry': REGISTRY },
      });
      return items.map(fromItem);
    },

    /** Writes the registry's fields of a unit and leaves what the mail service said of it alone. */
    async put(unit: Unit): Promise<void> {
      const fields = {
        ...unitSchema.parse(unit),
        [INDEX.byPeriod.partition]: REGISTRY,
        [INDEX.byPeriod.sort]: unit.id,
      };
      const optional = ['validTo', 'headEmail'].filter(
        (name) => !(name in fields) || fields[name as 'validTo'] === undefined,
      );
      const set = Object.entries(fields).filter(([, value]) => value !== undefined);
      const names = Object.fromEntries([...set.map(([name]) => name), ...optional].map((name) => [`#${name}`, name]));
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keyOf(unit.id),
          UpdateExpression: [
            `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            ...(optional.length > 0 ? [`REMOVE ${optional.map((name) => `#${name}`).join(', ')}`] : []),
          ].join(' '),
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
        }),
      );
    },

    /** Notes that mail to one of the unit's addresses does not arrive; the first report stands. */
    async noteAddressProblem(id: string, address: string, problem: AddressProblem): Promise<void> {
      const Key = keyOf(id);
      const { client, name } = table;
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key,
          UpdateExpression: 'SET addressProblems = if_not_exists(addressProblems, :none)',
          ConditionExpression: 'attribute_exists(PK)',
          ExpressionAttributeValues: { ':none': {} },
        }),
      );
      await client.send(
        new UpdateCommand({
          TableName: name,
          Key,
          UpdateExpression: 'SET addressProblems.#address = if_not_exists(addressProblems.#address, :problem)',
          ExpressionAttributeNames: { '#address': address },
          ExpressionAttributeValues: { ':problem': problem },
        }),
      );
    },
  };
}
export type UnitStore = ReturnType<typeof createUnitStore>;
