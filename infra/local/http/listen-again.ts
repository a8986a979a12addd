import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { type Listening, listen } from './listen.ts';

const isPort = (port: number): boolean => Number.isInteger(port) && port > 0 && port < 65_536;
const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/**
 * Serves HTTP where it did before, by the port in a file, so that an upload form or a link outlives a restart; on another port
 * when something else has that one meanwhile.
 */
export async function listenAgain(handle: RequestListener, file: string): Promise<Listening> {
  const kept = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const listening = await listen(handle, isPort(kept) ? kept : 0).catch((error: unknown) => {
    if (isTaken(error)) return listen(handle);
    throw error;
  });
  writeFileSync(file, `${listening.port}\n`);
  return listening;
}
