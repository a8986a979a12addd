import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import type { LocalCloud } from '../../infra/local/cloud.ts';
import { noted } from './grant-coverage.ts';

/** For `npm run grants`: which file of tests has used which grants, and how long it has run. */
function noteFile(used: readonly string[]): void {
  const record = process.env.GRANTS_BY_FILE;
  if (record === undefined) return;
  const file = expect.getState().testPath;
  appendFileSync(record, `${JSON.stringify({ file, ms: performance.now(), used })}\n`);
}

/**
 * Notes which grants of the stack a test has used, once its local cloud is done. Throws when a function was denied
 * something: what it then did not do need not be what the test looks at.
 */
export function noteGrants({ grants, denials }: Pick<LocalCloud, 'grants' | 'denials'>): void {
  // Benches open an office as well, where no test run gathers anything.
  const directory = process.env.VITEST === undefined ? undefined : inject('grants');
  const lines = [
    ...grants.granted.map((grant) => noted('granted', grant)),
    ...[...grants.used].map((grant) => noted('used', grant)),
  ];
  if (directory) appendFileSync(join(directory, `${process.pid}.txt`), `${lines.join('\n')}\n`);
  noteFile([...grants.used]);
  if (denials.length > 0)
    throw new Error(`the roles of the stack deny what is needed:\n${[...new Set(denials)].join('\n')}`);
}
