import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { createGuard } from '../infra/local/roles/guard.ts';
import { LOCAL_SETTINGS, LOCAL_SURROUNDINGS } from '../infra/local/settings.ts';
import { synthesise } from '../infra/local/synthesis.ts';
import { readSystem } from '../infra/local/template/system.ts';
import { type SingleGrant, singleGrants, withoutGrant } from './support/single-grants.ts';

// Takes single grants from the stack, one at a time, and runs the tests that should miss each: the quickest file that used it,
// and else the tests of the stack. All of them take hours; `test/infra/local/roles/coverage.test.ts` shows in seconds that a
// grant that is taken away is denied, and that what is denied fails.

const { values: options } = parseArgs({
  options: { only: { type: 'string', default: '' }, record: { type: 'string' } },
});

const USERS = ['test/e2e', 'test/infra/local/roles/enforcement.test.ts'];
const STACK = ['test/infra/stack'];
const scratch = mkdtempSync(join(tmpdir(), 'single-grants-'));

/** Runs tests and says whether they passed, and what they printed. */
function run(files: readonly string[], environment: Record<string, string>, more: readonly string[] = []) {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...files, '--reporter=default', ...more],
    { env: { ...process.env, ...environment }, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  return { passed: status === 0, stdout };
}

/** Which grants each file of tests uses, the quickest file first. */
function record(): { file: string; used: ReadonlySet<string> }[] {
  const kept = options.record ?? join(scratch, 'used.jsonl');
  if (options.record === undefined) {
    console.log('Which tests use which grants…');
    const { passed, stdout } = run(USERS, { GRANTS_BY_FILE: kept });
    if (!passed) throw new Error(`the tests fail with all grants:\n${stdout.slice(-3000)}`);
  }
  const lineSchema = z.object({ file: z.string(), ms: z.number(), used: z.array(z.string()) });
  const lines = readFileSync(kept, 'utf8').split('\n').filter(Boolean);
  const files = new Map<string, { ms: number; used: Set<string> }>();
  for (const line of lines) {
    const { file, ms, used } = lineSchema.parse(JSON.parse(line));
    const name = relative(process.cwd(), file);
    files.set(name, { ms, used: new Set([...(files.get(name)?.used ?? []), ...used]) });
  }
  return [...files].sort(([, a], [, b]) => a.ms - b.ms).map(([file, { used }]) => ({ file, used }));
}

const { template } = await synthesise(LOCAL_SETTINGS);
const grantedBy = (json: unknown) => createGuard(readSystem(json, LOCAL_SURROUNDINGS).functions, true).grants.granted;
const all = grantedBy(template);

/** What the functions' roles call a grant; a role that is no function's is called by its id. */
function nameOf(grant: SingleGrant): string {
  const left = grantedBy(withoutGrant(template, grant));
  const [gone, ...more] = all.filter((name) => !left.includes(name));
  if (more.length > 0) throw new Error(`more than one grant went: ${[gone, ...more].join('\n')}`);
  return gone ?? `${grant.id}, statement ${grant.statement + 1}, ${grant.picks.join(', ')}`;
}

const only = new RegExp(options.only);
const users = record();
const unnoticed: string[] = [];
for (const grant of singleGrants(template)) {
  const name = nameOf(grant);
  if (!only.test(name)) continue;
  const environment = { WITHOUT_GRANT: JSON.stringify(grant) };
  const user = users.find(({ used }) => used.has(name))?.file;
  const quickly = ['--bail=1', '--testTimeout=30000'];
  const missed = [...(user === undefined ? [] : [[user]]), STACK].find(
    (files) => !run(files, environment, quickly).passed,
  );
  console.log(`${missed ?? 'NOTHING'} misses ${name}`);
  if (missed === undefined) unnoticed.push(name);
}
rmSync(scratch, { recursive: true });
console.log(`\n${unnoticed.length} grants that no test misses.`);
process.exitCode = unnoticed.length > 0 ? 1 : 0;
