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

const typeNames: Readonly<Record<string, string>> = {
  string: 'chuỗi ký tự',
  number: 'số',
  int: 'số nguyên',
  boolean: 'đúng/sai',
  array: 'danh sách',
  object: 'nhóm trường',
};

/** The library's own words are English; where a schema gives no others, these are said. */
const isOwnWords = (message: string): boolean => !/^(Invalid|Too|Expected|Unrecognized|Input|Number)\b/.test(message);

const messageOf = (issue: z.core.$ZodIssue): string => {
  if (isOwnWords(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'bắt buộc phải có'
        : `phải là ${typeNames[issue.expected] ?? 'giá trị đúng kiểu'}`;
    case 'unrecognized_keys':
      return `không nhận trường: ${issue.keys.join(', ')}`;
    case 'invalid_value':
      return `chỉ nhận: ${issue.values.map(String).join(', ')}`;
    case 'too_big':
      if (issue.origin === 'string') return `dài quá ${issue.maximum} ký tự`;
      if (issue.origin === 'array') return `nhiều nhất ${issue.maximum} mục`;
      return issue.inclusive === false ? `phải nhỏ hơn ${issue.maximum}` : `không được lớn hơn ${issue.maximum}`;
    case 'too_small':
      if (issue.origin === 'string') return `phải có ít nhất ${issue.minimum} ký tự`;
      if (issue.origin === 'array') return `phải có ít nhất ${issue.minimum} mục`;
      return issue.inclusive === false ? `phải lớn hơn ${issue.minimum}` : `không được nhỏ hơn ${issue.minimum}`;
    case 'invalid_format':
      return issue.format === 'email' ? 'địa chỉ thư chưa đúng' : 'chưa đúng mẫu quy định';
    case 'invalid_union':
      return issue.input === undefined ? 'bắt buộc phải có' : 'không thuộc các dạng được nhận';
    default:
      return 'chưa hợp lệ';
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
