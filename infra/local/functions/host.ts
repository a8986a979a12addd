import { setTimeout as wait } from 'node:timers/promises';
import type { FunctionSpec, Outcome } from './instance.ts';
import type { FunctionError } from './messages.ts';
import { createPool, type Pool } from './pool.ts';

/** What becomes of an event that nobody waits for, when the function fails: from the template. */
export interface RetryPolicy {
  /** Attempts after the first. */
  maxRetries: number;
  /** Where an event goes that never succeeded; undefined when the template names no place. */
  deadLetterQueue: string | undefined;
}

export interface DeadLetter {
  function: string;
  queue: string | undefined;
  event: unknown;
  error: FunctionError;
}

/** The functions of the template, as whoever invokes them sees them: by name. */
export interface FunctionHost {
  /** Runs a function and waits for its answer, as API Gateway does. */
  invoke(name: string, event: unknown): Promise<Outcome>;
  /** Hands over an event as EventBridge and the Scheduler do: tried again when it fails, then a dead letter. Resolves to whether it succeeded in the end. */
  send(name: string, event: unknown): Promise<boolean>;
  /** Resolves when a function has nothing at work or waiting. */
  idle(name: string): Promise<void>;
  /** Resolves when every event handed over, and every event that those caused, has been dealt with. */
  settled(): Promise<void>;
  /** Adds work whose end `settled` waits for. */
  track(work: Promise<unknown>): void;
  /** Ends a function's instances in the middle of their work, as a crash would. */
  kill(name: string): Promise<void>;
  /** Whether `stop` has ended the instances: what failed since then failed for that. */
  readonly stopped: boolean;
  /** Waits for what is underway, at most that long, and ends all instances. */
  stop(graceMs: number): Promise<void>;
}

export interface HostedFunction {
  spec: FunctionSpec;
  retry: RetryPolicy;
}

export interface HostOptions {
  functions: readonly HostedFunction[];
  clock: SharedArrayBuffer;
  onLine: (name: string, line: string) => void;
  onFailure: (name: string, error: FunctionError) => void;
  /** Told of every run that has ended, but for those that the end of the local cloud cut off. */
  onRun?: (name: string, ok: boolean) => void;
  onDeadLetter: (letter: DeadLetter) => void;
}

/** As many instances of one function as two cores can feed; Lambda would start more. */
const INSTANCES_MAX = 8;
/** Lambda waits a minute and two; the simulated clock stands still meanwhile, so there is nothing to wait for but a busy peer. */
export const RETRY_PAUSE_MS = 100;

const STOPPED: Outcome = {
  ok: false,
  error: { errorType: 'Runtime.Stopped', errorMessage: 'the local cloud has stopped', trace: [] },
};

export function createFunctionHost({
  functions,
  clock,
  onLine,
  onFailure,
  onRun,
  onDeadLetter,
}: HostOptions): FunctionHost {
  const hosted = new Map<string, { pool: Pool; retry: RetryPolicy }>();
  for (const { spec, retry } of functions) {
    const pool = createPool(spec, { clock, limit: INSTANCES_MAX, onLine: (line) => onLine(spec.name, line) });
    hosted.set(spec.name, { pool, retry });
  }
  const pending = new Set<Promise<unknown>>();
  let stopped = false;

  function find(name: string) {
    const found = hosted.get(name);
    if (!found) throw new Error(`no function is called ${name}; there are ${[...hosted.keys()].join(', ')}`);
    return found;
  }
  function track(work: Promise<unknown>) {
    const ended = work.catch(() => undefined).finally(() => pending.delete(ended));
    pending.add(ended);
  }
  async function invoke(name: string, event: unknown): Promise<Outcome> {
    if (stopped) return STOPPED;
    const outcome = await find(name).pool.invoke(event);
    if (stopped) return outcome;
    if (!outcome.ok) onFailure(name, outcome.error);
    onRun?.(name, outcome.ok);
    return outcome;
  }
  async function attempt(name: string, event: unknown): Promise<boolean> {
    const { retry } = find(name);
    for (let tries = 0; ; tries += 1) {
      const outcome = await invoke(name, event);
      if (outcome.ok) return true;
      if (stopped) return false;
      if (tries >= retry.maxRetries) {
        onDeadLetter({ function: name, queue: retry.deadLetterQueue, event, error: outcome.error });
        return false;
      }
      await wait(RETRY_PAUSE_MS);
    }
  }

  return {
    invoke,
    get stopped() {
      return stopped;
    },
    send(name, event) {
      const sent = attempt(name, event);
      track(sent);
      return sent;
    },
    idle: (name) => find(name).pool.idle(),
    async settled() {
      while (pending.size > 0) await Promise.all(pending);
    },
    track,
    kill: (name) => find(name).pool.kill(),
    async stop(graceMs) {
      const all = [...hosted.values()];
      const done = Promise.all([Promise.all(pending), ...all.map(({ pool }) => pool.idle())]);
      await Promise.race([done, wait(graceMs, undefined, { ref: false })]);
      stopped = true;
      await Promise.all(all.map(({ pool }) => pool.kill()));
    },
  };
}
