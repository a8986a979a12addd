import * as z from 'zod';

const localDate = z.string();
const instant = z.string();

export const statuses = ['open', 'received'] as const;

/** A mail that an obligation still has to cause (receipt, quarantine), kept on the item until the ledger says sent. */
export const outboxKinds = ['receipt', 'quarantine'] as const;
const outboxEntrySchema = z.object({
  kind: z.enum(outboxKinds),
  submission: z.int().positive(),
  scheduledFor: instant,
});
export type OutboxEntry = z.infer<typeof outboxEntrySchema>;

export const obligationSchema = z.object({
  id: z.string(),
  unit: z.string(),
  rule: z.string(),
  period: z.string(),
  from: localDate,
  to: localDate,
  lastDay: localDate,
  dueBefore: instant,
  regimeVersion: z.string(),
  openedAt: instant,
  status: z.enum(statuses),
  receivedAt: instant.optional(),
  submissionsDeclared: z.int().nonnegative(),
  versionsReceived: z.int().nonnegative(),
  nextNoticeAt: instant.optional(),
  outbox: z.array(outboxEntrySchema),
  version: z.int().positive(),
  head: z.object({ seq: z.int().positive(), hash: z.string() }),
});

/**
 * One unit × one rule × one period: a report that must be sent (báo cáo phải gửi). `receivedAt` is the first
 * receipt, which a later version never moves; `version` guards concurrent writes; `head` is the tip of the history.
 */
export type Obligation = z.infer<typeof obligationSchema>;

export interface ObligationKey {
  unit: string;
  rule: string;
  period: string;
}

/** `<unit>.<rule>.<period>`, the id that outsiders know. */
export const obligationId = ({ unit, rule, period }: ObligationKey): string => `${unit}.${rule}.${period}`;

const idPattern = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z0-9]+(?:-[a-z0-9]+)*)\.([A-Za-z0-9-]{1,20})$/;

/** Reads an obligation's id; undefined when it is not one. */
export function parseObligationId(id: string): ObligationKey | undefined {
  const match = id.length <= 160 ? idPattern.exec(id) : null;
  const [, unit, rule, period] = match ?? [];
  return unit && rule && period ? { unit, rule, period } : undefined;
}
