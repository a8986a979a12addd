import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FunctionError, InvocationRequest, WorkerMessage, WorkerSetup } from './messages.ts';

/** What running a function needs to know of it. */
export interface FunctionSpec {
  /** The name by which people call it, as in `functions/<name>`. */
  name: string;
  arn: string;
  /** The file that exports the handler. */
  entry: string;
  handler: string;
  environment: Readonly<Record<string, string>>;
  timeoutMs: number;
  memoryMb: number;
}

export type Outcome = { ok: true; result: string } | { ok: false; error: FunctionError };

const failure = (errorType: string, errorMessage: string): Outcome => ({
  ok: false,
  error: { errorType, errorMessage, trace: [] },
});

export interface Instance {
  /** Hands the instance one event; it must be free. Never throws: whatever goes wrong is an outcome. */
  run(request: InvocationRequest): Promise<Outcome>;
  /** Whether it can take an event: alive, and not at work. */
  readonly free: boolean;
  readonly alive: boolean;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
}

/** A function that has not loaded by then never will. */
const INIT_TIMEOUT_MS = 30_000;

/**
 * Starts one instance of a function in a thread of its own: its own globals and environment, nothing shared with
 * the local cloud but the clock.
 */
export function startInstance(spec: FunctionSpec, clock: SharedArrayBuffer, onLine: (line: string) => void): Instance {
  const setup: WorkerSetup = { entry: pathToFileURL(spec.entry).href, handler: spec.handler, clock };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: setup,
    env: { ...spec.environment },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
  });
  for (const stream of [worker.stdout, worker.stderr]) forEachLine(stream, onLine);

  let state: 'loading' | 'free' | 'busy' | 'dead' = 'loading';
  let ending: Outcome | undefined;
  let settle: ((outcome: Outcome) => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const loaded = Promise.withResolvers<void>();

  function finish(outcome: Outcome) {
    clearTimeout(timer);
    const waiting = settle;
    settle = undefined;
    if (state === 'busy') state = 'free';
    waiting?.(outcome);
  }
  function die(outcome: Outcome) {
    if (state === 'dead') return;
    state = 'dead';
    ending ??= outcome;
    loaded.resolve();
    finish(outcome);
  }
  const end = async (outcome: Outcome) => {
    die(outcome);
    await worker.terminate();
  };
  const limit = (ms: number, outcome: () => Outcome) => {
    timer = setTimeout(() => void end(outcome()), ms);
  };

  limit(INIT_TIMEOUT_MS, () => failure('Runtime.InitTimeout', `did not load within ${INIT_TIMEOUT_MS} ms`));
  worker.on('message', (message: WorkerMessage) => {
    if (state === 'dead') return;
    if (message.kind === 'ready') {
      clearTimeout(timer);
      state = 'free';
      loaded.resolve();
    } else if (message.kind === 'init-failed') void end({ ok: false, error: message.error });
    else finish(message.kind === 'done' ? { ok: true, result: message.result } : { ok: false, error: message.error });
  });
  worker.on('error', (error) => die(failure(`Runtime.${error.name}`, error.message)));
  worker.on('exit', (code) => die(failure('Runtime.ExitError', `the runtime exited with code ${code}`)));

  return {
    get free() {
      return state === 'free';
    },
    get alive() {
      return state !== 'dead';
    },
    async run(request) {
      await loaded.promise;
      if (state === 'dead') return ending ?? failure('Runtime.ExitError', 'the runtime is gone');
      state = 'busy';
      const outcome = new Promise<Outcome>((resolve) => {
        settle = resolve;
      });
      limit(request.timeoutMs, () =>
        failure('Sandbox.Timedout', `Task timed out after ${(request.timeoutMs / 1000).toFixed(2)} seconds`),
      );
      worker.postMessage(request);
      return outcome;
    },
    kill: () => end(failure('Runtime.ExitError', 'the runtime was killed')),
  };
}

function forEachLine(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
