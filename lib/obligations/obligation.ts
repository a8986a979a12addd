import * as z from 'zod';

const localDate = z.string();
const instant = z.string();

/**
 * Where an obligation stands. `returned` waits for a supplement; its first receipt stands. `withdrawn` is
 * not expected any more, since its unit does not owe it (R25).
 */
export const statuses = ['open', 'received', 'accepted', 'returned', 'waived', 'withdrawn'] as const;
export type Status = (typeof statuses)[number];

/** Statuses in which something is still expected of the unit, and notices follow the plan. */
export const awaiting: readonly Status[] = ['open', 'returned'];

/** A mail that an obligation still has to cause, kept on the item until the ledger says sent. */
export const outboxKinds = ['receipt', 'quarantine', 'decision'] as const;
const outboxEntrySchema = z.object({
  kind: z.enum(outboxKinds),
  /** What the mail is about: a submission's number, or for a decision its event's place in the history. */
  subject: z.int().positive(),
  scheduledFor: instant,
});
export type OutboxEntry = z.infer<typeof outboxEntrySchema>;

const termSchema = z.object({ lastDay: localDate, dueBefore: instant });
/** A last acceptable day and the first instant that is late. */
export type Term = z.infer<typeof termSchema>;

/** What the history says of an obligation: folded from its events and from nothing else. */
export const factsSchema = z.object({
  id: z.string(),
  unit: z.string(),
  rule: z.string(),
  period: z.string(),
  from: localDate,
  to: localDate,
  ...termSchema.shape,
  regimeVersion: z.string(),
  openedAt: instant,
  status: z.enum(statuses),
  /** When each submission that counts was received, by its number. */
  receipts: z.record(z.string(), instant),
  /** The first receipt of those that count. */
  receivedAt: instant.optional(),
  submissionsDeclared: z.int().nonnegative(),
  versionsReceived: z.int().nonnegative(),
  /** The deadline before any extension, and the last extension. */
  original: termSchema.optional(),
  extension: z.object({ grantedAt: instant, afterDeadline: z.boolean() }).optional(),
  waivedAt: instant.optional(),
  withdrawnAt: instant.optional(),
  /** By when a returned report is to be supplemented. */
  supplement: termSchema.optional(),
});
export type ObligationFacts = z.infer<typeof factsSchema>;

export const obligationSchema = factsSchema.extend({
  nextNoticeAt: instant.optional(),
  outbox: z.array(outboxEntrySchema),
  version: z.int().positive(),
  head: z.object({ seq: z.int().positive(), hash: z.string() }),
});

/**
 * One unit × one rule × one period: a report that must be sent (báo cáo phải gửi). Besides the facts it holds what
 * the system needs to work: the timer, the mails to send, the guard against concurrent writes (`version`, one per
 * event), the tip of the history.
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

/** The last acceptable day by the rule itself, which no extension moves: it decides which unit owes the report (R25). */
export const ownLastDay = ({ original, lastDay }: Pick<ObligationFacts, 'original' | 'lastDay'>): string =>
  original?.lastDay ?? lastDay;

/** What the unit is to meet now: the supplement's date when the report was returned, the deadline otherwise. */
export const currentTerm = ({
  status,
  supplement,
  lastDay,
  dueBefore,
}: Pick<ObligationFacts, 'status' | 'supplement' | 'lastDay' | 'dueBefore'>): Term =>
  status === 'returned' && supplement ? supplement : { lastDay, dueBefore };
