import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../../lib/store/table.ts';
import { startRegister, type TestRegister } from '../../support/register.ts';
import { itemsOf } from './facts.ts';
import type { Delivered } from './process.ts';

/** What outlives every process: the register, letters that were delivered, stored files, sign-ins. */
export interface Ground {
  table: Table;
  endpoint: string;
  letters: Delivered[];
  /** Files in the store, by key. */
  files: Map<string, Uint8Array>;
  bytesOf: (key: string) => Uint8Array;
  /** Who can sign in, by name, with the address. */
  signIns: Map<string, string>;
  /** Files of the portal that are in place. */
  kept: Set<string>;
  /** What CloudFormation was told. */
  answers: string[];
}

/** DynamoDB's own limit on one batch. */
const BATCH = 25;

/** Grounds on one database, each with a table of its own. */
export function createGrounds() {
  let register: TestRegister | undefined;
  let made = 0;

  async function fresh(files = new Map<string, Uint8Array>(), signIns = new Map<string, string>()): Promise<Ground> {
    if (!register) throw new Error('the database has not been started');
    made += 1;
    const name = `register-${made}`;
    await register.another(name);
    return {
      table: { ...register.table, name },
      endpoint: register.endpoint,
      letters: [],
      files,
      bytesOf(key) {
        const bytes = files.get(key);
        if (!bytes) throw new Error(`there is no ${key}`);
        return bytes;
      },
      signIns,
      kept: new Set(),
      answers: [],
    };
  }

  return {
    async start(): Promise<void> {
      register = await startRegister();
    },
    fresh,
    /** Another ground like one that was prepared: what is in the register and in the store, and who can sign in, but no letters. */
    async copy(prepared: Ground): Promise<Ground> {
      const ground = await fresh(new Map(prepared.files), new Map(prepared.signIns));
      const items = await itemsOf(prepared.table);
      const { client, name } = ground.table;
      for (let i = 0; i < items.length; i += BATCH) {
        const puts = items.slice(i, i + BATCH).map((Item) => ({ PutRequest: { Item } }));
        const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }));
        if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('not all of the ground was copied');
      }
      return ground;
    },
    stop: async () => register?.stop(),
  };
}
export type Grounds = ReturnType<typeof createGrounds>;
