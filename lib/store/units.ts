import { BatchGetCommand, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { LocalDate } from '../calendar/dates.ts';
import { unitSchema } from '../units/unit.ts';
import { type DatedUnit, type UnitChange, unitChangeSchema, unitOn } from '../units/versions.ts';
import { Conflict, canBeId, INDEX, isConditionFailure, queryAll, type Table } from './table.ts';

const addressProblemSchema = z.object({
  kind: z.enum(['bounce', 'complaint']),
  since: z.string(),
  detail: z.string(),
});
export type AddressProblem = z.infer<typeof addressProblemSchema>;

/**
 * A unit as the register holds it: as it is newest, with the record of its changes and what the mail service said of its
 * addresses, keyed by address.
 */
export interface RegisteredUnit extends DatedUnit {
  changes: UnitChange[];
  addressProblems: Record<string, AddressProblem>;
}

/** A registered unit as it was on a local date. */
export const registeredOn = (unit: RegisteredUnit, on: LocalDate): RegisteredUnit => ({
  ...unitOn(unit, on),
  changes: unit.changes,
  addressProblems: unit.addressProblems,
});

const REGISTRY = 'REGISTRY';
const REVISION = { PK: REGISTRY, SK: 'REVISION' } as const;
const revisionSchema = z.object({ revision: z.int().positive() });
const keyOf = (id: string) => ({ PK: `UNIT#${id}`, SK: 'UNIT' });
const storedSchema = z.object({
  ...unitSchema.shape,
  changes: z.array(unitChangeSchema).default([]),
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

  async function guarded(command: UpdateCommand): Promise<void> {
    try {
      await table.client.send(command);
    } catch (error) {
      if (isConditionFailure(error)) throw new Conflict('another load of the registry came first', { cause: error });
      throw error;
    }
  }

  return {
    async get(id: string): Promise<RegisteredUnit | undefined> {
      if (!canBeId(id)) return undefined;
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

    /** How often the registry was loaded; 0 before the first time. */
    async revision(): Promise<number> {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: REVISION, ConsistentRead: true }),
      );
      return Item ? revisionSchema.parse(Item).revision : 0;
    },

    /** Takes the right to load: one of those who saw the same revision gets it, the others a Conflict. */
    async claimRevision(read: number): Promise<void> {
      await guarded(
        new UpdateCommand({
          TableName: table.name,
          Key: REVISION,
          UpdateExpression: 'SET revision = :next',
          ConditionExpression: read === 0 ? 'attribute_not_exists(PK)' : 'revision = :read',
          ExpressionAttributeValues: { ':next': read + 1, ...(read === 0 ? {} : { ':read': read }) },
        }),
      );
    },

    /**
     * Writes what the registry says of a unit, its record included, and leaves what the mail service said of it alone.
     * With `read`, the length of the record that was looked at, throws Conflict when somebody added to it since.
     */
    async put({ changes = [], ...unit }: DatedUnit, read?: number): Promise<void> {
      const fields = {
        ...unitSchema.parse(unit),
        changes,
        [INDEX.byPeriod.partition]: REGISTRY,
        [INDEX.byPeriod.sort]: unit.id,
      };
      const optional = (['validTo', 'headName', 'headEmail'] as const).filter((name) => fields[name] === undefined);
      const set = Object.entries(fields).filter(([, value]) => value !== undefined);
      const names = Object.fromEntries([...set.map(([name]) => name), ...optional].map((name) => [`#${name}`, name]));
      const condition =
        read === undefined
          ? {}
          : { ConditionExpression: `${read === 0 ? 'attribute_not_exists(#changes) OR ' : ''}size(#changes) = :read` };
      await guarded(
        new UpdateCommand({
          TableName: table.name,
          Key: keyOf(unit.id),
          UpdateExpression: [
            `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            ...(optional.length > 0 ? [`REMOVE ${optional.map((name) => `#${name}`).join(', ')}`] : []),
          ].join(' '),
          ...condition,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: {
            ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
            ...(read === undefined ? {} : { ':read': read }),
          },
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
