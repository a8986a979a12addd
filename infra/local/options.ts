import { parseArgs } from 'node:util';
import { isLocalDate, type LocalDate, toInstant } from '../../lib/calendar/dates.ts';

/** What `npm start --` takes. */
export interface CommandLine {
  port: number;
  dataDir: string;
  fresh: boolean;
  /** Milliseconds since 1970; undefined: real time, or where the clock stood. */
  now: number | undefined;
  goLive: LocalDate | undefined;
  demo: boolean;
}

/** A command line that cannot be carried out; the message is one line for the person who typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const OPTIONS = {
  port: { type: 'string', default: '4310' },
  data: { type: 'string', default: '.local' },
  fresh: { type: 'boolean', default: false },
  now: { type: 'string' },
  'go-live': { type: 'string' },
  'no-demo': { type: 'boolean', default: false },
} as const;

function parseNow(text: string): number {
  try {
    return Date.parse(toInstant(text));
  } catch {
    throw new UsageError(
      `--now: ${JSON.stringify(text)} is not an instant with its offset, such as 2026-10-22T01:00:00Z`,
    );
  }
}

/** Reads the command line. Throws a UsageError. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  let values: ReturnType<typeof parse>;
  const parse = () => parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values;
  try {
    values = parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  const { port, data, fresh, now, 'go-live': goLive, 'no-demo': noDemo } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new UsageError(`--port: ${JSON.stringify(port)} is not a port from 0 to 65535`);
  if (data === '') throw new UsageError('--data: needs a directory');
  if (goLive !== undefined && !isLocalDate(goLive))
    throw new UsageError(`--go-live: ${JSON.stringify(goLive)} is not a date written YYYY-MM-DD`);
  return {
    port: Number(port),
    dataDir: data,
    fresh,
    now: now === undefined ? undefined : parseNow(now),
    goLive,
    demo: !noDemo,
  };
}
