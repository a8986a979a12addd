import type * as z from 'zod';
import type { ProblemCode } from '../../lib/http/problem.ts';

/** What the description of the API says of one operation. */
export interface Operation {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  id: string;
  summary: string;
  query?: z.ZodObject;
  body?: { schema: z.ZodType; type: string };
  answer?: z.ZodType;
  /** JSON unless it says otherwise. */
  answerType?: string | readonly string[];
  status?: number;
  /** Asks for no token. */
  open?: true;
  refusals: ProblemCode[];
  /** Answers anybody, signed in or not. */
  public?: boolean;
}
