import { addSeconds } from '../../lib/calendar/dates.ts';
import { createHttpApp, type HttpDeps, readJson, requireRole, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { openRequestSchema } from '../../lib/http/requests/request.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import { awaiting } from '../../lib/obligations/obligation.ts';
import { askedOf, attachmentKey, periodsOf, type Request, requestTerm } from '../../lib/requests/request.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import type { UploadForm } from '../../lib/store/upload-forms.ts';
import { declaresSecrecy } from '../../lib/submissions/manifest.ts';
import type { FileRecord } from '../../lib/submissions/submission.ts';
import { type OpeningDeps, openObligationsOf } from '../shared/opening-requests.ts';
import { type Drafting, draftRequest, isSameRequest } from './draft.ts';

export interface Deps extends HttpDeps, Drafting, OpeningDeps {
  requests: Pick<RequestStore, 'create' | 'get' | 'close'>;
  units: Pick<UnitStore, 'list'>;
  obligations: Pick<ObligationStore, 'open' | 'getMany'>;
  uploadForm: (key: string, file: FileRecord) => Promise<UploadForm>;
  uploadTtlSeconds: number;
}

const secretAdvice =
  'Văn bản yêu cầu có độ mật không được đưa lên hệ thống nối mạng. Đề nghị gửi văn bản qua đường cơ yếu; ' +
  'báo cáo nhận được sẽ do Văn phòng Tỉnh ủy ghi nhận ngoài hệ thống.';

/** The Office asks for thematic reports by a document (R14 to R16), and closes the matter when all are there. */
export function createOpenRequestHandler(deps: Deps) {
  const app = createHttpApp(deps);

  /** Keeps the request, or finds it kept by a call that broke off: then it is gone on with. */
  async function keep(draft: Request): Promise<Request> {
    const { id, documentNumber, documentDate, subject, kind, restricted, deadline, openedAt } = draft;
    const { lastDay } = requestTerm(deadline, deps.calendar);
    const summary = {
      ...{ id, documentNumber, documentDate, subject, kind, deadline, openedAt },
      ...(restricted ? { restricted } : {}),
      ...(lastDay === undefined ? {} : { lastDay }),
      periods: periodsOf(draft),
      targets: draft.targets.length,
    };
    if (await deps.requests.create(draft, summary)) return draft;
    const known = await deps.requests.get(id);
    if (known && known.closedAt === undefined && isSameRequest(known, draft)) return known;
    throw new Problem('already-opened', `Yêu cầu theo văn bản số ${documentNumber} đã được mở (${id}).`, [
      { field: 'documentNumber', message: 'đã được dùng cho một yêu cầu khác trong năm' },
    ]);
  }

  app.post('/v1/requests', async (c) => {
    requireRole(c.var.caller, 'office');
    const { now, caller, requestId: cause } = c.var;
    const body = await readJson(c);
    if (declaresSecrecy(body)) throw new Problem('secret-not-accepted', secretAdvice);
    const asked = parseOrRefuse(openRequestSchema, body, 'invalid-request', 'Đề nghị sửa các trường sau rồi gửi lại.');
    const opening = { openedAt: now, openedBy: caller.user, cause };
    const request = await keep(draftRequest(asked, await deps.units.list(), opening, deps));
    await openObligationsOf(request, deps);
    const expiresAt = addSeconds(now, deps.uploadTtlSeconds);
    const uploads = await Promise.all(
      Object.entries(request.attachments).map(async ([file, record]) => {
        const form = await deps.uploadForm(attachmentKey(request.id, file), record);
        return { name: record.name, ...form, expiresAt };
      }),
    );
    const { id, targets } = request;
    deps.log('info', 'request-opened', { thematic: id, obligations: targets.length });
    const { lastDay } = requestTerm(request.deadline, deps.calendar);
    return c.json({ id, obligations: targets.length, ...(lastDay ? { lastDay } : {}), uploads }, 201, {
      location: `/v1/requests/${id}`,
    });
  });

  app.post('/v1/requests/:id/closing', async (c) => {
    requireRole(c.var.caller, 'office');
    const id = c.req.param('id');
    const request = await deps.requests.get(id);
    if (!request) throw new Problem('not-found', 'Không có yêu cầu này.');
    if (request.closedAt !== undefined) throw new Problem('wrong-state', 'Yêu cầu này đã được đóng trước đó.');
    const members = await deps.obligations.getMany(askedOf(request).map(({ key }) => key));
    if (members.length < request.targets.length)
      throw new Problem(
        'wrong-state',
        'Chưa mở đủ báo cáo của yêu cầu này; hệ thống sẽ mở nốt trong đêm, đề nghị thử lại sau.',
      );
    const open = members.filter(({ status }) => awaiting.includes(status)).length;
    if (open > 0)
      throw new Problem(
        'wrong-state',
        `Còn ${open} báo cáo chưa nhận đủ; cần nhận, hoặc miễn, trước khi đóng yêu cầu.`,
      );
    if (!(await deps.requests.close(request, c.var.caller.user, c.var.now)))
      throw new Problem('conflict', 'Yêu cầu vừa có thay đổi; đề nghị xem lại trước khi đóng.');
    deps.log('info', 'request-closed', { thematic: id });
    return c.json({ id, closedAt: c.var.now });
  });
  return toLambda(app);
}
