import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { LocalDate } from '../../lib/calendar/dates.ts';
import { type Lock, lockDirectory } from './lock.ts';

/** Its presence says that a directory is ours, and may be emptied. */
const MARKER = 'local-cloud.json';

const markerSchema = z.object({ format: z.literal(1), goLive: z.iso.date() });

export interface DataDirectory {
  path: string;
  file(name: string): string;
  /** From which last acceptable day on obligations are opened; kept between runs. */
  goLive: LocalDate;
  lock: Lock;
}

export interface DataDirectoryOptions {
  path: string;
  /** Starts empty. */
  fresh: boolean;
  /** Replaces the one kept; undefined keeps it. */
  goLive: LocalDate | undefined;
  /** For a new directory when no other is given. */
  defaultGoLive: LocalDate;
}

/** A directory that cannot be used; the message says why and what to do. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError';
}

/**
 * Makes a directory and those above it that are missing, one by one: told to do it all at once, Node tries for ever on
 * a file system that takes no new ones (/proc).
 */
function makeDirectory(path: string): void {
  try {
    if (!existsSync(path)) {
      if (dirname(path) !== path) makeDirectory(dirname(path));
      mkdirSync(path);
    }
    if (!statSync(path).isDirectory()) throw new Error('it is a file');
  } catch (error) {
    if (error instanceof DataDirectoryError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataDirectoryError(`${path} cannot be made or used: ${reason}`);
  }
}

/** Opens the directory in which a local cloud keeps everything, for one local cloud at a time. */
export async function openDataDirectory(options: DataDirectoryOptions): Promise<DataDirectory> {
  const { path, fresh, goLive, defaultGoLive } = options;
  makeDirectory(path);
  const marker = join(path, MARKER);
  if (readdirSync(path).length > 0 && !existsSync(marker))
    throw new DataDirectoryError(`${path} holds other things; choose an empty or a new directory for --data`);
  const lock = await lockDirectory(path);
  try {
    if (fresh) for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true });
    const stored = existsSync(marker) ? markerSchema.parse(JSON.parse(readFileSync(marker, 'utf8'))) : undefined;
    const effective = goLive ?? stored?.goLive ?? defaultGoLive;
    writeFileSync(marker, `${JSON.stringify({ format: 1, goLive: effective })}\n`);
    mkdirSync(join(path, 'logs'), { recursive: true });
    return { path, file: (name) => join(path, name), goLive: effective, lock };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
