import * as z from 'zod';
import { Problem } from '../../lib/http/problem.ts';
import { date } from '../../lib/http/requests/date.ts';
import { ruleId } from '../../lib/http/requests/papers.ts';
import { verdicts } from '../../lib/obligations/verdict.ts';
import { unitId } from '../../lib/units/unit.ts';

/** The filters that lists and figures share; each is optional. */
export const filtersSchema = z.strictObject({
  unit: unitId.optional(),
  rule: ruleId.optional(),
  period: z
    .string()
    .regex(/^[A-Za-z0-9-]{4,48}$/, 'ví dụ 2026-10, 2026-Q1, 2026-W47, 2026, r-2026-125-cv-tu')
    .optional(),
  year: z
    .string()
    .regex(/^20[0-9]{2}$/, 'năm có bốn chữ số')
    .transform(Number)
    .optional(),
});
export type Filters = z.infer<typeof filtersSchema>;

/** A board or a series is of one year. */
export const yearQuerySchema = filtersSchema.extend({ year: filtersSchema.shape.year.unwrap() });

/** Figures per unit, or each unit's together with those of the units that it came after. */
export const complianceQuerySchema = filtersSchema.extend({
  along: z
    .enum(['unit', 'successors'])
    .default('unit')
    .meta({
      description:
        'successors: a line for each unit that nobody succeeded, its own figures and those of all its predecessors. A unit ' +
        'with several successors stands in the line of each, so lines do not add up to the totals',
    }),
});

export const unitsQuerySchema = z.strictObject({
  on: date
    .optional()
    .meta({ format: 'date', description: 'Only the units valid on this local date, as they were then' }),
});

export const MAX_PAGE = 1000;

export const listQuerySchema = filtersSchema.extend({
  verdict: z.enum(verdicts).optional(),
  withdrawn: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .meta({ description: 'true: also what was withdrawn because its unit does not owe it' }),
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, `từ 1 đến ${MAX_PAGE}`)
    .transform((text) => Math.min(Number(text), MAX_PAGE))
    .default(MAX_PAGE),
  next: z.string().max(400).optional(),
});

const cursorSchema = z.strictObject({ group: z.string().max(80), after: z.string().max(200).optional() });

/** Where a list goes on: within a period after a unit (Office), or after a place in a unit's own list. */
export type Cursor = z.infer<typeof cursorSchema>;

export const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Reads the `next` of an earlier answer; refuses anything else. */
export function readCursor(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    const errors = [{ field: 'next', message: 'phải lấy nguyên từ trả lời trước' }];
    throw new Problem('invalid-request', 'Tham số chưa hợp lệ.', errors);
  }
}
