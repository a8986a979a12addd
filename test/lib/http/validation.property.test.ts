import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Problem } from '../../../lib/http/problem.ts';
import { accountRequestSchema } from '../../../lib/http/requests/account.ts';
import { decisionSchema, offSystemSchema } from '../../../lib/http/requests/decision.ts';
import {
  adHocSchema,
  centralCopySchema,
  openRequestSchema,
  ownReportSchema,
  workEndSchema,
} from '../../../lib/http/requests/request.ts';
import { urgingSchema } from '../../../lib/http/requests/urging.ts';
import { parseOrRefuse } from '../../../lib/http/validation.ts';
import { manifestSchema } from '../../../lib/submissions/manifest.ts';

const schemas = [
  ...[accountRequestSchema, decisionSchema, offSystemSchema, adHocSchema, centralCopySchema],
  ...[openRequestSchema, ownReportSchema, workEndSchema, urgingSchema, manifestSchema],
];
const english =
  /\b(invalid|too|expected|must|received|array|string|number|object|option|input|unrecognized|required)\b/i;
const fields = [
  'kind',
  'version',
  'lastDay',
  'reason',
  'audience',
  'deadline',
  'files',
  'sections',
  'units',
  'email',
  'role',
];
const bodies = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 2 })),
  fc.record({ audience: fc.record({ kind: fc.constantFrom('units', 'category', 'x'), units: fc.constant([]) }) }),
  fc.record({
    files: fc.array(fc.record({ size: fc.constantFrom(0, -1, 1e12, 1.5), name: fc.string() }), { maxLength: 25 }),
  }),
);

/** What is said of a value that a schema does not take. */
function messagesOf(schema: z.ZodType, value: unknown): string[] {
  try {
    parseOrRefuse(schema, value, 'invalid-request', '');
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (error.errors ?? []).map(({ message }) => message);
  }
}

describe('what is wrong with a request', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['nothing where something must be', z.string(), undefined, 'bắt buộc phải có'],
    ['a number for text', z.string(), 1, 'phải là chuỗi ký tự'],
    ['text for a number', z.number(), 'x', 'phải là số'],
    ['a broken number for a whole one', z.int(), 1.5, 'phải là số nguyên'],
    ['text for yes or no', z.boolean(), 'x', 'phải là đúng/sai'],
    ['text for a list', z.array(z.string()), 'x', 'phải là danh sách'],
    ['a list for fields', z.object({}), [], 'phải là nhóm trường'],
    ['too long a text', z.string().max(3), 'abcd', 'dài quá 3 ký tự'],
    ['too short a text', z.string().min(3), 'a', 'phải có ít nhất 3 ký tự'],
    ['too long a list', z.array(z.int()).max(1), [1, 2], 'nhiều nhất 1 mục'],
    ['too short a list', z.array(z.int()).min(1), [], 'phải có ít nhất 1 mục'],
    ['too great a number', z.int().max(5), 6, 'không được lớn hơn 5'],
    ['too small a number', z.int().min(5), 4, 'không được nhỏ hơn 5'],
    ['a number that must be above another', z.int().positive(), 0, 'phải lớn hơn 0'],
    ['a number that must be below another', z.int().lt(5), 5, 'phải nhỏ hơn 5'],
    ['an address that is none', z.email(), 'x', 'địa chỉ thư chưa đúng'],
    ['text of another pattern', z.string().regex(/^a$/), 'x', 'chưa đúng mẫu quy định'],
    ['a value that is not among those received', z.enum(['a', 'b']), 'x', 'chỉ nhận: a, b'],
    ['what the schema has words of its own for', z.string().max(3, 'tối đa ba chữ'), 'abcd', 'tối đa ba chữ'],
    ['a field that nobody asked for', z.strictObject({}), { x: 1 }, 'không nhận trường: x'],
    [
      'a kind that there is not',
      z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') })]),
      { kind: 'x' },
      'không thuộc các dạng được nhận',
    ],
  ])('is said for %s', (_title, schema, value, message) => {
    expect(messagesOf(schema, value)).toEqual([message]);
  });

  it('is said in Vietnamese, whatever was sent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...schemas), bodies, (schema, body) => {
        for (const message of messagesOf(schema, body)) {
          // Names of fields and values are the API's own.
          const words = message.replace(/^(không nhận trường|chỉ nhận): .*$/s, '');
          expect(words).not.toMatch(english);
        }
      }),
      { seed: 353, numRuns: 2000 },
    );
  });
});
