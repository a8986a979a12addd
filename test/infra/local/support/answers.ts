import { expect } from 'vitest';
import * as z from 'zod';

/** What a refusal says: its status and its code, the rest being as it must be. */
export const problemOf = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const schema = z.object({
    status: z.number(),
    code: z.string(),
    title: z.string().min(1),
    detail: z.string().min(1),
  });
  const problem = schema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return `${problem.status} ${problem.code}`;
};

export const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
