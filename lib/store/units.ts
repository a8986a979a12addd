import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Instant, LocalDate } from '../calendar/dates.ts';
import { unitSchema } from '../units/unit.ts';
import { type DatedUnit, type UnitChange, unitChangeSchema, unitOn } from '../units/versions.ts';
import { getItem, getItems } from './items.ts';
import { Conflict, INDEX, isConditionFailure, queryGroup, type Table } from './table.ts';

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

export function createUnitStore(table: Table) {
  async function guarded(command: UpdateCommand): Promise<void> {
    try {
      await table.client.send(command);
    } catch (error) {
      if (isConditionFailure(error)) throw new Conflict('another load of the registry came first', { cause: error });
      throw error;
    }
  }

  /** Whether an update was made; not when its condition did not hold. */
  async function unlessRefused(update: Omit<UpdateCommandInput, 'TableName'>): Promise<boolean> {
    try {
      await table.client.send(new UpdateCommand({ TableName: table.name, ...update }));
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  /** DynamoDB writes into a map only where there is one. False when there is no such unit. */
  const makeRoom = (id: string, map: 'addressProblems' | 'addressRevivals'): Promise<boolean> =>
    unlessRefused({
      Key: keyOf(id),
      UpdateExpression: 'SET #map = if_not_exists(#map, :none)',
      ConditionExpression: 'attribute_exists(PK)',
      ExpressionAttributeNames: { '#map': map },
      ExpressionAttributeValues: { ':none': {} },
    });

  return {
    async get(id: string): Promise<RegisteredUnit | undefined> {
      const item = await getItem(table, keyOf(id), { consistent: false });
      return item ? fromItem(item) : undefined;
    },

    async getMany(ids: readonly string[]): Promise<Map<string, RegisteredUnit>> {
      const items = await getItems(table, ids.map(keyOf), { consistent: false });
      return new Map(items.map(fromItem).map((unit) => [unit.id, unit]));
    },

    /** The whole registry, in order of id, past units included. */
    async list(): Promise<RegisteredUnit[]> {
      const items = await queryGroup(table, REGISTRY);
      return items.map(fromItem);
    },

    /** How often the registry was loaded; 0 before the first time. */
    async revision(): Promise<number> {
      const item = await getItem(table, REVISION);
      return item ? revisionSchema.parse(item).revision : 0;
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

    /**
     * Notes that mail to one of the unit's addresses does not arrive; the first report stands. News from before the Office
     * said that the address is right again is no news, nor is any of a unit that there is not.
     */
    async noteAddressProblem(id: string, address: string, problem: AddressProblem): Promise<void> {
      if (!(await makeRoom(id, 'addressProblems'))) return;
      await unlessRefused({
        Key: keyOf(id),
        UpdateExpression: 'SET addressProblems.#address = if_not_exists(addressProblems.#address, :problem)',
        ConditionExpression: 'attribute_not_exists(addressRevivals.#address) OR addressRevivals.#address.#at < :since',
        ExpressionAttributeNames: { '#address': address, '#at': 'at' },
        ExpressionAttributeValues: { ':problem': problem, ':since': problem.since },
      });
    },

    /** Lets letters go to an address again, by whose word and when; false when nothing was wrong with it. */
    async reviveAddress(id: string, address: string, revival: { at: Instant; by: string }): Promise<boolean> {
      if (!(await makeRoom(id, 'addressRevivals'))) return false;
      return unlessRefused({
        Key: keyOf(id),
        UpdateExpression: 'REMOVE addressProblems.#address SET addressRevivals.#address = :revival',
        ConditionExpression: 'attribute_exists(addressProblems.#address)',
        ExpressionAttributeNames: { '#address': address },
        ExpressionAttributeValues: { ':revival': revival },
      });
    },
  };
}
export type UnitStore = ReturnType<typeof createUnitStore>;
