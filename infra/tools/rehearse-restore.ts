import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rehearse } from './restore/rehearsal.ts';
import { finish, isCommand, type Outcome, readCommandLine, UsageError } from './shared/command.ts';

const usage = `Usage: npm run --silent rehearse:restore

Files reports in a local cloud of its own, damages its register and its documents, restores both to a point in time as
docs/operations.md tells, and verifies that all is as it was and that what was filed since is still there.

Exit code: 0 all is restored; 1 something is not; 2 a bad command line.
`;

/** Carries out `npm run rehearse:restore` with its arguments; its help documents the exit codes. */
export async function run(args: readonly string[], say: (line: string) => void): Promise<Outcome> {
  try {
    const { values } = readCommandLine({ args: [...args], options: { help: { type: 'boolean', default: false } } });
    if (values.help) return { exitCode: 0, stdout: usage, stderr: '' };
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, stdout: '', stderr: `rehearse:restore: ${error.message}\n` };
    throw error;
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'dung-han-restore-'));
  try {
    return { exitCode: (await rehearse(dataDir, say)) ? 0 : 1, stdout: '', stderr: '' };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

if (isCommand(import.meta)) finish(await run(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`)));
