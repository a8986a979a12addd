import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { DataStore } from 'cognito-local/lib/services/dataStore/dataStore.js';
import type { DataStoreFactory } from 'cognito-local/lib/services/dataStore/factory.js';
import * as z from 'zod';
import { openJsonLines } from '../json-lines.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** cognito-local marks its dates by their names. */
const revive = (key: string, value: unknown): unknown =>
  key.endsWith('Date') && typeof value === 'string' ? new Date(value) : value;

const pathOf = (key: string | string[]): string[] => (Array.isArray(key) ? key : [key]);

function parentOf(root: Record<string, unknown>, path: readonly string[]): Record<string, unknown> {
  let node = root;
  for (const step of path.slice(0, -1)) {
    const child = node[step];
    if (isRecord(child)) node = child;
    else {
      const made: Record<string, unknown> = {};
      node[step] = made;
      node = made;
    }
  }
  return node;
}

/** A value put at a path; removed when there is none. */
const changeSchema = z.object({ path: z.array(z.string()), value: z.unknown() }).partial({ value: true });
type Change = z.infer<typeof changeSchema>;

function apply(root: Record<string, unknown>, { path, ...change }: Change): void {
  const parent = parentOf(root, path);
  const last = path.at(-1) ?? '';
  if ('value' in change) parent[last] = change.value;
  else delete parent[last];
}

/**
 * Stores for cognito-local: a snapshot at each start, and a journal of what changed since. Its own store writes one
 * file in place, so that a crash in the middle of a write, or two writes at once, would lose every account.
 */
export function createFileStore(directory: string): DataStoreFactory {
  mkdirSync(directory, { recursive: true });
  return {
    async create(_, id, defaults): Promise<DataStore> {
      const snapshot = join(directory, `${id}.json`);
      const journal = openJsonLines(join(directory, `${id}.journal`), revive);
      const stored: unknown = existsSync(snapshot) ? JSON.parse(readFileSync(snapshot, 'utf8'), revive) : {};
      const root: Record<string, unknown> = { ...defaults, ...(isRecord(stored) ? stored : {}) };
      for (const change of z.array(changeSchema).parse(journal.values)) apply(root, change);
      writeFileSync(`${snapshot}.new`, JSON.stringify(root));
      renameSync(`${snapshot}.new`, snapshot);
      journal.replace([]);
      const note = (change: Change) => {
        apply(root, change);
        journal.append(change);
      };
      // What lies under a key is of the type that cognito-local put there.
      return {
        async delete(_context, key) {
          note({ path: pathOf(key) });
        },
        async get<T>(_context: Context, key: string | string[], fallback?: T): Promise<T> {
          const path = pathOf(key);
          return (parentOf(root, path)[path.at(-1) ?? ''] ?? fallback ?? null) as T;
        },
        async getRoot<T>(_context: Context): Promise<T> {
          return root as T;
        },
        async set(_context, key, value) {
          note({ path: pathOf(key), value });
        },
      };
    },
  };
}
