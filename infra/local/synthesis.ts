import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** A template and the bundles that it names. */
export interface Synthesised {
  template: unknown;
  /** Holds the bundle of key `<hash>.zip` in the folder `asset.<hash>`. */
  assetsDir: string;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'dung-han', 'synth');

/** What the template and the bundles are made of; the local cloud itself is not part of them. */
const INPUTS = [
  'lib/**/*',
  'functions/**/*',
  'infra/*.ts',
  'infra/!(local|tools)/**/*',
  'web/**/*',
  'package-lock.json',
];

const TEMPLATE = 'template.json';
const KEPT = 4;
const KEPT_MS = 24 * 60 * 60 * 1000;

function fingerprint(settings: object): string {
  const hash = createHash('sha256').update(JSON.stringify([process.version, settings]));
  for (const path of globSync(INPUTS, { cwd: ROOT }).sort()) {
    const file = join(ROOT, path);
    if (statSync(file).isFile()) hash.update(path).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}

/** Entries that nobody used for a day go, but for the latest few: a running local cloud still loads functions from its own. */
function prune(): void {
  const entries = readdirSync(CACHE).map((name) => ({
    path: join(CACHE, name),
    used: statSync(join(CACHE, name)).mtimeMs,
  }));
  for (const { path, used } of entries.sort((a, b) => b.used - a.used).slice(KEPT))
    if (Date.now() - used > KEPT_MS) rmSync(path, { recursive: true, force: true });
}

/** Whoever comes first wins: what another process put there meanwhile is the same. */
function move(scratch: string, entry: string): void {
  try {
    renameSync(scratch, entry);
  } catch (error) {
    if (!existsSync(join(entry, TEMPLATE))) throw error;
  }
}

function synthInWorker(settings: object, outdir: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./synthesis-worker.ts', import.meta.url), {
      workerData: { settings, outdir },
      execArgv: [],
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the synthesis ended with code ${code}`)));
  });
}

/**
 * Synthesises the CDK app, or gives what was synthesised before from the same sources and settings. In a thread of its
 * own: it takes seconds and much memory, and the rest can start meanwhile.
 */
export async function synthesise(settings: object, log?: (line: string) => void): Promise<Synthesised> {
  const entry = join(CACHE, fingerprint(settings));
  const templateFile = join(entry, TEMPLATE);
  if (!existsSync(templateFile)) {
    log?.('Building the stack and its functions; the next start is quicker.');
    const scratch = `${entry}.${process.pid}.${performance.now()}`;
    mkdirSync(scratch, { recursive: true });
    try {
      const template = await synthInWorker(settings, scratch);
      rmSync(join(scratch, 'bundles'), { recursive: true, force: true });
      writeFileSync(join(scratch, TEMPLATE), JSON.stringify(template));
      move(scratch, entry);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
    prune();
  }
  const now = new Date();
  utimesSync(entry, now, now);
  return { template: JSON.parse(readFileSync(templateFile, 'utf8')), assetsDir: entry };
}
