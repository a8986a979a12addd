import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleFunction } from '../../infra/bundle.ts';

const ROUNDS = 9;
const environment = {
  ...process.env,
  AWS_REGION: 'ap-southeast-1',
  TABLE_NAME: 'register',
  TIMER_SHARDS: '4',
  BUCKET_NAME: 'documents',
  PAPERS_BUCKET_NAME: 'papers',
  PROVINCE_NAME: 'Điện Biên',
  UPLOAD_URL_TTL_SECONDS: '900',
  BOOTSTRAP_OFFICE_USER: 'office',
  GO_LIVE: '2026-10-01',
  USER_POOL_ID: 'pool',
  PORTAL_BUCKET_NAME: 'portal',
  MAIL_SENDER: 'baocao@dienbien.example',
  MAIL_CONFIGURATION_SET: 'notices',
  OFFICE_ADDRESS: 'vanphong@dienbien.example',
  PORTAL_URL: 'https://dunghan.dienbien.example/',
  MAX_SEND_RATE_PER_SECOND: '14',
};

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Milliseconds until a module is loaded, as the process that loads it sees it. */
function loadMilliseconds(file: string): number {
  const script = `const t=performance.now(); await import(${JSON.stringify(file)}); process.stdout.write(String(performance.now()-t)); process.exit(0)`;
  const runs = Array.from({ length: ROUNDS }, () => {
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: environment,
      encoding: 'utf8',
    });
    if (run.status !== 0) throw new Error(`${file} does not start: ${run.stderr}`);
    return Number(run.stdout);
  });
  return median(runs);
}

export interface StartFigures {
  function: string;
  kilobytes: number;
  gzipped: number;
  lazyKilobytes: number;
  milliseconds: number;
  overEmpty: number;
}

/** Bundle sizes and load times of all functions; times as multiples of an empty function's, which travel better. */
export function benchStart(): StartFigures[] {
  const out = mkdtempSync(join(tmpdir(), 'dung-han-bench-'));
  try {
    const empty = join(out, 'empty.mjs');
    writeFileSync(empty, 'export const handler = async () => {};\n');
    const floor = loadMilliseconds(empty);
    const names = readdirSync('functions', { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'shared')
      .map((entry) => entry.name);
    return names.map((name) => {
      const folder = bundleFunction(name);
      const index = readFileSync(join(folder, 'index.mjs'));
      const eager = new Set(['index.mjs', ...staticImports(folder, 'index.mjs')]);
      const sizes = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file)).length] as const);
      const sum = (wanted: (file: string) => boolean) =>
        Math.round(sizes.filter(([file]) => wanted(file)).reduce((total, [, size]) => total + size, 0) / 1024);
      const milliseconds = loadMilliseconds(join(folder, 'index.mjs'));
      return {
        function: name,
        kilobytes: sum((file) => eager.has(file)),
        gzipped: Math.round(gzipSync(index).length / 1024),
        lazyKilobytes: sum((file) => !eager.has(file)),
        milliseconds: Math.round(milliseconds),
        overEmpty: Math.round(milliseconds / floor),
      };
    });
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** The chunks that a module imports when it is loaded, directly or through others. */
function staticImports(folder: string, file: string, seen = new Set<string>()): Set<string> {
  const source = readFileSync(join(folder, file), 'utf8');
  for (const [, chunk = ''] of source.matchAll(/(?:from|import)\s*"\.\/([^"]+\.mjs)"/g))
    if (!seen.has(chunk)) {
      seen.add(chunk);
      staticImports(folder, chunk, seen);
    }
  return seen;
}
