import { localDateOf } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import { createHttpApp, type HttpContext, type HttpDeps, readJson, requireRole, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { reportQuerySchema, urgingLetterSchema } from '../../lib/http/requests/papers.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import { writeDocx } from '../../lib/papers/docx/write.ts';
import { formOn } from '../../lib/papers/form/forms.ts';
import { spanSlug } from '../../lib/papers/span.ts';
import { urgingLetter } from '../../lib/papers/urging-letter.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import { fileTypes } from '../../lib/submissions/file-types.ts';
import {
  type CompliancePaperDeps,
  reportDocx,
  reportXlsx,
  sourceOf,
  tellCompliance,
} from '../shared/compliance-paper.ts';
import { missingReports } from './missing-reports.ts';

export interface Deps extends HttpDeps, CompliancePaperDeps {
  obligations: Pick<ObligationStore, 'listByPeriod' | 'openDueBy' | 'get'>;
  units: Pick<UnitStore, 'list' | 'getMany'>;
  calendar: WorkingCalendar;
}

/** How long a unit that is urged has, in working days, unless the Office says otherwise. */
const TO_COMPLY = 3;

function file(c: HttpContext, bytes: Uint8Array, type: 'docx' | 'xlsx', name: string) {
  return c.body(Buffer.from(bytes), 200, {
    'content-type': fileTypes[type],
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${type}`)}`,
  });
}

/** Writes the Office's papers while somebody waits: the compliance report, the urging letter (clause 2). */
export function createWritePapersHandler(deps: Deps) {
  const app = createHttpApp(deps);

  app.get('/v1/compliance/report', async (c) => {
    const { now } = c.var;
    requireRole(c.var.caller, 'office', 'leader');
    const query = parseOrRefuse(reportQuerySchema, c.req.query(), 'invalid-request', 'Tham số chưa hợp lệ.');
    const told = await tellCompliance(deps, { span: query.span, now });
    const bytes = await (query.format === 'docx' ? reportDocx : reportXlsx)(deps, told);
    deps.log('info', 'paper-written', { paper: 'compliance-report', span: spanSlug(query.span), bytes: bytes.length });
    return file(c, bytes, query.format, `bao-cao-tinh-hinh-thuc-hien-${spanSlug(query.span)}`);
  });

  app.post('/v1/urgings/letter', async (c) => {
    const { caller, now } = c.var;
    requireRole(caller, 'office');
    const detail = 'Đề nghị sửa các trường sau rồi gửi lại.';
    const { units, obligations, by } = parseOrRefuse(urgingLetterSchema, await readJson(c), 'invalid-request', detail);
    const today = localDateOf(now);
    if (by !== undefined && by < today)
      throw new Problem('wrong-date', 'Ngày yêu cầu gửi phải từ hôm nay trở đi.', [{ field: 'by', message: 'đã qua' }]);
    const missing = await missingReports(deps, { units, obligations }, now);
    if (missing.length === 0) throw new Problem('wrong-state', 'Không có báo cáo nào để đôn đốc bằng công văn.');
    const paper = urgingLetter({
      missing,
      issuer: deps.issuer,
      source: sourceOf(deps.regimes, now),
      by: by ?? deps.calendar.addWorkingDays(today, TO_COMPLY),
      now,
    });
    const bytes = await writeDocx(paper, formOn(today));
    deps.log('info', 'paper-written', { paper: 'urging-letter', reports: missing.length, bytes: bytes.length });
    return file(c, bytes, 'docx', `cong-van-don-doc-${today}`);
  });
  return toLambda(app);
}
