import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files that are there whole or not at all, also when the machine stops in the middle. */

/** 32 characters that are safe in addresses and file names. */
export const randomId = () => randomBytes(24).toString('base64url');

/** Makes the names in a directory durable. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await handle.write(bytes, written, bytes.length - written)).bytesWritten;
}

/** A complete, durable file that no name leads to yet. */
export interface StagedFile {
  path: string;
  /** Removes it, unless it has been moved to its place. */
  discard(): Promise<void>;
}

/** Writes a stream to a temporary file in `directory`; leaves nothing behind when the stream fails. */
export async function stageFile(directory: string, source: AsyncIterable<Uint8Array>): Promise<StagedFile> {
  const path = join(directory, randomId());
  const discard = () => rm(path, { force: true });
  const handle = await open(path, 'wx');
  try {
    for await (const chunk of source) await writeAll(handle, chunk);
    await handle.sync();
    await handle.close();
  } catch (error) {
    await handle.close().catch(() => undefined);
    await discard();
    throw error;
  }
  return { path, discard };
}

/** Moves a file to its place, in one step, durably. */
export async function place(staged: StagedFile, path: string): Promise<void> {
  await rename(staged.path, path);
  await syncDirectory(dirname(path));
}

/** Writes a JSON file in one step; `directory` is for the temporary file. */
export async function writeJson(directory: string, path: string, value: unknown): Promise<void> {
  async function* text() {
    yield Buffer.from(`${JSON.stringify(value)}\n`);
  }
  await place(await stageFile(directory, text()), path);
}
