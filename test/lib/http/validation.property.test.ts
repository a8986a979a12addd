import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountRequestSchema } from '../../../lib/http/requests/account.ts';
import { decisionSchema, offSystemSchema } from '../../../lib/http/requests/decision.ts';
import {
  adHocSchema,
  centralCopySchema,
  openRequestSchema,
  ownReportSchema,
} from '../../../lib/http/requests/request.ts';
import { urgingSchema } from '../../../lib/http/requests/urging.ts';
import { fieldErrors } from '../../../lib/http/validation.ts';
import { manifestSchema } from '../../../lib/submissions/manifest.ts';

const schemas = [
  ...[accountRequestSchema, decisionSchema, offSystemSchema, adHocSchema, centralCopySchema],
  ...[openRequestSchema, ownReportSchema, urgingSchema, manifestSchema],
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

describe('what is wrong with a request', () => {
  it('is said in Vietnamese, whatever was sent', () => {
    fc.assert(
      fc.property(fc.constantFrom(...schemas), bodies, (schema, body) => {
        const parsed = schema.safeParse(body, { reportInput: true });
        if (parsed.success) return;
        for (const { message } of fieldErrors(parsed.error)) {
          // Names of fields and values are the API's own.
          const words = message.replace(/^(không nhận trường|chỉ nhận): .*$/s, '');
          expect(words).not.toMatch(english);
        }
      }),
      { seed: 353, numRuns: 2000 },
    );
  });
});
