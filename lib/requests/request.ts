import { createHash } from 'node:crypto';
import * as z from 'zod';
import { addDays, type LocalDate } from '../calendar/dates.ts';
import { formatDate } from '../calendar/vietnamese.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { awaiting, type ObligationFacts, type ObligationKey, type Term, termOf } from '../obligations/obligation.ts';
import { limitTerm } from '../obligations/work-end.ts';
import { fileRecordSchema } from '../submissions/submission.ts';

/** What a thematic report may be about (clause 1.2). */
export const requestKinds = ['direction', 'self-review', 'foreigners', 'inspection', 'pilot', 'other'] as const;

const date = z.string();
const instant = z.string();

/** By when a request wants its reports: by a day, with its bound, or at once when the work has ended (R15). */
export const deadlineSchemaOf = (day: z.ZodString) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('date'), date: day, bound: z.enum(['before', 'within']) }),
    z.strictObject({
      kind: z.literal('at-once'),
      endedOn: day.optional(),
      limitWorkingDays: z.int().min(1).max(250).optional(),
    }),
  ]);
export const requestDeadlineSchema = deadlineSchemaOf(date);
export type RequestDeadline = z.infer<typeof requestDeadlineSchema>;

/** A unit that is asked; for the self-review of a named official, that official. */
const targetSchema = z.object({ unit: z.string(), official: z.string().optional() });
export type Target = z.infer<typeof targetSchema>;

/** A closing that was undone: when and by whom, and the decision that made a report awaited again. */
export const closingSchema = z.object({
  closedAt: instant,
  closedBy: z.string(),
  reopenedAt: instant,
  reopenedBy: z.string(),
});

export const requestSchema = z.object({
  id: z.string(),
  documentNumber: z.string(),
  documentDate: date,
  subject: z.string(),
  kind: z.enum(requestKinds),
  /** About named officials: seen by their units and the Office, and by nobody else. */
  restricted: z.literal(true).optional(),
  deadline: requestDeadlineSchema,
  /** What the report is to hold, in the request's own words. */
  sections: z.array(z.string()),
  attachments: z.record(z.string(), fileRecordSchema),
  /** Whom it asks, as the registry stood when it was opened. */
  targets: z.array(targetSchema),
  regimeVersion: z.string(),
  openedAt: instant,
  openedBy: z.string(),
  /** The id of the call that opened it; the letters that ask for the reports carry it on. */
  cause: z.string().optional(),
  closedAt: instant.optional(),
  closedBy: z.string().optional(),
  /** Closings that did not last, since a report was awaited again. */
  closings: z.array(closingSchema).optional(),
  /** How often a report under it came to be awaited again; a closing that looked before the last time must not happen. */
  lapses: z.int().nonnegative().optional(),
});

/** A thematic report asked for by a document (văn bản yêu cầu báo cáo, R14). */
export type Request = z.infer<typeof requestSchema>;

const SLUG_MAX = 24;

/**
 * The id of a request, from its document's number and year: the same document gives the same id, and so cannot be opened
 * twice. A long number is cut and told apart by a part of its hash.
 */
export function requestId(documentNumber: string, documentDate: LocalDate): string {
  const slug = documentNumber
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const same = documentNumber.toLowerCase().replace(/\s+/g, '');
  const hash = createHash('sha256').update(same).digest('hex').slice(0, 6);
  const short = slug.length > 0 && slug.length <= SLUG_MAX ? slug : `${slug.slice(0, SLUG_MAX - 7)}-${hash}`;
  return `r-${documentDate.slice(0, 4)}-${short}`.replace(/-+/g, '-');
}

/** How letters cite a request's document. */
export const basisOf = ({ documentNumber, documentDate }: Pick<Request, 'documentNumber' | 'documentDate'>): string =>
  `văn bản số ${documentNumber} ngày ${formatDate(documentDate)}`;

/** The last acceptable day that a request sets from the first; none while it is due at once and nothing has ended. */
export function requestTerm(
  deadline: RequestDeadline,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): Partial<Term> {
  if (deadline.kind === 'date') return termOf(deadline.bound === 'before' ? addDays(deadline.date, -1) : deadline.date);
  return deadline.endedOn === undefined ? {} : limitTerm(deadline.endedOn, deadline.limitWorkingDays, calendar);
}

const KEY_PREFIX = 'requests';

/** The object key of an attachment; it holds no text of the user's. */
export const attachmentKey = (id: string, file: string): string => `${KEY_PREFIX}/${id}/${file}`;

/** Reads an attachment's key back; undefined when it is not one. */
export function parseAttachmentKey(key: string): { id: string; file: string } | undefined {
  const [, id, file] = /^requests\/(r-[a-z0-9-]{1,45})\/([1-9][0-9]?)$/.exec(key) ?? [];
  return id && file ? { id, file } : undefined;
}

/**
 * The obligation of each target, in their order. Its period is the request's id; of officials with a number behind it that
 * counts within their unit, so that it tells nothing of other units. The capital keeps it apart from every id of a request.
 */
export function askedOf({ id, targets }: Pick<Request, 'id' | 'targets'>): { target: Target; key: ObligationKey }[] {
  const counted = new Map<string, number>();
  return targets.map((target) => {
    const { unit, official } = target;
    const number = (counted.get(unit) ?? 0) + 1;
    if (official !== undefined) counted.set(unit, number);
    return { target, key: { unit, rule: 'thematic', period: official === undefined ? id : `${id}-No${number}` } };
  });
}

/** The periods of a request's obligations, each once. */
export const periodsOf = (request: Pick<Request, 'id' | 'targets'>): string[] => [
  ...new Set(askedOf(request).map(({ key }) => key.period)),
];

type Standing = Pick<ObligationFacts, 'status'>;

/** Whether a change brings a report back among those awaited; then its request cannot be closed, or stay so. */
export const isAwaitedAgain = (before: Standing, after: Standing): boolean =>
  !awaiting.includes(before.status) && awaiting.includes(after.status);
