import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { openJsonLines } from '../json-lines.ts';

const lineSchema = z.union([
  z.object({ id: z.string(), done: z.literal(true) }),
  z.object({ id: z.string(), function: z.string(), event: z.unknown() }),
]);

/** An event on its way to a function. */
export interface Delivery {
  id: string;
  function: string;
  event: unknown;
}

/** Events that were published and not dealt with yet, as EventBridge keeps them: a crash delays them, no more. */
export interface Journal {
  /** What an earlier run left. */
  readonly left: readonly Delivery[];
  /** Notes an event before its function gets it. */
  add(name: string, event: unknown): Delivery;
  done(delivery: Delivery): void;
}

export function openJournal(file: string): Journal {
  const pending = new Map<string, Delivery>();
  const lines = openJsonLines(file);
  for (const entry of z.array(lineSchema).parse(lines.values))
    if ('done' in entry) pending.delete(entry.id);
    else pending.set(entry.id, entry);
  const left = [...pending.values()];
  lines.replace(left);
  return {
    left,
    add(name, event) {
      const delivery = { id: randomUUID(), function: name, event };
      lines.append(delivery);
      return delivery;
    },
    done: ({ id }) => lines.append({ id, done: true }),
  };
}
