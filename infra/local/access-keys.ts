import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import * as z from 'zod';

export interface AccessKey {
  accessKeyId: string;
  secretAccessKey: string;
}

/** Whose key may do everything, for a person at this machine; no function has that name. */
export const ADMINISTRATOR = 'administrator';

/** The access keys of the functions: each signs with its own, so that every request tells whose it is. */
export interface AccessKeys {
  of(name: string): AccessKey;
  /** The secret of a key that was given out; undefined for any other. */
  find(accessKeyId: string): AccessKey | undefined;
  /** The function that a key was given to. */
  ownerOf(accessKeyId: string): string | undefined;
  /** The function that says it signed a request: the signature itself is verified by S3 alone. */
  callerOf(request: IncomingMessage): string | undefined;
}

const storedSchema = z.record(z.string(), z.object({ accessKeyId: z.string(), secretAccessKey: z.string() }));

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As AWS writes them: AKIA and sixteen capitals and digits. */
function accessKeyId(name: string): string {
  const hash = createHash('sha256').update(name).digest().subarray(0, 16);
  return `AKIA${[...hash].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}

/** Opens the keys kept in a file, and makes one for each name that has none. */
export function openAccessKeys(file: string, names: readonly string[]): AccessKeys {
  const keys = new Map(
    existsSync(file) ? Object.entries(storedSchema.parse(JSON.parse(readFileSync(file, 'utf8')))) : [],
  );
  for (const name of [...names, ADMINISTRATOR])
    if (!keys.has(name))
      keys.set(name, { accessKeyId: accessKeyId(name), secretAccessKey: randomBytes(30).toString('base64') });
  writeFileSync(file, JSON.stringify(Object.fromEntries(keys), null, 2), { mode: 0o600 });
  const owners = new Map([...keys].map(([name, key]) => [key.accessKeyId, name]));
  return {
    of(name) {
      const key = keys.get(name);
      if (!key) throw new Error(`no access key for ${name}`);
      return key;
    },
    find: (id) => keys.get(owners.get(id) ?? ''),
    ownerOf: (id) => owners.get(id),
    callerOf: ({ headers }) => owners.get(/Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? ''),
  };
}
