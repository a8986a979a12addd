import { type Instant, toInstant } from '../../lib/calendar/dates.ts';
import type { Clock } from './clock.ts';
import type { Queues } from './events/queues.ts';
import { type Due, dueBetween, nextDue, type Schedule } from './schedules/schedule.ts';

/** One run of a schedule that a move of the clock caused. */
export interface Ran {
  function: string;
  at: Instant;
  ok: boolean;
}

/** The clock was to go back. */
export class BackwardMove extends Error {
  override readonly name = 'BackwardMove';
}

export interface TimeKeeper {
  /**
   * Moves the clock forward and runs, in order of time, every schedule that falls in between, each to its end with
   * the clock at its instant; from then on the clock stands still. Moves follow one another. Throws BackwardMove.
   */
  moveTo(ms: number): Promise<Ran[]>;
  /** Runs schedules as real time passes, for as long as the clock does not stand. */
  start(): void;
  /** Runs nothing more; resolves when the run at hand has ended. */
  stop(): Promise<void>;
}

export interface TimeKeeperOptions {
  clock: Clock;
  schedules: readonly Schedule[];
  /** Runs the function to its end, with everything that it causes. */
  run: (due: Due) => Promise<boolean>;
  /** Messages that functions failed on come again in between. */
  queues: Pick<Queues, 'next' | 'deliver'>;
  /** Resolves when no event is underway. */
  settled: () => Promise<void>;
}

/** setTimeout counts in 32 bits. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createTimeKeeper({ clock, schedules, run, queues, settled }: TimeKeeperOptions): TimeKeeper {
  /** Everything due until then has been run. */
  let done = clock.now();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  /** What becomes visible at one instant together, each to its end with the clock at that instant. */
  async function deliverUntil(until: number, onEach: (at: number) => void): Promise<void> {
    for (let next = queues.next(); !stopped && next !== undefined && next <= until; next = queues.next()) {
      onEach(next);
      queues.deliver();
      await settled();
    }
  }

  async function runUntil(until: number, onEach: (at: number) => void): Promise<Ran[]> {
    const ran: Ran[] = [];
    for (const due of dueBetween(schedules, done, until)) {
      await deliverUntil(due.at, onEach);
      if (stopped) break;
      onEach(due.at);
      const ok = await run(due);
      ran.push({ function: due.schedule.function, at: toInstant(due.at), ok });
    }
    await deliverUntil(until, onEach);
    return ran;
  }

  function setTimer() {
    clearTimeout(timer);
    const next = stopped || clock.standing ? undefined : nextDue(schedules, done);
    if (next === undefined) return;
    const delay = Math.min(Math.max(0, next - clock.now()), LONGEST_TIMER_MS);
    timer = setTimeout(() => void inTurn(tick), delay);
    timer.unref();
  }

  async function tick() {
    if (stopped || clock.standing) return;
    const now = clock.now();
    await runUntil(now, () => undefined);
    done = Math.max(done, now);
    setTimer();
  }

  return {
    moveTo: (ms) =>
      inTurn(async () => {
        const target = Math.floor(ms / 1000) * 1000;
        // A clock that follows real time shows fractions of the second that a caller cannot name.
        if (target < Math.floor(clock.now() / 1000) * 1000) throw new BackwardMove('the clock does not go back');
        clearTimeout(timer);
        // What is underway belongs to the time before: a leap in the middle would make a second of work a day's.
        await settled();
        const ran = await runUntil(target, (at) => {
          if (at > clock.now() || !clock.standing) clock.standAt(Math.max(at, clock.now()));
          done = Math.max(done, at);
        });
        if (stopped) return ran;
        clock.standAt(target);
        done = target;
        return ran;
      }),
    start: setTimer,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await last;
    },
  };
}
