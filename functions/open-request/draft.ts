import type * as z from 'zod';
import { localDateOf } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { Problem } from '../../lib/http/problem.ts';
import type { openRequestSchema } from '../../lib/http/requests/request.ts';
import { canonicalJson } from '../../lib/obligations/history.ts';
import { regimeFor } from '../../lib/regime/occasions.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import { resolveAudience } from '../../lib/requests/audience.ts';
import { type Request, requestId, requestTerm } from '../../lib/requests/request.ts';
import type { DatedUnit } from '../../lib/units/versions.ts';

export interface Drafting {
  regimes: readonly Regime[];
  calendar: WorkingCalendar;
}
type Asked = z.infer<typeof openRequestSchema>;

const refuse = (code: 'wrong-date' | 'invalid-request', field: string, message: string) =>
  new Problem(code, 'Đề nghị sửa các trường sau rồi gửi lại.', [{ field, message }]);

function checkDates({ documentDate, deadline }: Asked, lastDay: string | undefined, today: string): void {
  if (documentDate > today) throw refuse('wrong-date', 'documentDate', 'không được ở tương lai');
  if (deadline.kind === 'at-once' && deadline.endedOn !== undefined && deadline.endedOn > today)
    throw refuse('wrong-date', 'deadline.endedOn', 'không được ở tương lai');
  if (lastDay !== undefined && lastDay < today)
    throw refuse(
      'wrong-date',
      deadline.kind === 'date' ? 'deadline.date' : 'deadline.endedOn',
      'ngày cuối cùng nhận báo cáo đã qua',
    );
}

/**
 * The request that an officer asks to open, with its audience resolved by the registry. Throws a Problem with the fields
 * at fault; nothing is written here.
 */
export function draftRequest(
  asked: Asked,
  units: readonly DatedUnit[],
  opening: Pick<Request, 'openedAt' | 'openedBy' | 'cause'>,
  deps: Drafting,
): Request {
  const { audience, attachments, secrecy: _none, ...facts } = asked;
  const today = localDateOf(opening.openedAt);
  const { lastDay } = requestTerm(facts.deadline, deps.calendar);
  checkDates(asked, lastDay, today);
  const regime = regimeFor(deps.regimes, 'thematic', today);
  if (!regime) throw refuse('wrong-date', 'documentDate', 'chưa có quy định về báo cáo chuyên đề vào ngày này');
  const { targets, unknown } = resolveAudience(audience, units, lastDay ?? today);
  const [first] = unknown;
  if (first) {
    const errors = unknown.map(({ field, unit }) => ({ field, message: `không có đơn vị ${unit} vào ngày hạn gửi` }));
    throw new Problem('invalid-request', 'Có đơn vị không có trong danh sách.', errors);
  }
  if (targets.length === 0) throw refuse('invalid-request', 'audience', 'không có đơn vị nào');
  const numbered = attachments.map((file, index): [string, Request['attachments'][string]] => [
    String(index + 1),
    { ...file, role: 'annex' },
  ]);
  return {
    id: requestId(facts.documentNumber, facts.documentDate),
    ...facts,
    ...(audience.kind === 'officials' ? { restricted: true } : {}),
    attachments: Object.fromEntries(numbered),
    targets,
    regimeVersion: regime.version,
    ...opening,
  };
}

const contentOf = ({
  id,
  documentNumber,
  documentDate,
  subject,
  kind,
  deadline,
  sections,
  targets,
  attachments,
}: Request) =>
  canonicalJson(
    JSON.parse(
      JSON.stringify({
        ...{ id, documentNumber, documentDate, subject, kind, deadline, sections, targets },
        files: Object.values(attachments).map(({ name, sha256 }) => ({ name, sha256 })),
      }),
    ),
  );

/** Whether two drafts ask for the same: then the second is a repetition of the first, not another request. */
export const isSameRequest = (a: Request, b: Request): boolean => contentOf(a) === contentOf(b);
