// Runs a TypeScript entry script, which only a recent Node can read: an older one says so here instead of choking on
// the first type. Plain JavaScript for that reason, and as old as can be.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(
    `Node ${NEEDED} or later is needed; this is ${process.version}. Run it by its npm script: npm ci brings the right Node along.\n`,
  );
  process.exitCode = 2;
} else {
  // The script finds its own name and arguments where it expects them.
  process.argv.splice(1, 1);
  await import(pathToFileURL(resolve(process.argv[1])).href);
}
