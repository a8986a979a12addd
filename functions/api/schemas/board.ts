import * as z from 'zod';
import { statuses } from '../../../lib/obligations/obligation.ts';
import { verdicts } from '../../../lib/obligations/verdict.ts';
import { categories, tags } from '../../../lib/units/unit.ts';
import { date, instant } from './scalars.ts';

/** Units × reports of a year. */
export const board = z
  .object({
    at: instant,
    year: z.int(),
    verdicts: z.array(z.enum(verdicts)),
    statuses: z.array(z.enum(statuses)),
    units: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        category: z.enum(categories),
        tags: z.array(z.enum(tags)),
        validFrom: date,
        validTo: date.optional(),
      }),
    ),
    columns: z.array(
      z.object({
        rule: z.string(),
        period: z.string(),
        lastDay: date.meta({ description: 'Without a deadline, the day from which days are counted' }),
        name: z.string(),
        request: z.string().optional(),
        folds: z.array(z.string()).optional().meta({ description: 'The months whose reports this one holds' }),
        cells: z.array(z.array(z.int())).meta({
          description: '`[unit, verdict, days late, status]`, the first, second and fourth by place in their lists',
        }),
      }),
    ),
  })
  .meta({ id: 'Board' });
