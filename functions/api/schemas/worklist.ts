import * as z from 'zod';
import { count, date, instant } from './scalars.ts';

/** What waits for the Office, and what it urges. */
const workItem = { id: z.string(), unit: z.string(), unitName: z.string(), name: z.string() };

const lateItem = z.object({
  ...workItem,
  lastDay: date.meta({ description: 'Of the report, or of its supplement' }),
  daysLate: count.meta({ description: 'Days past `lastDay`, today' }),
  supplement: z.literal(true).optional().meta({ description: 'The report is there; what it was returned for is not' }),
});

const atOnceItem = z.object({
  ...workItem,
  since: date.meta({ description: 'When the work ended, or the event was reported' }),
  daysElapsed: count.meta({ description: 'Days from `since` to today' }),
});

export const worklist = z
  .object({
    at: instant,
    toReview: z.array(z.object({ ...workItem, receivedAt: instant })),
    newlyLate: z.array(lateItem).meta({ description: 'Late for seven days at most' }),
    overdue: z.array(lateItem),
    atOnce: z
      .array(atOnceItem)
      .meta({ description: 'Due at once, with no day on which they turn late, and not there' }),
    deadAddresses: z.array(
      z.object({
        unit: z.string(),
        unitName: z.string(),
        address: z.string(),
        kind: z.enum(['bounce', 'complaint']),
        since: instant,
      }),
    ),
    requestsToClose: z.array(
      z.object({ id: z.string(), documentNumber: z.string(), documentDate: date, subject: z.string() }),
    ),
  })
  .meta({ id: 'Worklist' });

export const urged = z
  .object({
    dryRun: z.boolean(),
    urged: z.array(z.string()).meta({ description: 'Reports whose unit is urged with the next sweep' }),
    letters: z
      .array(
        z.object({
          unit: z.string(),
          obligations: z.array(z.string()),
          to: z.array(z.string()),
          cc: z.array(z.string()),
          subject: z.string(),
          text: z.string(),
          html: z.string(),
        }),
      )
      .meta({ description: 'What would be sent; of a dry run only' }),
  })
  .meta({ id: 'Urged' });
