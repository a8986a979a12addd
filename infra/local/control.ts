import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { toInstant } from '../../lib/calendar/dates.ts';
import type { Outcome } from './functions/instance.ts';
import { discardRest, type LocalProblem, readBody, sendJson, sendProblem } from './http/problem.ts';
import { BackwardMove, type Ran } from './moving.ts';
import {
  backwards,
  invalid,
  noQueue,
  noSuchAddress,
  noSuchEvent,
  noSuchFunction,
  noSuchUser,
  notJson,
  tooLarge,
} from './refusals.ts';
import { type Outage, outageSchema } from './roles/outages.ts';

/** What `/local/*` shows and does; documented in the project's interface for outsiders. */
export interface Controls {
  status(): object;
  clock(): { now: string; standing: boolean };
  /** Moves the clock. Throws BackwardMove. */
  moveTo(ms: number): Promise<{ now: string; ran: Ran[] }>;
  /** A token for `Authorization: Bearer`; undefined for an account that cannot sign in. */
  token(user: string): Promise<string | undefined>;
  mail(): object[];
  /** The template's resources, and what does not run here. */
  resources(): readonly object[];
  killAddress(address: string): void;
  alarms(): readonly object[];
  /** What waits for each function that is fed from a queue, and what of each function's could not be dealt with. */
  queues(): readonly object[];
  /** Puts an event into the queue that feeds a function; false when none does. */
  enqueue(name: string, event: unknown): boolean;
  /** Gives all undelivered events of a function back to the queue that feeds it, as a move task does; undefined when none does. */
  redrive(name: string): number | undefined;
  /** Deletes an undelivered event; false when there is none of that id. */
  discard(id: string): boolean;
  /** Deletes all undelivered events of a function, and gives how many they were; undefined when there is no such function. */
  purge(name: string): number | undefined;
  outages(): readonly Outage[];
  /** Replaces what functions cannot do. */
  setOutages(outages: readonly Outage[]): void;
  /** Runs a function on an event, once, as `aws lambda invoke` does; undefined when there is none of that name. */
  invoke(name: string, event: unknown): Promise<Outcome | undefined>;
}

const BODY_MAX_BYTES = 64 * 1024;

/** A refusal on its way to the one place that sends it. */
class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: LocalProblem;

  constructor(problem: LocalProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

async function readObject<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T | undefined> {
  const body = await readBody(request, BODY_MAX_BYTES);
  if (!body) throw new Refusal(tooLarge);
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw new Refusal(notJson);
  }
  return schema.safeParse(json).data;
}

async function readField(request: IncomingMessage, field: string): Promise<string> {
  const fields = await readObject(request, z.object({ [field]: z.string() }));
  const value = fields?.[field];
  if (value === undefined) throw new Refusal(invalid(field, 'bắt buộc phải có, dạng chuỗi'));
  return value;
}

function readInstant(text: string): number {
  try {
    return Date.parse(toInstant(text));
  } catch {
    throw new Refusal(invalid('now', 'phải là thời điểm ISO có múi giờ, ví dụ 2026-10-27T01:00:00Z'));
  }
}

const outagesSchema = z.object({ items: z.array(outageSchema) });
const invocationSchema = z.object({ function: z.string(), event: z.unknown() });

/** A mistyped year would run schedules for hours, and the clock never goes back. */
const LONGEST_MOVE_MS = 3 * 366 * 24 * 60 * 60 * 1000;
const tooFar = 'mỗi lần chỉ được chuyển tối đa ba năm';

type Action = (request: IncomingMessage) => unknown;

/** Answers `/local/*`, which exists on this machine only and is never deployed. */
export function createControl(controls: Controls) {
  const actions: Readonly<Record<string, Action>> = {
    'GET /local/status': () => controls.status(),
    'GET /local/clock': () => controls.clock(),
    'POST /local/clock': async (request) => {
      const to = readInstant(await readField(request, 'now'));
      if (to - Date.parse(controls.clock().now) > LONGEST_MOVE_MS) throw new Refusal(invalid('now', tooFar));
      return controls.moveTo(to);
    },
    'POST /local/token': async (request) => {
      const token = await controls.token(await readField(request, 'user'));
      if (token === undefined) throw new Refusal(noSuchUser);
      return { token };
    },
    'GET /local/mail': () => ({ items: controls.mail() }),
    'GET /local/resources': () => ({ items: controls.resources() }),
    'POST /local/mail/dead': async (request) => {
      const address = await readField(request, 'address');
      if (!z.email().safeParse(address).success) throw new Refusal(invalid('address', 'phải là địa chỉ thư điện tử'));
      controls.killAddress(address);
      return { address };
    },
    'GET /local/alarms': () => ({ items: controls.alarms() }),
    'GET /local/queues': () => ({ items: controls.queues() }),
    'POST /local/queues/send': async (request) => {
      const message = await readObject(request, invocationSchema);
      if (!message) throw new Refusal(invalid('function', 'bắt buộc phải có, dạng chuỗi'));
      if (!controls.enqueue(message.function, message.event)) throw new Refusal(noQueue);
      return { sent: 1 };
    },
    'POST /local/queues/move': async (request) => {
      const moved = controls.redrive(await readField(request, 'function'));
      if (moved === undefined) throw new Refusal(noQueue);
      return { moved };
    },
    'POST /local/queues/delete': async (request) => {
      const id = await readField(request, 'id');
      if (!controls.discard(id)) throw new Refusal(noSuchEvent);
      return { deleted: id };
    },
    'POST /local/queues/purge': async (request) => {
      const deleted = controls.purge(await readField(request, 'function'));
      if (deleted === undefined) throw new Refusal(noSuchFunction);
      return { deleted };
    },
    'GET /local/outages': () => ({ items: controls.outages() }),
    'POST /local/outages': async (request) => {
      const outages = await readObject(request, outagesSchema);
      if (!outages) throw new Refusal(invalid('items', 'phải là danh sách {"function", "action"}'));
      controls.setOutages(outages.items);
      return outages;
    },
    'POST /local/invoke': async (request) => {
      const invocation = await readObject(request, invocationSchema);
      if (!invocation) throw new Refusal(invalid('function', 'bắt buộc phải có, dạng chuỗi'));
      const outcome = await controls.invoke(invocation.function, invocation.event);
      if (!outcome) throw new Refusal(noSuchFunction);
      return outcome;
    },
  };
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    try {
      const action = actions[`${request.method} ${path}`];
      if (!action) throw new Refusal(noSuchAddress);
      sendJson(response, 200, await action(request));
    } catch (error) {
      if (error instanceof Refusal) sendProblem(response, error.problem);
      else if (error instanceof BackwardMove) sendProblem(response, backwards);
      else throw error;
      discardRest(request);
    }
  };
}
