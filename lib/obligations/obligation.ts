import * as z from 'zod';
import { addDays, type LocalDate, startOfDay } from '../calendar/dates.ts';

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
export const outboxKinds = ['receipt', 'quarantine', 'decision', 'asked', 'alert', 'urging'] as const;
const outboxEntrySchema = z.object({
  kind: z.enum(outboxKinds),
  /** What the mail is about: a submission's number, an event's place in the history, an alert's own number. */
  subject: z.int().positive(),
  /** The place in the history of the event that a corrected receipt is of: several may be made in one second. */
  event: z.int().positive().optional(),
  scheduledFor: instant,
  /** What caused the mail: the id of a request to the API. */
  cause: z.string().optional(),
  /** Whom an alert goes to, as it was when it was raised; every other mail goes to the unit. */
  to: z.array(z.string()).optional(),
});
export type OutboxEntry = z.infer<typeof outboxEntrySchema>;

const termSchema = z.object({ lastDay: localDate, dueBefore: instant });
/** A last acceptable day and the first instant that is late. */
export type Term = z.infer<typeof termSchema>;

/** A last acceptable day as it is stored: with the first instant that is late. */
export const termOf = (lastDay: LocalDate): Term => ({ lastDay, dueBefore: startOfDay(addDays(lastDay, 1)) });

/** Stage one of an ad hoc report (R18): who told whom, when and how; there is no place for what was said. */
export const logSchema = z.strictObject({
  reportedAt: instant,
  reporter: z.string(),
  receiver: z.string(),
  channel: z.string(),
});

/** What a report has that no calendar calls for (R14 to R18). */
export const occasionSchema = z.object({
  /** How people name the report; a periodic one is named after its period. */
  title: z.string(),
  /** What it is about: shown on pages, never in a mail. */
  subject: z.string().optional(),
  /** The request that asks for it, and how its document is cited. */
  request: z.string().optional(),
  basis: z.string().optional(),
  kind: z.string().optional(),
  /** The official whom it is about: for the unit and the Office only, and never in a mail. */
  official: z.string().optional(),
  restricted: z.literal(true).optional(),
  /** The day on which the work ended, or the event was reported: days are counted from it (R15). */
  since: localDate.optional(),
  /** Working days after that day within which the report is due, where a request sets such a limit. */
  limitWorkingDays: z.int().positive().optional(),
  /** The central agency that had the report of which this is the copy (R17). */
  agency: z.string().optional(),
  log: logSchema.optional(),
});
export type Occasional = z.infer<typeof occasionSchema>;

/** What the Office decided on one submission that counts: accepted, or returned with a date for the rest. */
const reviewSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('accepted') }),
  z.object({ status: z.literal('returned'), supplement: termSchema }),
]);

/** What the history says of an obligation: folded from its events and from nothing else. */
export const factsSchema = z.object({
  id: z.string(),
  unit: z.string(),
  rule: z.string(),
  period: z.string(),
  from: localDate,
  to: localDate,
  /** Absent while the report is due "at once", with no day set (R15). */
  ...termSchema.partial().shape,
  ...occasionSchema.partial().shape,
  regimeVersion: z.string(),
  openedAt: instant,
  status: z.enum(statuses),
  /** When each submission that counts was received, by its number. */
  receipts: z.record(z.string(), instant),
  /** What was decided on each submission that counts, by its number; none for one that waits to be reviewed. */
  reviews: z.record(z.string(), reviewSchema).default({}),
  /** The submission whose state is the obligation's: the one received or decided on last. */
  standing: z.int().positive().optional(),
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

const idPattern = /^([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z0-9]+(?:-[a-z0-9]+)*)\.([A-Za-z0-9-]{1,48})$/;

/** Reads an obligation's id; undefined when it is not one. */
export function parseObligationId(id: string): ObligationKey | undefined {
  const match = id.length <= 200 ? idPattern.exec(id) : null;
  const [, unit, rule, period] = match ?? [];
  return unit && rule && period ? { unit, rule, period } : undefined;
}

/**
 * The day that decides which unit owes a report and under what name (R25): the last acceptable day by the rule itself,
 * which no extension moves; without one, the day from which days are counted.
 */
export const ownLastDay = ({
  original,
  lastDay,
  since,
  from,
}: Pick<ObligationFacts, 'original' | 'lastDay' | 'since' | 'from'>): string =>
  original?.lastDay ?? lastDay ?? since ?? from;

/** What decides by when a report has to be there. */
type Timed = Pick<ObligationFacts, 'status' | 'supplement' | 'lastDay' | 'dueBefore'>;

/** The deadline of a report; undefined when it is due "at once", with no day set. */
export const deadlineTerm = ({
  lastDay,
  dueBefore,
}: Pick<ObligationFacts, 'lastDay' | 'dueBefore'>): Term | undefined =>
  lastDay === undefined || dueBefore === undefined ? undefined : { lastDay, dueBefore };

/** What the unit is to meet now: the supplement's date when the report was returned, the deadline otherwise. */
export const currentTerm = ({ status, supplement, ...term }: Timed): Term | undefined =>
  status === 'returned' && supplement ? supplement : deadlineTerm(term);
