import * as z from 'zod';
import { openJsonLines } from '../json-lines.ts';

const keptSchema = z.object({
  messageId: z.string(),
  /** By the simulated clock. */
  at: z.string(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});

/** A letter that was sent. */
export type KeptMail = z.infer<typeof keptSchema>;

/** Every letter that was sent, oldest first, kept between runs in a file of JSON lines. */
export interface Outbox {
  readonly items: readonly KeptMail[];
  /** Keeps a letter; it is in the file when this returns. */
  add(mail: KeptMail): void;
}

/** Opens the file. */
export function openOutbox(file: string): Outbox {
  const lines = openJsonLines(file);
  const items = z.array(keptSchema).parse(lines.values);
  return {
    items,
    add(mail) {
      lines.append(mail);
      items.push(mail);
    },
  };
}
