import * as z from 'zod';
import { addSeconds, type Instant } from '../calendar/dates.ts';

/** How long a claim holds before another sweep may take the notice over: longer than any sender's timeout. */
export const LEASE_SECONDS = 10 * 60;

export const noticeStatuses = ['claimed', 'sent', 'superseded', 'undeliverable'] as const;

/** Why a notice was not sent. Codes for programs; `text/why.ts` has the words for people. */
export const noticeReasons = [
  'overtaken',
  'report-received',
  'waived',
  'report-withdrawn',
  'nothing-to-tell',
  'no-address',
  'refused-by-mail-service',
] as const;

export const noticeSchema = z.object({
  about: z.string(),
  kind: z.string(),
  scheduledFor: z.string(),
  status: z.enum(noticeStatuses),
  leaseUntil: z.string().optional(),
  sentAt: z.string().optional(),
  messageId: z.string().optional(),
  /** What caused it: the id of a request to the API, or the scheduled time of the run that said it. */
  cause: z.string().optional(),
  reason: z.enum(noticeReasons).optional(),
  /** What the mail service said, in its own words. */
  detail: z.string().optional(),
});

/** A line of the permanent ledger: what was, is being, or will never be said, and why. `about` is an obligation, or the Office. */
export type Notice = z.infer<typeof noticeSchema>;

/** Whether a sender may claim a notice: nobody has, or whoever had died before it could say so. */
export const claimable = (known: Notice | undefined, now: Instant): boolean =>
  known === undefined || (known.status === 'claimed' && (known.leaseUntil ?? '') <= now);

/** The end of a lease taken at an instant. */
export const leaseFrom = (now: Instant): Instant => addSeconds(now, LEASE_SECONDS);
