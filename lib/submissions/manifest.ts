import * as z from 'zod';
import { isLocalDate } from '../calendar/dates.ts';
import { line } from '../text/line.ts';
import { fileTypeOf, hasDoubleExtension } from './file-types.ts';

export const MAX_FILES = 20;
export const MAX_FILE_BYTES = 100 * 1024 * 1024;

const fileName = line(200)
  .refine((s) => !/[/\\<>:"|?*]/.test(s) && !s.startsWith('.'), 'tên tệp có ký tự không được phép')
  .refine((s) => !hasDoubleExtension(s), 'tên tệp có hai phần mở rộng hoặc ký tự đảo chiều');

const fileFields = {
  name: fileName,
  size: z.int().min(1, 'tệp rỗng').max(MAX_FILE_BYTES, 'tệp vượt quá 100 MB'),
  type: z.string().max(100),
  sha256: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'phải là SHA-256 mã hóa base64 (44 ký tự)'),
};
const typeMatches = (file: { name: string; type: string }): boolean => fileTypeOf(file.name, file.type) !== undefined;
const wrongType = {
  path: ['type'],
  message: 'chỉ nhận pdf, doc, docx, xls, xlsx; kiểu khai báo phải khớp phần mở rộng',
};
const haveNamesOfTheirOwn = (files: readonly { name: string }[]): boolean =>
  new Set(files.map((f) => f.name.toLowerCase())).size === files.length;
const sameNames = 'các tệp phải có tên khác nhau';

const fileSchema = z.strictObject({ ...fileFields, role: z.enum(['main', 'annex']) }).refine(typeMatches, wrongType);

/** Files that go with a request for reports: the document itself, forms to fill in. */
export const attachmentsSchema = z
  .array(z.strictObject(fileFields).refine(typeMatches, wrongType))
  .max(MAX_FILES, 'tối đa 20 tệp')
  .refine(haveNamesOfTheirOwn, sameNames);

/**
 * What a unit declares before it sends a byte: the document's particulars and each file. State secrets may not
 * be stored here (R19), so `secrecy` knows one answer; any other is refused by its own check, with its own words.
 */
export const manifestSchema = z.strictObject({
  documentNumber: line(60),
  documentDate: z.string().refine(isLocalDate, 'phải là ngày dạng YYYY-MM-DD'),
  signedBy: line(120),
  secrecy: z.literal('none'),
  files: z
    .array(fileSchema)
    .min(1, 'phải có ít nhất một tệp')
    .max(MAX_FILES, 'tối đa 20 tệp')
    .refine((files) => files.filter((f) => f.role === 'main').length === 1, 'phải có đúng một tệp chính (role: main)')
    .refine(haveNamesOfTheirOwn, sameNames),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Whether a body declares a secrecy other than none: to be refused with advice before anything else is looked at. */
export function declaresSecrecy(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('secrecy' in body)) return false;
  return body.secrecy !== 'none' && body.secrecy !== undefined && body.secrecy !== null;
}
