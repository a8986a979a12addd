import * as z from 'zod';
import { closingSchema, requestDeadlineSchema, requestKinds } from '../../../lib/requests/request.ts';
import { counts } from './compliance.ts';
import { attachment, uploads } from './files.ts';
import { obligationItem } from './obligations.ts';
import { count, date, instant } from './scalars.ts';

/** Reports that no calendar calls for: those asked for by a document, and those that units open. */
const requestFields = {
  id: z.string().meta({ examples: ['r-2026-125-cv-tu'] }),
  documentNumber: z.string(),
  documentDate: date,
  subject: z.string(),
  kind: z.enum(requestKinds),
  restricted: z.literal(true).optional(),
  deadline: requestDeadlineSchema,
  lastDay: date.optional().meta({ description: 'Last acceptable day, where the request sets one' }),
  openedAt: instant,
  closedAt: instant.optional(),
};

export const openedRequest = z
  .object({ id: z.string(), obligations: count, lastDay: date.optional(), uploads })
  .meta({ id: 'OpenedRequest' });

export const requestList = z.object({ items: z.array(z.object(requestFields)) }).meta({ id: 'RequestList' });

export const request = z
  .object({
    ...requestFields,
    sections: z.array(z.string()),
    regimeVersion: z.string(),
    openedBy: z.string(),
    closedBy: z.string().optional(),
    closings: z
      .array(closingSchema)
      .optional()
      .meta({ description: 'Closings that were undone, since a report was rejected or returned; not told to units' }),
    targets: z.array(z.object({ unit: z.string(), official: z.string().optional() })),
    attachments: z.array(attachment),
    obligations: z.array(obligationItem),
    compliance: z.object(counts),
  })
  .meta({ id: 'Request' });

export const closedRequest = z.object({ id: z.string(), closedAt: instant }).meta({ id: 'ClosedRequest' });

export const openedReport = z.object({ id: z.string() }).meta({ id: 'OpenedReport' });
