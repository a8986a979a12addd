import * as z from 'zod';
import { toInstant } from '../../calendar/dates.ts';
import { audienceSchema } from '../../requests/audience.ts';
import { deadlineSchemaOf, requestKinds } from '../../requests/request.ts';
import { attachmentsSchema } from '../../submissions/manifest.ts';
import { line } from '../../text/line.ts';
import { unitId } from '../../units/unit.ts';
import { date } from './date.ts';

const unit = unitId.optional();

/** What the Office says to open a request (R14). Who is asked about named officials asks for their self-reviews (R16). */
export const openRequestSchema = z
  .strictObject({
    documentNumber: line(60),
    documentDate: date,
    subject: line(300),
    kind: z.enum(requestKinds),
    audience: audienceSchema,
    deadline: deadlineSchemaOf(date),
    sections: z.array(line(300)).max(30).default([]),
    secrecy: z.literal('none'),
    attachments: attachmentsSchema.default([]),
  })
  .refine(({ audience, kind }) => audience.kind !== 'officials' || kind === 'self-review', {
    path: ['kind'],
    message: 'cá nhân cán bộ chỉ được yêu cầu báo cáo kiểm điểm (self-review)',
  });

/** Names and titles only: digits and colons are what a sentence about the event would need. */
const personName = line(60).refine(
  (text) => /^[\p{L}\p{M}\s.,'()-]+$/u.test(text),
  'chỉ ghi họ tên, chức vụ; không ghi nội dung',
);

/** A thematic report that a unit sends unasked, when its work has ended. */
export const ownReportSchema = z
  .strictObject({
    unit,
    kind: z.enum(requestKinds),
    subject: line(300),
    endedOn: date,
    /** Whose self-review it is: then it is seen by the unit and the Office only (R16). */
    official: line(120).optional(),
  })
  .refine(({ kind, official }) => official === undefined || kind === 'self-review', {
    path: ['official'],
    message: 'chỉ dùng cho báo cáo kiểm điểm (self-review)',
  });

/** Stage one of an ad hoc report (R18). There is no field for what was said, and there must never be one. */
export const adHocSchema = z.strictObject({
  unit,
  reportedAt: z.iso.datetime({ offset: true, error: 'phải là thời điểm có múi giờ' }).transform(toInstant),
  reporter: personName,
  receiver: personName,
  channel: z.enum(['telephone', 'in-person', 'cipher']),
});

/** A report that went to a central agency, of which one copy is owed (R17). */
export const centralCopySchema = z.strictObject({ unit, agency: line(200), subject: line(300), sentOn: date });

export const workEndSchema = z.strictObject({ version: z.int().positive(), endedOn: date });
