import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

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

/** Opens the file. A last line that a crash cut off is left out: nobody was told that it was sent. */
export function openOutbox(file: string): Outbox {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [''];
  const cutOff = lines.pop();
  if (cutOff) appendFileSync(file, '\n');
  const items = lines.flatMap((line) => {
    try {
      return [keptSchema.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
  return {
    items,
    add(mail) {
      appendFileSync(file, `${JSON.stringify(mail)}\n`);
      items.push(mail);
    },
  };
}
