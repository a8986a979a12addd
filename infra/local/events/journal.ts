import * as z from 'zod';
import { openJsonLines } from '../json-lines.ts';

/** What was published and not dealt with yet, as EventBridge and SQS keep it: a crash delays it, no more. */
export interface Journal<Entry extends { id: string }> {
  /** What an earlier run left. */
  readonly left: readonly Entry[];
  /** Notes an entry before anybody gets it; in the place of the one of the same id, if there is one. */
  note(entry: Entry): void;
  done(entry: Entry): void;
}

export function openJournal<Entry extends { id: string }>(file: string, schema: z.ZodType<Entry>): Journal<Entry> {
  const lineSchema = z.union([z.object({ id: z.string(), done: z.literal(true) }), schema]);
  const pending = new Map<string, Entry>();
  const lines = openJsonLines(file);
  for (const entry of z.array(lineSchema).parse(lines.values))
    if ('done' in entry) pending.delete(entry.id);
    else pending.set(entry.id, entry);
  const left = [...pending.values()];
  lines.replace(left);
  return {
    left,
    note: (entry) => lines.append(entry),
    done: ({ id }) => lines.append({ id, done: true }),
  };
}
