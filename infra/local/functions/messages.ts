/** What a worker is given when it is made. */
export interface WorkerSetup {
  /** The bundle's entry, as a file URL. */
  entry: string;
  /** The name of the exported handler. */
  handler: string;
  /** The simulated clock's cell. */
  clock: SharedArrayBuffer;
}

/** One event for a function, with what Lambda tells it about the invocation. */
export interface InvocationRequest {
  /** JSON. */
  event: string;
  requestId: string;
  functionName: string;
  functionArn: string;
  memoryMb: number;
  /** How long the function may take from when the event reaches it, in real milliseconds. */
  timeoutMs: number;
}

/** How Lambda reports an error of a function. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'init-failed'; error: FunctionError }
  | { kind: 'done'; result: string }
  | { kind: 'failed'; error: FunctionError };

/** Any thrown value as Lambda reports it. */
export function functionError(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error)) return { errorType: 'Error', errorMessage: String(thrown), trace: [] };
  const cause = thrown.cause instanceof Error ? ` (${thrown.cause.message})` : '';
  const trace = (thrown.stack ?? '').split('\n').map((line) => line.trim());
  return { errorType: thrown.name, errorMessage: `${thrown.message}${cause}`, trace };
}
