import { localDateOf } from '../../lib/calendar/dates.ts';
import { createHttpApp, requireRole, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import { unitOn } from '../../lib/units/versions.ts';
import { showBoard } from './board.ts';
import { showCompliance } from './compliance.ts';
import { listDeadlines } from './deadlines.ts';
import type { Deps } from './deps.ts';
import { showObligation } from './obligation.ts';
import { listPage, scopeOf } from './obligations.ts';
import { openApiDocument } from './openapi.ts';
import { complianceQuerySchema, listQuerySchema, unitsQuerySchema, yearQuerySchema } from './query.ts';
import { attachmentLink, listRequests, showRequest } from './requests.ts';
import { showSeries } from './series.ts';
import { findSubmission, showSubmission } from './submission.ts';
import { listUnits, showUnit } from './units.ts';
import { showWorklist } from './worklist.ts';

const OPENAPI_PATH = '/v1/openapi.json';
const badQuery = 'Tham số chưa hợp lệ.';

/** What units, the Office and leaders read: obligations, submissions, figures. Units see only their own. */
export function createApiHandler(deps: Deps) {
  const app = createHttpApp(deps, (path) => path === OPENAPI_PATH);

  app.get(OPENAPI_PATH, (c) => c.json(openApiDocument()));

  app.get('/v1/me', async (c) => {
    const { user, role, unit: id } = c.var.caller;
    const unit = id === undefined ? undefined : await deps.units.get(id);
    const name = unit && unitOn(unit, localDateOf(c.var.now)).name;
    return c.json({ user, role, ...(id === undefined ? {} : { unit: { id, name: name ?? id } }), at: c.var.now });
  });

  app.get('/v1/obligations', async (c) => {
    const query = parseOrRefuse(listQuerySchema, c.req.query(), 'invalid-request', badQuery);
    const { verdict, withdrawn, limit, next, ...filters } = query;
    const page = { verdict, withdrawn, limit, next };
    return c.json({ at: c.var.now, ...(await listPage(deps, scopeOf(c.var.caller, filters), page, c.var.now)) });
  });

  app.get('/v1/obligations/:id', async (c) =>
    c.json(await showObligation(deps, c.var.caller, c.req.param('id'), c.var.now)),
  );

  app.get('/v1/deadlines', async (c) => c.json(await listDeadlines(deps, c.var.caller, c.var.now)));

  app.get('/v1/submissions/:id', async (c) =>
    c.json(await showSubmission(deps, c.var.caller, c.req.param('id'), c.var.now)),
  );

  app.get('/v1/submissions/:id/files/:file', async (c) => {
    const { submission, key } = await findSubmission(deps, c.var.caller, c.req.param('id'));
    const file = c.req.param('file');
    const record = submission.files[file];
    if (!record?.stored || record.stored.refused.length > 0 || submission.receivedAt === undefined)
      throw new Problem('not-found', 'Không có tệp này, hoặc tệp chưa được tiếp nhận.');
    return c.json(await deps.downloadUrl(key(file), record.stored.objectVersion, record.name));
  });

  app.get('/v1/compliance', async (c) => {
    const query = parseOrRefuse(complianceQuerySchema, c.req.query(), 'invalid-request', badQuery);
    return c.json(await showCompliance(deps, c.var.caller, query, c.var.now));
  });

  app.get('/v1/compliance/series', async (c) => {
    const query = parseOrRefuse(yearQuerySchema, c.req.query(), 'invalid-request', badQuery);
    return c.json(await showSeries(deps, c.var.caller, query, c.var.now));
  });

  app.get('/v1/board', async (c) => {
    const query = parseOrRefuse(yearQuerySchema, c.req.query(), 'invalid-request', badQuery);
    return c.json(await showBoard(deps, c.var.caller, query, c.var.now));
  });

  app.get('/v1/worklist', async (c) => c.json(await showWorklist(deps, c.var.caller, c.var.now)));

  app.get('/v1/requests', async (c) => c.json(await listRequests(deps, c.var.caller)));

  app.get('/v1/requests/:id', async (c) => c.json(await showRequest(deps, c.var.caller, c.req.param('id'), c.var.now)));

  app.get('/v1/requests/:id/attachments/:file', async (c) =>
    c.json(await attachmentLink(deps, c.var.caller, c.req.param('id'), c.req.param('file'))),
  );

  app.get('/v1/units', async (c) => {
    requireRole(c.var.caller, 'office', 'leader');
    const { on } = parseOrRefuse(unitsQuerySchema, c.req.query(), 'invalid-request', badQuery);
    return c.json(await listUnits(deps, on, c.var.now));
  });

  app.get('/v1/units/:id', async (c) => c.json(await showUnit(deps, c.var.caller, c.req.param('id'), c.var.now)));

  // Seals name every obligation, those on named officials too (R16).
  app.get('/v1/seals', async (c) => {
    requireRole(c.var.caller, 'office');
    return c.json({ items: (await deps.seals.list()).map(({ versionId: _version, ...seal }) => seal) });
  });

  app.get('/v1/seals/:date', async (c) => {
    requireRole(c.var.caller, 'office');
    const seal = (await deps.seals.list()).find(({ date }) => date === c.req.param('date'));
    if (!seal) throw new Problem('not-found', 'Không có bản niêm phong lịch sử của ngày này.');
    const { versionId: _version, ...shown } = seal;
    return c.json({ ...shown, ...(await deps.sealUrl(seal)) });
  });
  return toLambda(app);
}
