import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Held while a local cloud works on a data directory. */
export interface Lock {
  release(): Promise<void>;
}

export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';
}

/**
 * A local socket named after the directory: the system frees it when its holder ends, however it ends, so that a
 * crash leaves no lock behind. On Linux and Windows the name lives in no file system at all.
 */
function socketOf(directory: string): string {
  const name = `dung-han-${createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

const bind = (path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });

const isHeld = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

/** Takes the lock of a data directory. Throws DirectoryInUse while another local cloud, in any process, holds it. */
export async function lockDirectory(directory: string): Promise<Lock> {
  const path = socketOf(directory);
  const inUse = () =>
    new DirectoryInUse(`${directory} is in use by another local cloud; stop it, or choose another --data`);
  const server = await bind(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (await isHeld(path)) throw inUse();
    // A socket file that outlived its holder.
    rmSync(path, { force: true });
    return bind(path).catch(() => {
      throw inUse();
    });
  });
  // The lock alone must not keep the process alive.
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}
