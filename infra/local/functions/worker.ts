import { parentPort, workerData } from 'node:worker_threads';
import { readClock } from '../clock-cell.ts';
import { functionError, type InvocationRequest, type WorkerMessage, type WorkerSetup } from './messages.ts';
import { simulateDate } from './simulated-date.ts';

/** The realm of one function: its environment, its clock, one event at a time. */
const { entry, handler: handlerName, clock }: WorkerSetup = workerData;

const cell = new BigInt64Array(clock);
const realNow = Date.now;
simulateDate(() => readClock(cell, realNow));

const answer = (message: WorkerMessage) => parentPort?.postMessage(message);

type Handler = (event: unknown, context: unknown) => unknown;
const isHandler = (value: unknown): value is Handler => typeof value === 'function';

function contextOf(request: InvocationRequest) {
  const deadline = performance.now() + request.timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: request.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: request.functionArn,
    memoryLimitInMB: String(request.memoryMb),
    awsRequestId: request.requestId,
    logGroupName: `/aws/lambda/${request.functionName}`,
    logStreamName: 'local',
    // Real time: the simulated clock may stand still while the function works.
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

try {
  const module: Record<string, unknown> = await import(entry);
  const handler = module[handlerName];
  if (!isHandler(handler)) throw new Error(`${entry} exports no handler named ${handlerName}`);
  parentPort?.on('message', async (request: InvocationRequest) => {
    try {
      const result = await handler(JSON.parse(request.event), contextOf(request));
      // What JSON does not know, a function say, Lambda answers as null.
      answer({ kind: 'done', result: JSON.stringify(result ?? null) ?? 'null' });
    } catch (thrown) {
      answer({ kind: 'failed', error: functionError(thrown) });
    }
  });
  answer({ kind: 'ready' });
} catch (thrown) {
  answer({ kind: 'init-failed', error: functionError(thrown) });
}
