import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import * as z from 'zod';
import { type Instant, toInstant } from '../../lib/calendar/dates.ts';
import { FOLLOWS, readClock } from './clock-cell.ts';

/**
 * The simulated clock, of which there is one in a local cloud. It follows real time until it is set; from then on it
 * stands still until it is moved, so that a script can act "one second before" at its leisure.
 */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  instant(): Instant;
  /** Whether the clock stands still; else it follows real time. */
  readonly standing: boolean;
  /** Lets the clock stand at an instant from now on; it is kept between runs. */
  standAt(ms: number): void;
  /** The memory that the function's workers read the clock from. */
  readonly shared: SharedArrayBuffer;
}

const storedSchema = z.object({ now: z.iso.datetime() });

function readStored(file: string): number | undefined {
  try {
    return Date.parse(storedSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).now);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read as a clock`, { cause: error });
  }
}

/**
 * Writes over what is there, which has the same length: a crash leaves the one or the other. A month has thousands of
 * instants, and putting a new file in the place of the old each time would take most of its minute.
 */
function write(file: string, now: Instant): void {
  const descriptor = openSync(file, constants.O_WRONLY | constants.O_CREAT, 0o644);
  writeSync(descriptor, `${JSON.stringify({ now })}\n`, 0);
  closeSync(descriptor);
}

/**
 * Opens the clock kept in a file. `start` lets it stand at that instant unless it stood later already: what happened
 * then is in the register, and time does not go back.
 */
export function openClock(file: string, start?: number): Clock {
  const shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
  const cell = new BigInt64Array(shared);
  cell[0] = FOLLOWS;
  const clock: Clock = {
    shared,
    now: () => readClock(cell, Date.now),
    instant: () => toInstant(clock.now()),
    get standing() {
      return Atomics.load(cell, 0) !== FOLLOWS;
    },
    standAt(ms) {
      const whole = Math.floor(ms / 1000) * 1000;
      write(file, toInstant(whole));
      Atomics.store(cell, 0, BigInt(whole));
    },
  };
  const stored = readStored(file);
  const standsAt = Math.max(stored ?? Number.NEGATIVE_INFINITY, start ?? Number.NEGATIVE_INFINITY);
  if (Number.isFinite(standsAt)) clock.standAt(standsAt);
  return clock;
}
