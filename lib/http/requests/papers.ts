import * as z from 'zod';
import { daysOf, type Span } from '../../papers/span.ts';
import { unitId } from '../../units/unit.ts';
import { date } from './date.ts';

/** A rule's id. */
export const ruleId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'chữ thường không dấu, số và gạch ngang')
  .max(80);
const period = z.string().regex(/^[A-Za-z0-9-]{4,48}$/, 'ví dụ 2026-10, 2026-Q1, 2026-W47, 2026');

const only = (kind: 'month' | 'quarter' | 'year', example: string) =>
  z
    .string()
    .refine((id) => daysOf({ kind, id }) !== undefined, `ví dụ ${example}`)
    .optional();

const formats = ['docx', 'xlsx'] as const;

const reportFields = z.strictObject({
  rule: ruleId.optional().meta({ description: 'With `period`: the reports of one rule’s period' }),
  period: period.optional(),
  month: only('month', '2026-10').meta({ description: 'All that fell due in a month' }),
  quarter: only('quarter', '2026-Q3').meta({ description: 'All that fell due in three months' }),
  year: only('year', '2026').meta({ description: 'All that fell due in a year' }),
  format: z.enum(formats).default('docx'),
});

/** The spans that a query names; a good one names exactly one. */
function spansOf({ rule: id, period: of, month, quarter, year }: z.infer<typeof reportFields>): Span[] {
  return [
    ...(id !== undefined && of !== undefined ? [{ kind: 'period' as const, rule: id, period: of }] : []),
    ...(month === undefined ? [] : [{ kind: 'month' as const, id: month }]),
    ...(quarter === undefined ? [] : [{ kind: 'quarter' as const, id: quarter }]),
    ...(year === undefined ? [] : [{ kind: 'year' as const, id: year }]),
  ];
}

/** What a compliance report is asked for: one span and a format. The shape alone describes the query. */
export const reportQueryFields = reportFields;
export const reportQuerySchema = reportFields.transform((query, context) => {
  const [span, ...others] = spansOf(query);
  const halves = (query.rule === undefined) !== (query.period === undefined);
  if (span !== undefined && others.length === 0 && !halves) return { span, format: query.format };
  const message = 'chọn đúng một: rule cùng period, hoặc month, hoặc quarter, hoặc year';
  context.addIssue({ code: 'custom', path: ['period'], message, input: query });
  return z.NEVER;
});

/**
 * Whom an urging letter is about: all that is late of some units, some reports, or both; and by when it wants them. By default
 * all units with what is late or due at once, and three working days.
 */
export const urgingLetterSchema = z.strictObject({
  units: z.array(unitId).min(1, 'phải chọn ít nhất một đơn vị').max(5000).optional(),
  obligations: z.array(z.string().max(200)).min(1, 'phải chọn ít nhất một báo cáo').max(5000).optional(),
  by: date.optional(),
});

/** Which period's reports are to be compiled (R20). */
export const compilationRequestSchema = z.strictObject({ rule: ruleId, period });
