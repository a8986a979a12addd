import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, LOOPBACK } from '../http/listen.ts';

/** A DynamoDB that the functions can speak to. */
export interface Database {
  endpoint: string;
  /** Resolves with a reason if it ends of itself; never, when it is not ours to end. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 5_000;
const ATTEMPTS = 5;

/**
 * The shell ends the database when the pipe at descriptor 3 closes, which it does however this process ends: nothing
 * is left behind after a crash. The database replaces the shell, so that its process id is the child's.
 */
const WATCHED = '( read -r _ <&3; kill $$ ) 2>/dev/null & exec "$@" 3<&-';

function findBinary(): string {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch (cause) {
    throw new Error(
      `no DynamoDB: the embedded one is for Linux on x64, this is ${process.platform} on ${process.arch}; start any DynamoDB and set DYNAMODB_ENDPOINT to its address`,
      { cause },
    );
  }
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(endpoint, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    return false;
  }
}

async function launch(binary: string, file: string): Promise<Database | undefined> {
  const port = await freePort();
  const command = [binary, '--host', LOOPBACK, '--port', String(port), '--db-path', file];
  const child = spawn('/bin/sh', ['-c', WATCHED, 'sh', ...command], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // An interrupt typed at the terminal is for us; functions at work still need the database.
    detached: true,
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk}`.slice(-2000);
  });
  let alive = true;
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => {
      alive = false;
      child.stdio[3]?.destroy();
      resolve(`dynoxide ended (${signal ?? `code ${code}`}) ${complaint.trim()}`);
    });
  });
  const endpoint = `http://${LOOPBACK}:${port}`;
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (alive && !(await answers(endpoint)) && performance.now() < deadline) await wait(20);
  if (!alive) {
    // Somebody else took the port between our looking and its binding.
    if (/address.*in use/i.test(complaint)) return undefined;
    throw new Error(await ended);
  }
  return {
    endpoint,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Starts the embedded DynamoDB on a file, or uses the one at `endpoint`. Throws with a clear reason when there is neither. */
export async function startDatabase(file: string, endpoint: string | undefined): Promise<Database> {
  if (endpoint) {
    if (!URL.canParse(endpoint)) throw new Error(`DYNAMODB_ENDPOINT: ${JSON.stringify(endpoint)} is no address`);
    return { endpoint, ended: new Promise(() => undefined), stop: async () => undefined };
  }
  const binary = findBinary();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const database = await launch(binary, join(file));
    if (database) return database;
  }
  throw new Error('dynoxide found no free port');
}
