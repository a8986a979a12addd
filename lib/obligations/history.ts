import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type EventType, eventData, eventTypes, type NewEvent } from './events.ts';

export const historyEventSchema = z.object({
  obligation: z.string(),
  seq: z.int().positive(),
  type: z.enum(eventTypes),
  at: z.string(),
  by: z.string(),
  data: z.record(z.string(), z.json()),
  previous: z.string(),
  hash: z.string(),
});

/** One fact of an obligation's append-only history; `hash` covers every other field, the one before included. */
export type HistoryEvent = z.infer<typeof historyEventSchema>;

/** What the first event of a history has in place of the hash before it. */
export const genesis = '0'.repeat(64);

/** JSON with sorted keys, and none for what is undefined: the same facts give the same text, and so the same hash, wherever they were read from. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

const hashOf = (event: Omit<HistoryEvent, 'hash'>): string =>
  createHash('sha256').update(canonicalJson(event)).digest('hex');

/** Chains an event to the tip of an obligation's history (R23: nothing is deleted, nothing is quietly changed). */
export function appendEvent(
  obligation: string,
  head: { seq: number; hash: string } | undefined,
  { type, at, by, data }: NewEvent,
): HistoryEvent {
  const facts = z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(data)));
  const body = { obligation, seq: (head?.seq ?? 0) + 1, type, at, by, data: facts, previous: head?.hash ?? genesis };
  return { ...body, hash: hashOf(body) };
}

/** Reads a stored event back as what it was before it was chained. Throws when its data is not that of its type. */
export function readEvent<Type extends EventType>(event: HistoryEvent & { type: Type }): NewEvent {
  const { type, at, by, data } = event;
  return { type, at, by, data: eventData[type].parse(data) } as NewEvent;
}

/** A history that cannot be trusted. */
export interface Broken {
  obligation: string;
  /** The place in the history from which it cannot be trusted. */
  seq: number;
  reason: string;
}

/** The first place at which a history does not hold together, or undefined when it is whole. */
export function firstBreak(
  events: readonly HistoryEvent[],
  head?: { seq: number; hash: string },
): { seq: number; reason: string } | undefined {
  let previous = genesis;
  for (const [index, event] of events.entries()) {
    const { hash, ...body } = event;
    if (event.seq !== index + 1) return { seq: index + 1, reason: 'an event is missing or out of order' };
    if (event.previous !== previous) return { seq: event.seq, reason: 'does not follow the event before it' };
    if (hashOf(body) !== hash) return { seq: event.seq, reason: 'was changed after it was written' };
    previous = hash;
  }
  if (head && (head.seq !== events.length || head.hash !== previous))
    return { seq: head.seq, reason: 'the end of the history is missing' };
  return undefined;
}
