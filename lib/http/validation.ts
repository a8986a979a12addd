import type * as z from 'zod';
import { type FieldError, Problem, type ProblemCode } from './problem.ts';

const MAX_ERRORS = 50;

/** A path as people read it in a form: `files[2].name`. */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (field, part) =>
      typeof part === 'number' ? `${field}[${part}]` : field ? `${field}.${String(part)}` : String(part),
    '',
  );

const messageOf = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'bắt buộc phải có' : `phải có kiểu ${issue.expected}`;
    case 'unrecognized_keys':
      return `không nhận trường: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return `chỉ nhận: ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      return issue.origin === 'string' ? `dài quá ${issue.maximum} ký tự` : issue.message;
    default:
      return issue.message;
  }
};

/** The fields at fault, each with its reason. */
export const fieldErrors = (error: z.ZodError): FieldError[] =>
  error.issues.slice(0, MAX_ERRORS).map((issue) => ({ field: fieldOf(issue.path), message: messageOf(issue) }));

/** Parses what a caller sent; throws the given problem with the fields at fault. */
export function parseOrRefuse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  code: ProblemCode,
  detail: string,
): z.infer<Schema> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw new Problem(code, detail, fieldErrors(parsed.error));
  return parsed.data;
}
