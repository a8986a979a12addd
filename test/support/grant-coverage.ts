import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which each process notes what the stack grants, and which of it the tests needed. */
    grants: string;
  }
}

/** A grant on record: what the stack grants, and what a test could not have done without. */
export const noted = (kind: 'granted' | 'used', grant: string): string => `${kind} ${grant}`;

/** Grants that no test can use, and why the functions have them all the same. */
const REASONED: readonly { grant: RegExp; reason: string }[] = [
  {
    grant: /^[a-z-]+: logs:/,
    reason: 'Lambda itself writes the log, by the function’s role; there is no CloudWatch here',
  },
  {
    grant: /^[a-z-]+: sqs:SendMessage /,
    reason: 'Lambda itself puts by what the function failed on; the local cloud keeps dead letters in a file',
  },
  {
    grant: /^compile-reports: s3:AbortMultipartUpload /,
    reason:
      'for an upload that breaks off, which the store here does not; test/lib/store/paper-files.test.ts breaks one off',
  },
  {
    grant: /^compile-reports: s3:PutObject .*\/jobs\/\*$/,
    reason: 'for a run whose fifteen minutes are over; test/functions/compile-reports.test.ts lets the time run out',
  },
  {
    grant: /^publish-portal: s3:/,
    reason: 'CloudFormation runs it at a deployment; the local cloud serves the archive itself',
  },
];

/** What the notes of a run (`noted`) say of the grants: those that nothing used, and the reasons that hold for none. */
export function coverageOf(lines: Iterable<string>) {
  const notes = [...new Set(lines)];
  const of = (kind: 'granted' | 'used') => {
    const prefix = noted(kind, '');
    return notes.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
  };
  const granted = of('granted');
  const used = new Set(of('used'));
  const left = granted.filter((grant) => !used.has(grant));
  const isReasoned = (line: string) => REASONED.some(({ grant }) => grant.test(line));
  return {
    granted: granted.length,
    used: used.size,
    unused: left.filter((grant) => !isReasoned(grant)).sort(),
    reasoned: left.filter(isReasoned).length,
    idle: REASONED.filter(({ grant }) => !left.some((line) => grant.test(line))).map(({ grant }) => String(grant)),
  };
}

/** Which grants of the stack a run has used: told at its end, and of a run of all tests required to be all. */
export default function setup(project: TestProject): () => Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'grants-'));
  project.provide('grants', directory);
  return async () => {
    const lines = new Set(
      readdirSync(directory).flatMap((name) => readFileSync(join(directory, name), 'utf8').split('\n')),
    );
    rmSync(directory, { recursive: true });
    const { granted, used, unused, reasoned, idle } = coverageOf(lines);
    if (granted === 0) return;
    console.log(`\nRoles: ${used} of ${granted} grants used,`);
    console.log(`       ${reasoned} that no test can use, each for a reason.`);
    const { testFiles } = await project.globTestFiles();
    if (project.vitest.state.getFiles().length < testFiles.length) return;
    for (const line of unused) console.log(`       granted and never used: ${line}`);
    for (const grant of idle) console.log(`       reasoned and not granted, or used after all: ${grant}`);
    if (unused.length + idle.length > 0) process.exitCode = 1;
  };
}
