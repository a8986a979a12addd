import * as z from 'zod';
import { toInstant } from '../../calendar/dates.ts';
import { line } from '../../text/line.ts';
import { date } from './date.ts';

const submission = z.int().positive();
/** The version of the obligation that the person saw: a decision about an older one is refused, not overwritten. */
const version = z.int().positive();
const grounds = { reason: line(1000), authority: line(200) };

export const decisionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('extension'), version, lastDay: date, ...grounds }),
  z.strictObject({ kind: z.literal('waiver'), version, ...grounds }),
  z.strictObject({ kind: z.literal('acceptance'), version, submission, note: line(1000).optional() }),
  z.strictObject({ kind: z.literal('return'), version, submission, lastDay: date, ...grounds }),
  z.strictObject({ kind: z.literal('rejection'), version, submission, ...grounds }),
]);

export const offSystemSchema = z.strictObject({
  version,
  receivedAt: z.iso.datetime({ offset: true, error: 'phải là thời điểm có múi giờ' }).transform(toInstant),
  documentNumber: line(60),
  documentDate: date,
  signedBy: line(120),
  channel: z.enum(['cipher', 'in-person', 'post', 'telephone']),
});
