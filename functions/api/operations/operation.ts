import type * as z from 'zod';
import type { ProblemCode } from '../../../lib/http/problem.ts';

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
  refusals: ProblemCode[];
  /** Answers anybody, signed in or not: asks for no token, and refuses nobody for having none. */
  public?: true;
}

export const json = 'application/json';
/** What every body of JSON may meet with. */
export const writing = ['invalid-json', 'invalid-request', 'forbidden', 'payload-too-large'] as const;
