import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Instant } from '../../lib/calendar/dates.ts';
import type { DeadLetter } from './functions/host.ts';
import { openJsonLines } from './json-lines.ts';

const keptSchema = z.object({
  id: z.string().default(() => randomUUID()),
  at: z.string(),
  function: z.string(),
  queue: z.string().optional(),
  error: z.object({ errorType: z.string(), errorMessage: z.string() }),
  event: z.unknown(),
});

/** An event that its function failed on for good, as its queue would hold it. */
export type KeptDeadLetter = z.infer<typeof keptSchema>;

/** The dead letters of all queues, oldest first, kept between runs. */
export interface DeadLetters {
  readonly items: readonly KeptDeadLetter[];
  add(letter: DeadLetter, at: Instant): void;
  /** Takes letters out of their queues. */
  remove(ids: ReadonlySet<string>): void;
}

export function openDeadLetters(file: string): DeadLetters {
  const lines = openJsonLines(file);
  let items = z.array(keptSchema).parse(lines.values);
  return {
    get items() {
      return items;
    },
    add({ function: name, queue, event, error }, at) {
      const { errorType, errorMessage } = error;
      const id = randomUUID();
      const kept = { id, at, function: name, ...(queue ? { queue } : {}), error: { errorType, errorMessage }, event };
      lines.append(kept);
      items.push(kept);
    },
    remove(ids) {
      items = items.filter(({ id }) => !ids.has(id));
      lines.replace(items);
    },
  };
}
