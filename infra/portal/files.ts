import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PortalArchive } from '../../functions/publish-portal/archive.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const CACHE = join(ROOT, 'node_modules', '.cache', 'dung-han-portal');
const VITE = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');

/** All that the built portal is made of; of the API it takes types only, which leave no trace. */
const SOURCES = ['web/**/*', 'package-lock.json', 'infra/portal/files.ts'];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** Names with a hash of the content never change what they hold; the page that names them must always be asked for. */
const HASHED = { folder: 'assets/', cacheControl: 'public, max-age=31536000, immutable' } as const;
const REVALIDATED = 'no-cache';

function fingerprint(): string {
  const hash = createHash('sha256').update(process.versions.node);
  for (const path of globSync(SOURCES, { cwd: ROOT }).sort()) {
    const file = join(ROOT, path);
    if (statSync(file).isFile()) hash.update(`\0${path}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 32);
}

function archiveOf(folder: string): PortalArchive {
  const files = globSync('**/*', { cwd: folder })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
    .map((path) => {
      const type = TYPES[extname(path)];
      if (type === undefined) throw new Error(`the portal has a file of a kind that nobody expects: ${path}`);
      const cacheControl = path.startsWith(HASHED.folder) ? HASHED.cacheControl : REVALIDATED;
      return { path, type, cacheControl, base64: readFileSync(join(folder, path)).toString('base64') };
    });
  // A page that is already there must find all that it names.
  const isPage = ({ path }: { path: string }) => path.endsWith('.html');
  return { files: [...files.filter((file) => !isPage(file)), ...files.filter(isPage)] };
}

/**
 * Builds the portal and gives the file that holds all of it. The same sources give the same bytes, so what was built
 * before is given again. Throws, with what the build said, when it fails.
 */
export function buildPortal(): string {
  const archive = join(CACHE, `${fingerprint()}.json`);
  if (existsSync(archive)) return archive;
  mkdirSync(CACHE, { recursive: true });
  // Tests build side by side: an archive appears under its name only when it is whole.
  const draft = `${archive}.${process.pid}.${performance.now()}`;
  try {
    const build = [VITE, 'build', 'web', '--outDir', draft, '--logLevel', 'warn'];
    execFileSync(process.execPath, build, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    writeFileSync(`${draft}.json`, JSON.stringify(archiveOf(draft)));
    renameSync(`${draft}.json`, archive);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return archive;
}
