import type * as z from 'zod';

const typeNames: Readonly<Record<string, string>> = {
  string: 'chuỗi ký tự',
  number: 'số',
  int: 'số nguyên',
  boolean: 'đúng/sai',
  array: 'danh sách',
  object: 'nhóm trường',
};

/**
 * What is wrong with a value, in Vietnamese, where the schema itself gives no words: to be handed to `safeParse` as
 * `error`. Names of fields and values in it are the API's own.
 */
export function issueWords(issue: z.core.$ZodRawIssue): string {
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
}
