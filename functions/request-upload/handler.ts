import { addSeconds, type Instant } from '../../lib/calendar/dates.ts';
import { createHttpApp, type HttpDeps, readJson, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import { parseObligationId } from '../../lib/obligations/obligation.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import { Conflict } from '../../lib/store/table.ts';
import type { UploadForm } from '../../lib/store/upload-forms.ts';
import { type Declared, declareSubmission, filingRefusal } from '../../lib/submissions/declaring.ts';
import { declaresSecrecy, type Manifest, manifestSchema } from '../../lib/submissions/manifest.ts';
import { objectKey, submissionId } from '../../lib/submissions/submission.ts';

export interface Deps extends HttpDeps {
  obligations: Pick<ObligationStore, 'get' | 'commit'>;
  uploadForm: (key: string, file: Manifest['files'][number]) => Promise<UploadForm>;
  uploadTtlSeconds: number;
}

/** Two people of a unit may declare at the same moment; each gets a number of their own. */
const ATTEMPTS = 5;

const secretAdvice =
  'Tài liệu có độ mật không được gửi qua hệ thống nối mạng. Đề nghị gửi qua đường cơ yếu hoặc trực tiếp; ' +
  'Văn phòng Tỉnh ủy sẽ ghi nhận thời điểm nhận và tính vào kết quả thực hiện chế độ báo cáo.';

/** Hands out one presigned form per declared file, once the submission is on record (R11, R12, R19). */
export function createRequestUploadHandler(deps: Deps) {
  const app = createHttpApp(deps);

  async function declare(
    id: string,
    manifest: Manifest,
    { user, unit, now, cause }: { user: string; unit: string; now: Instant; cause: string },
  ): Promise<Declared> {
    const key = parseObligationId(id);
    if (!key || key.unit !== unit) throw new Problem('not-found', 'Không có báo cáo này trong danh mục của đơn vị.');
    for (let attempt = 1; ; attempt += 1) {
      const obligation = await deps.obligations.get(key);
      if (!obligation) throw new Problem('not-found', 'Không có báo cáo này trong danh mục của đơn vị.');
      const refusal = filingRefusal(obligation);
      if (refusal) throw new Problem(refusal.code, refusal.detail);
      const declared = declareSubmission(obligation, manifest, user, now, cause);
      try {
        await deps.obligations.commit(declared);
        return declared;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        if (attempt === ATTEMPTS) throw new Problem('conflict', 'Nhiều người cùng gửi một lúc, vui lòng thử lại.');
      }
    }
  }

  app.post('/v1/obligations/:id/submissions', async (c) => {
    const { caller, now, requestId: cause } = c.var;
    if (caller.role !== 'unit' || !caller.unit) throw new Problem('forbidden', 'Chỉ đơn vị được gửi báo cáo của mình.');
    const body = await readJson(c);
    if (declaresSecrecy(body)) throw new Problem('secret-not-accepted', secretAdvice);
    const detail = 'Đề nghị sửa các trường sau rồi gửi lại.';
    const manifest = parseOrRefuse(manifestSchema, body, 'invalid-manifest', detail);
    const { obligation, submission } = await declare(c.req.param('id'), manifest, {
      user: caller.user,
      unit: caller.unit,
      now,
      cause,
    });
    const expiresAt = addSeconds(now, deps.uploadTtlSeconds);
    const uploads = await Promise.all(
      Object.entries(submission.files).map(async ([file, record]) => {
        const form = await deps.uploadForm(objectKey(obligation, submission.number, file), record);
        return { name: record.name, ...form, expiresAt };
      }),
    );
    const id = submissionId(submission);
    deps.log('info', 'submission-declared', { submission: id, files: uploads.length });
    return c.json({ id, uploads }, 201, { location: `/v1/submissions/${id}` });
  });
  return toLambda(app);
}
