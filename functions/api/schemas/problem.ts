import * as z from 'zod';
import { problems } from '../../../lib/http/problem.ts';

/** A refusal. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(Object.keys(problems) as [keyof typeof problems]),
    errors: z.array(z.object({ field: z.string(), message: z.string(), line: z.int().optional() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457; `code` is stable, `title` and `detail` are for people' });
