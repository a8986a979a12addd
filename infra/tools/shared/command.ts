import { realpathSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { FIRST_YEAR, LAST_YEAR } from '../../../lib/regime/periods.ts';

/** What a command writes and how it ends; each command's help says what its exit codes mean. */
export interface Outcome {
  exitCode: 0 | 1 | 2;
  stdout: string;
  stderr: string;
}

/** A command line that cannot be carried out; the message is one line for the person who typed it. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Reads a command line. Throws a UsageError. */
export function readCommandLine<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // parseArgs explains itself over several lines; the first says what is wrong.
    if (error instanceof TypeError) throw new UsageError(error.message.split(/\n|\. To specify/)[0]);
    throw error;
  }
}

/** The year that an option gives. Throws a UsageError. */
export function readYear(text: string): number {
  if (!/^\d{4}$/.test(text) || Number(text) < FIRST_YEAR || Number(text) > LAST_YEAR)
    throw new UsageError(`--year must be a year from ${FIRST_YEAR} to ${LAST_YEAR}`);
  return Number(text);
}

/** One of the known values of an option; undefined when it is not given. Throws a UsageError. */
export function readChoice<T extends string>(
  name: string,
  text: string | undefined,
  known: readonly T[],
): T | undefined {
  const value = known.find((candidate) => candidate === text);
  if (text !== undefined && value === undefined) throw new UsageError(`--${name} must be one of ${known.join(', ')}`);
  return value;
}

/** Whether a module is what the process was started to run: by Node itself, or by the runner that looks at its version. */
export function isCommand({ main, filename }: ImportMeta): boolean {
  const [, script] = process.argv;
  return main || (script !== undefined && realpathSync(script) === filename);
}

/** Ends the process as the outcome says. */
export function finish({ exitCode, stdout, stderr }: Outcome): void {
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = exitCode;
}
