import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync, version } from 'esbuild';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CACHE = join(ROOT, 'node_modules', '.cache', 'dung-han-bundles');
const DAY_MS = 24 * 60 * 60 * 1000;

/** What Lambda calls in a bundle: the file `index.mjs`, its export `handler`. */
export const ENTRY_POINT = 'index.handler';

const OPTIONS = {
  absWorkingDir: ROOT,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  // What is imported lazily (PDF.js) stays in a file of its own and costs a cold start nothing.
  splitting: true,
  // Not `minify`: rewriting the syntax as well takes twice as long, most of it for PDF.js, and saves 6 %.
  minifyWhitespace: true,
  minifyIdentifiers: true,
  // Libraries in CommonJS (ZIP) ask for Node's modules by `require`, which an ES module has to make for them.
  banner: { js: "import{createRequire as $require}from'node:module';const require=$require(import.meta.url);" },
  legalComments: 'none',
  logLevel: 'warning',
} satisfies BuildOptions;

/** A name for all that can go into a bundle: the sources, the libraries, and the way of bundling. */
function fingerprint(): string {
  const hash = createHash('sha256').update(JSON.stringify([version, process.versions.node, OPTIONS]));
  for (const file of ['package-lock.json', ...globSync('{lib,functions}/**/*.ts', { cwd: ROOT }).sort()])
    hash.update(`\0${file}\0`).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 32);
}

let folderForNow: string | undefined;

/** The folder for bundles of the sources as they are; the first to ask also drops those of days gone by. */
function cacheFolder(): string {
  if (folderForNow !== undefined) return folderForNow;
  folderForNow = join(CACHE, fingerprint());
  mkdirSync(folderForNow, { recursive: true });
  for (const name of readdirSync(CACHE)) {
    const folder = join(CACHE, name);
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (folder !== folderForNow && Date.now() - made > DAY_MS) rmSync(folder, { recursive: true, force: true });
  }
  return folderForNow;
}

/**
 * Bundles `functions/<name>/index.ts` with all that it imports, the AWS SDK included, into an ES module, and gives its
 * folder. The same sources give the same bytes, so what was bundled before is given again. Throws when there is no
 * such function.
 */
export function bundleFunction(name: string): string {
  const entry = join(ROOT, 'functions', name, 'index.ts');
  if (!existsSync(entry)) throw new Error(`function ${name}: there is no functions/${name}/index.ts to bundle`);
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  // Tests bundle side by side: a folder appears under its name only when it is whole.
  const draft = `${folder}.${process.pid}`;
  buildSync({ ...OPTIONS, entryPoints: { index: entry }, outdir: draft });
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
