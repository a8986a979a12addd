import type * as z from 'zod';
import { issueWords } from '../text/issue.ts';
import { Problem, type ProblemCode } from './problem.ts';

const MAX_ERRORS = 50;

/** A path as people read it in a form: `files[2].name`. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (field, part) =>
      typeof part === 'number' ? `${field}[${part}]` : field ? `${field}.${String(part)}` : String(part),
    '',
  );

/** Parses what a caller sent; throws the given problem with the fields at fault, each with its reason. */
export function parseOrRefuse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  code: ProblemCode,
  detail: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(value, { error: issueWords });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .slice(0, MAX_ERRORS)
    .map(({ path, message }) => ({ field: fieldOf(path), message }));
  throw new Problem(code, detail, errors);
}
