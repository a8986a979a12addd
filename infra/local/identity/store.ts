import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { DataStore } from 'cognito-local/lib/services/dataStore/dataStore.js';
import type { DataStoreFactory } from 'cognito-local/lib/services/dataStore/factory.js';

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

interface Change {
  path: string[];
  /** Absent: removed. */
  value?: unknown;
}

function apply(root: Record<string, unknown>, { path, ...change }: Change): void {
  const parent = parentOf(root, path);
  const last = path.at(-1) ?? '';
  if ('value' in change) parent[last] = change.value;
  else delete parent[last];
}

/** The changes in a journal; a last line that a crash cut off was never answered for. */
function readJournal(file: string): Change[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  return lines.map((line) => JSON.parse(line, revive));
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
      const journal = join(directory, `${id}.journal`);
      const stored: unknown = existsSync(snapshot) ? JSON.parse(readFileSync(snapshot, 'utf8'), revive) : {};
      const root: Record<string, unknown> = { ...defaults, ...(isRecord(stored) ? stored : {}) };
      for (const change of readJournal(journal)) apply(root, change);
      writeFileSync(`${snapshot}.new`, JSON.stringify(root));
      renameSync(`${snapshot}.new`, snapshot);
      writeFileSync(journal, '');
      const note = (change: Change) => {
        apply(root, change);
        appendFileSync(journal, `${JSON.stringify(change)}\n`);
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
