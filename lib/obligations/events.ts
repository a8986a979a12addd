import * as z from 'zod';
import { awaiting, occasionSchema, type Status } from './obligation.ts';

const instant = z.string();
const localDate = z.string();
const number = z.int().positive();
const term = { lastDay: localDate, dueBefore: instant };
/** Who decided, on whose authority, and why (R22). */
const grounds = { reason: z.string(), authority: z.string() };
const json = z.json();

/** Why an obligation is withdrawn: on its last acceptable day its unit is not valid, or its rule does not address it. */
export const withdrawalReasons = ['unit-not-valid', 'unit-not-addressed'] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

/** What each event of a history carries; nothing that the fold needs may be missing here. */
export const eventData = {
  opened: z.object({
    from: localDate,
    to: localDate,
    lastDay: localDate.optional(),
    dueBefore: instant.optional(),
    regimeVersion: z.string(),
    ...occasionSchema.partial().shape,
  }),
  'work-ended': z.object({ since: localDate, lastDay: localDate.optional(), dueBefore: instant.optional() }),
  'submission-declared': z.object({ number }).catchall(json),
  'submission-received': z.object({ number, version: number, receivedAt: instant }).catchall(json),
  'submission-quarantined': z.object({ number }).catchall(json),
  'receipt-time-corrected': z.object({ number, version: number, receivedAt: instant }).catchall(json),
  'received-off-system': z
    .object({ number, version: number, receivedAt: instant, documentNumber: z.string(), channel: z.string() })
    .catchall(json),
  extended: z.object({ ...term, ...grounds, afterDeadline: z.boolean() }),
  waived: z.object(grounds),
  accepted: z.object({ number, note: z.string().optional() }),
  returned: z.object({ number, ...term, ...grounds }),
  rejected: z.object({ number, ...grounds }),
  urged: z.object({}),
  withdrawn: z.object({ reason: z.enum(withdrawalReasons) }),
  reinstated: z.object({}),
} as const;
export type EventType = keyof typeof eventData;
export type EventData<Type extends EventType> = z.infer<(typeof eventData)[Type]>;
export const eventTypes = Object.keys(eventData) as [EventType, ...EventType[]];

/** An event before it is chained to a history. */
export type NewEvent = {
  [Type in EventType]: { type: Type; at: string; by: string; data: EventData<Type> };
}[EventType];

/** From which statuses an event may happen; the fold decides what it leads to. */
export const allowedFrom: Record<EventType, readonly Status[]> = {
  opened: [],
  'work-ended': ['open'],
  'submission-declared': ['open', 'received', 'accepted', 'returned', 'waived'],
  // What was declared before a withdrawal may still arrive, and then it counts.
  'submission-received': ['open', 'received', 'accepted', 'returned', 'waived', 'withdrawn'],
  'submission-quarantined': ['open', 'received', 'accepted', 'returned', 'waived', 'withdrawn'],
  'receipt-time-corrected': ['open', 'received', 'accepted', 'returned', 'waived'],
  'received-off-system': ['open', 'returned', 'waived'],
  extended: ['open'],
  waived: ['open'],
  accepted: ['received', 'returned'],
  returned: ['received', 'accepted', 'returned'],
  rejected: ['received', 'accepted', 'returned'],
  urged: awaiting,
  withdrawn: ['open'],
  reinstated: ['withdrawn'],
};
