import * as z from 'zod';
import { count, instant } from './scalars.ts';

/** Verdicts counted. */
export const counts = { expected: count, onTime: count, late: count, missing: count, notYetDue: count, waived: count };

export const compliance = z
  .object({
    at: instant,
    along: z.enum(['unit', 'successors']),
    ...counts,
    units: z.array(z.object({ unit: z.string(), predecessors: z.array(z.string()).optional(), ...counts })),
  })
  .meta({
    id: 'Compliance',
    description:
      'The totals are those of the obligations, each counted once. Lines per unit add up to them. Lines along successors ' +
      'do not: a unit that several succeeded is a predecessor in the line of each',
  });

export const complianceSeries = z
  .object({
    at: instant,
    year: z.int(),
    items: z
      .array(z.object({ month: z.string(), category: z.string(), ...counts }))
      .meta({ description: 'By month of the last acceptable day, and category; all lines add up to the figures' }),
  })
  .meta({ id: 'ComplianceSeries' });
