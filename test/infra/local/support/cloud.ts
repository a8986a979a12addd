import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../../../infra/local/cloud.ts';
import { smallStack } from './small-stack.ts';

export const START = '2026-10-27T00:00:00Z';

/** Starts the small stack in a folder, as often as one likes; the clock stands at START the first time. */
export async function startSmallCloud(folder: string, options: Partial<LocalCloudOptions> = {}) {
  const recordFile = join(folder, 'records.jsonl');
  const lines: string[] = [];
  const cloud: LocalCloud = await startLocalCloud({
    dataDir: join(folder, 'data'),
    now: Date.parse(START),
    demo: false,
    // Its one role grants nothing.
    enforceRoles: false,
    stack: smallStack(join(folder, 'assets'), recordFile),
    log: (line) => lines.push(line),
    ...options,
  });
  const ask = (path: string, init: RequestInit = {}) => fetch(new URL(path, cloud.url), init);
  return {
    cloud,
    /** What was complained of. */
    lines,
    ask,
    askAs: async (user: string, path: string, init: RequestInit = {}) =>
      ask(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${await cloud.token(user)}` } }),
    /** The events that the recording function got. */
    records: (): { name: string; now: string; event: Record<string, unknown> }[] =>
      existsSync(recordFile)
        ? readFileSync(recordFile, 'utf8')
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line))
        : [],
    /** The secret of a function's access key. */
    keyOf(name: string): { accessKeyId: string; secretAccessKey: string } {
      return JSON.parse(readFileSync(join(folder, 'data', 'keys.json'), 'utf8'))[name];
    },
  };
}
export type SmallCloud = Awaited<ReturnType<typeof startSmallCloud>>;
