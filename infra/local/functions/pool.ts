import { randomUUID } from 'node:crypto';
import { type FunctionSpec, type Instance, type Outcome, startInstance } from './instance.ts';

/** All instances of one function. */
export interface Pool {
  readonly spec: FunctionSpec;
  /** Runs the function on an event; waits while as many instances as may be are at work. */
  invoke(event: unknown): Promise<Outcome>;
  /** Resolves when no event is at work or waiting. */
  idle(): Promise<void>;
  /** Ends every instance at once, in the middle of whatever it does; later events get new ones. */
  kill(): Promise<void>;
}

export interface PoolOptions {
  clock: SharedArrayBuffer;
  /** The most instances at one time. */
  limit: number;
  onLine: (line: string) => void;
}

/** Lambda's limit for the event and for the answer of an invocation. */
const PAYLOAD_MAX_BYTES = 6 * 1024 * 1024;

const tooLarge = (what: string): Outcome => ({
  ok: false,
  error: {
    errorType: 'RequestEntityTooLarge',
    errorMessage: `the ${what} is larger than ${PAYLOAD_MAX_BYTES} bytes`,
    trace: [],
  },
});

/** Keeps the instances of one function: one event at a time each, more of them when all are busy, idle ones kept. */
export function createPool(spec: FunctionSpec, { clock, limit, onLine }: PoolOptions): Pool {
  let instances: { instance: Instance; taken: boolean }[] = [];
  const waiting: (() => void)[] = [];
  const watchers: (() => void)[] = [];
  let underway = 0;

  function take() {
    instances = instances.filter(({ instance }) => instance.alive);
    const idle = instances.find(({ taken }) => !taken);
    if (idle) {
      idle.taken = true;
      return idle;
    }
    if (instances.length >= limit) return undefined;
    const started = { instance: startInstance(spec, clock, onLine), taken: true };
    instances.push(started);
    return started;
  }

  async function acquire() {
    for (;;) {
      const slot = take();
      if (slot) return slot;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  return {
    spec,
    async invoke(event) {
      const json = JSON.stringify(event ?? null);
      if (Buffer.byteLength(json) > PAYLOAD_MAX_BYTES) return tooLarge('event');
      underway += 1;
      try {
        const slot = await acquire();
        const outcome = await slot.instance.run({
          event: json,
          requestId: randomUUID(),
          functionName: spec.name,
          functionArn: spec.arn,
          memoryMb: spec.memoryMb,
          timeoutMs: spec.timeoutMs,
        });
        slot.taken = false;
        waiting.shift()?.();
        return outcome.ok && Buffer.byteLength(outcome.result) > PAYLOAD_MAX_BYTES ? tooLarge('answer') : outcome;
      } finally {
        underway -= 1;
        if (underway === 0) for (const notify of watchers.splice(0)) notify();
      }
    },
    idle: () => (underway === 0 ? Promise.resolve() : new Promise<void>((resolve) => watchers.push(resolve))),
    async kill() {
      await Promise.all(instances.map(({ instance }) => instance.kill()));
    },
  };
}
