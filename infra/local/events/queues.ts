import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { type DeadLetter, type FunctionHost, RETRY_PAUSE_MS } from '../functions/host.ts';
import type { Outcome } from '../functions/instance.ts';
import type { Guard } from '../roles/guard.ts';
import type { Journal } from './journal.ts';

/** A queue that feeds a function, with the mapping that does it: from the template. */
export interface QueueSpec {
  name: string;
  arn: string;
  region: string;
  /** The name of the function that it feeds. */
  function: string;
  /** The most messages that one run gets. */
  batchSize: number;
  /** Whether the function may answer which messages of a batch it failed on. */
  partialAnswers: boolean;
  /** How long a message that was received and not deleted stays hidden. */
  hiddenForMs: number;
  /** After that many receptions a message goes to the queue behind. */
  maxReceives: number;
  deadLetterQueue: string;
}

export const messageSchema = z.object({
  id: z.string(),
  queue: z.string(),
  body: z.string(),
  /** Milliseconds since 1970, by the simulated clock; so is `visibleAt`. */
  sentAt: z.number(),
  receives: z.number(),
  visibleAt: z.number(),
});
export type Message = z.infer<typeof messageSchema>;

/** The queues of the template, and who polls them. */
export interface Queues {
  /** Puts an event into a queue, and hands it to the function. */
  send(queue: string, event: unknown): void;
  /** How many messages are in a queue that nobody works on at this moment. */
  waiting(queue: string): number;
  /** When the oldest message that nobody has taken yet was sent, in milliseconds since 1970; undefined when none waits so. */
  untakenSince(queue: string): number | undefined;
  /** When the next hidden message can be seen again, in milliseconds since 1970; undefined when none is hidden. */
  next(): number | undefined;
  /** Hands over every message that can be seen; the host's `settled` waits for that. */
  deliver(): void;
}

export interface QueuesOptions {
  queues: readonly QueueSpec[];
  clock: Clock;
  host: Pick<FunctionHost, 'invoke' | 'track' | 'stopped'>;
  guard: Pick<Guard, 'refusal'>;
  journal: Journal<Message>;
  onDeadLetter: (letter: DeadLetter) => void;
}

/** As often as Lambda runs a function on an event that it is handed directly. */
const AT_ONCE = 3;

/** A clock that stands shows whole seconds: what is to be seen again must not hide behind a fraction. */
const wholeSecond = (ms: number): number => Math.ceil(ms / 1000) * 1000;

/** What Lambda's poller does by the function's role to get messages; what it has dealt with it deletes. */
const READING = ['GetQueueAttributes', 'ReceiveMessage'];

const answerSchema = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish() })
  .nullable();

/** Which messages of a batch the function has not dealt with. As in Lambda, an answer that says nothing clear means all of them. */
function failedOf(outcome: Outcome, messages: readonly Message[], partialAnswers: boolean): readonly Message[] {
  if (!outcome.ok) return messages;
  if (!partialAnswers) return [];
  const answer = answerSchema.safeParse(JSON.parse(outcome.result));
  if (!answer.success) return messages;
  const failed = new Set((answer.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  const known = messages.filter(({ id }) => failed.has(id));
  return known.length === failed.size ? known : messages;
}

const recordOf = ({ arn, region }: QueueSpec, { id, body, sentAt, receives }: Message) => ({
  messageId: id,
  receiptHandle: id,
  body,
  attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(sentAt) },
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: region,
});

/**
 * Opens the queues with what an earlier run left in them. A message is handed over when it is sent, and like any event that a function
 * fails on a few times at once, while the clock stands; then it is hidden until the clock has moved on.
 */
export function openQueues({ queues, clock, host, guard, journal, onDeadLetter }: QueuesOptions): Queues {
  const specs = new Map(queues.map((spec) => [spec.name, spec]));
  const left = journal.left.filter(({ queue }) => specs.has(queue));
  const hidden = new Map(left.map((message) => [message.id, message]));

  const mayNot = (spec: QueueSpec, action: string): boolean =>
    guard.refusal(spec.function, [{ action: `sqs:${action}`, resource: spec.arn, context: {} }]) !== undefined;

  /** While the clock stands, whoever moves it delivers. */
  function wakeFor({ visibleAt }: Message): void {
    if (!clock.standing) setTimeout(deliver, Math.max(0, visibleAt - clock.now())).unref();
  }

  function hide(spec: QueueSpec, message: Message): void {
    const waiting = { ...message, visibleAt: wholeSecond(clock.now() + spec.hiddenForMs) };
    journal.note(waiting);
    hidden.set(message.id, waiting);
    wakeFor(waiting);
  }

  function keep(spec: QueueSpec, message: Message, outcome: Outcome): void {
    if (message.receives < spec.maxReceives) {
      hide(spec, message);
      return;
    }
    const error = outcome.ok
      ? {
          errorType: 'BatchItemFailure',
          errorMessage: 'the function answered that it failed on the message',
          trace: [],
        }
      : outcome.error;
    const event: unknown = JSON.parse(message.body);
    onDeadLetter({ function: spec.function, queue: spec.deadLetterQueue, event, error });
    journal.done(message);
  }

  /**
   * Hands over a batch, a few times if need be. What is cut off by the end of the local cloud stays as it was, and so does what
   * Lambda may not take from the queue.
   */
  async function handOver(spec: QueueSpec, batch: readonly Message[]): Promise<void> {
    if (READING.some((action) => mayNot(spec, action))) {
      for (const message of batch) hide(spec, message);
      return;
    }
    const times = batch.some(({ receives }) => receives === 0) ? AT_ONCE : 1;
    for (let messages = batch, time = 1; messages.length > 0; time += 1) {
      const received = messages.map((message) => ({ ...message, receives: message.receives + 1 }));
      const outcome = await host.invoke(spec.function, {
        Records: received.map((message) => recordOf(spec, message)),
      });
      if (host.stopped && !outcome.ok) return;
      const failed = mayNot(spec, 'DeleteMessage') ? received : failedOf(outcome, received, spec.partialAnswers);
      for (const message of received) if (!failed.includes(message)) journal.done(message);
      const over = failed.filter(({ receives }) => time >= times || receives >= spec.maxReceives);
      for (const message of over) keep(spec, message, outcome);
      messages = failed.filter((message) => !over.includes(message));
      if (messages.length > 0) await wait(RETRY_PAUSE_MS);
    }
  }

  function deliver(): void {
    const now = clock.now();
    for (const spec of queues) {
      const visible = [...hidden.values()].filter(({ queue, visibleAt }) => queue === spec.name && visibleAt <= now);
      for (const { id } of visible) hidden.delete(id);
      for (let i = 0; i < visible.length; i += spec.batchSize)
        host.track(handOver(spec, visible.slice(i, i + spec.batchSize)));
    }
  }

  for (const message of hidden.values()) wakeFor(message);
  return {
    send(name, event) {
      const spec = specs.get(name);
      if (!spec) throw new Error(`no function is fed from ${name}`);
      const sentAt = clock.now();
      const visibleAt = wholeSecond(sentAt);
      const message = { id: randomUUID(), queue: name, body: JSON.stringify(event), sentAt, receives: 0, visibleAt };
      journal.note(message);
      host.track(handOver(spec, [message]));
    },
    waiting: (name) => [...hidden.values()].filter(({ queue }) => queue === name).length,
    untakenSince(queue) {
      const untaken = [...hidden.values()].filter((message) => message.queue === queue && message.receives === 0);
      return untaken.length > 0 ? Math.min(...untaken.map(({ sentAt }) => sentAt)) : undefined;
    },
    next: () => (hidden.size > 0 ? Math.min(...[...hidden.values()].map(({ visibleAt }) => visibleAt)) : undefined),
    deliver,
  };
}
