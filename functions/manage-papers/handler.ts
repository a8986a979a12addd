import type { Instant } from '../../lib/calendar/dates.ts';
import { createHttpApp, type HttpDeps, readJson, requireRole, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { compilationRequestSchema } from '../../lib/http/requests/papers.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import {
  COMPILATION_KEPT_DAYS,
  type Compilation,
  expiryOf,
  jobKey,
  newCompilation,
  statusAt,
} from '../../lib/papers/compilation.ts';
import type { KeptFile, KeptReport } from '../../lib/papers/kept.ts';
import { deadlineOf } from '../../lib/regime/deadlines.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import type { Account } from '../../lib/store/accounts.ts';
import type { PaperFiles } from '../../lib/store/paper-files.ts';
import type { PaperStore } from '../../lib/store/papers.ts';
import { type ReleasedLetterDeps, tellLeaders } from '../shared/report-letters.ts';

export interface Deps extends HttpDeps, ReleasedLetterDeps {
  accounts: HttpDeps['accounts'] & ReleasedLetterDeps['accounts'];
  papers: PaperStore;
  files: Pick<PaperFiles, 'put'>;
  /** A link to one version of a paper's file under a name for people, good for some minutes. */
  downloadUrl: (key: string, versionId: string, name: string) => Promise<{ url: string; expiresInSeconds: number }>;
  regimes: readonly Regime[];
}

const JOB_TYPE = 'application/json';
/** Compilations by when they were asked for, months by their own order; the latest first. */
const newestFirst = <Paper extends { id: string; requestedAt?: string }>(papers: readonly Paper[]): Paper[] =>
  [...papers].sort((a, b) => ((a.requestedAt ?? a.id) > (b.requestedAt ?? b.id) ? -1 : 1));

/** The Office's papers that are kept: what was compiled, and each month's report with its release (clause 2). */
export function createManagePapersHandler(deps: Deps) {
  const app = createHttpApp(deps);

  const linked = (files: readonly KeptFile[]) =>
    Promise.all(
      files.map(async ({ name, key, versionId, bytes }) => ({
        ...{ name, bytes },
        ...(await deps.downloadUrl(key, versionId, name)),
      })),
    );
  const compilationView = (compilation: Compilation, now: Instant) => {
    const { files: _files, attempts: _attempts, ...rest } = compilation;
    return { ...rest, status: statusAt(compilation, now) };
  };
  /** The register drops what has expired some time later; until then it is no more to be seen. */
  const isKept = (compilation: Compilation, now: Instant) => now < expiryOf(compilation);
  const reportView = ({ files: _files, ...rest }: KeptReport) => rest;
  /** A leader sees a report once it is released. */
  const isShown = ({ role }: Account, { status }: KeptReport) => role === 'office' || status === 'released';

  app.post('/v1/compilations', async (c) => {
    const { caller, now } = c.var;
    requireRole(caller, 'office');
    const detail = 'Đề nghị sửa các trường sau rồi gửi lại.';
    const { rule, period } = parseOrRefuse(compilationRequestSchema, await readJson(c), 'invalid-request', detail);
    if (!deps.regimes.some((regime) => deadlineOf(regime, rule, period)))
      throw new Problem('invalid-request', 'Không có kỳ báo cáo này.', [
        { field: 'period', message: 'không có báo cáo riêng của quy định này' },
      ]);
    const waiting = (await deps.papers.compilations.list()).find(
      (each) => each.rule === rule && each.period === period && statusAt(each, now) === 'waiting',
    );
    const compilation = waiting ?? newCompilation(rule, period, caller.user, now);
    const { id } = compilation;
    await deps.papers.compilations.create(compilation);
    // Asked for twice, or again because nothing happened, it is one, and set going once more.
    await deps.files.put(jobKey(id, 0), Buffer.from(JSON.stringify({ id })), JOB_TYPE);
    deps.log('info', 'compilation-asked', { id });
    return c.json({ id }, 202);
  });

  app.get('/v1/compilations', async (c) => {
    requireRole(c.var.caller, 'office');
    const all = await deps.papers.compilations.list();
    return c.json({
      items: newestFirst(all.filter((each) => isKept(each, c.var.now))).map((each) => compilationView(each, c.var.now)),
    });
  });

  app.get('/v1/compilations/:id', async (c) => {
    requireRole(c.var.caller, 'office');
    const found = await deps.papers.compilations.get(c.req.param('id'));
    if (!found || !isKept(found, c.var.now))
      throw new Problem(
        'not-found',
        `Không có lần tổng hợp này; kết quả tổng hợp chỉ được lưu ${COMPILATION_KEPT_DAYS} ngày. Đề nghị tổng hợp lại.`,
      );
    return c.json({ ...compilationView(found, c.var.now), files: await linked(found.files) });
  });

  app.get('/v1/compliance/reports', async (c) => {
    const { caller } = c.var;
    requireRole(caller, 'office', 'leader');
    const reports = await deps.papers.reports.list();
    return c.json({ items: newestFirst(reports.filter((report) => isShown(caller, report))).map(reportView) });
  });

  app.get('/v1/compliance/reports/:id', async (c) => {
    const { caller } = c.var;
    requireRole(caller, 'office', 'leader');
    const report = await deps.papers.reports.get(c.req.param('id'));
    if (!report || !isShown(caller, report)) throw new Problem('not-found', 'Không có báo cáo của tháng này.');
    return c.json({ ...reportView(report), files: await linked(report.files) });
  });

  app.post('/v1/compliance/reports/:id/release', async (c) => {
    const { caller, now } = c.var;
    requireRole(caller, 'office');
    const report = await deps.papers.reports.get(c.req.param('id'));
    if (!report) throw new Problem('not-found', 'Không có báo cáo của tháng này.');
    if (report.status === 'released') throw new Problem('wrong-state', 'Báo cáo này đã được phát hành.');
    const released: KeptReport = { ...report, status: 'released', releasedAt: now, releasedBy: caller.user };
    if (!(await deps.papers.reports.replace(report, released)))
      throw new Problem('conflict', 'Báo cáo vừa được người khác phát hành.');
    deps.log('info', 'report-released', { month: report.id });
    await tellLeaders(released, deps, now, c.var.requestId);
    return c.json(reportView(released));
  });
  return toLambda(app);
}
