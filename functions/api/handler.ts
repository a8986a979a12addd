import { countCompliance } from '../../lib/compliance/compliance.ts';
import { createHttpApp, requireRole, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import type { ListedObligation } from '../../lib/store/obligations.ts';
import type { Deps } from './deps.ts';
import { showObligation } from './obligation.ts';
import { everyObligation, listPage, narrow } from './obligations.ts';
import { openApiDocument } from './openapi.ts';
import { filtersSchema, listQuerySchema } from './query.ts';
import { findSubmission, showSubmission } from './submission.ts';

const OPENAPI_PATH = '/v1/openapi.json';
const badQuery = 'Tham số chưa hợp lệ.';

/** What units, the Office and leaders read: obligations, submissions, figures. Units see only their own. */
export function createApiHandler(deps: Deps) {
  const app = createHttpApp(deps, [OPENAPI_PATH]);

  app.get(OPENAPI_PATH, (c) => c.json(openApiDocument()));

  app.get('/v1/me', async (c) => {
    const { user, role, unit: id } = c.var.caller;
    const unit = id === undefined ? undefined : await deps.units.get(id);
    return c.json({ user, role, ...(id === undefined ? {} : { unit: { id, name: unit?.name ?? id } }) });
  });

  app.get('/v1/obligations', async (c) => {
    const query = parseOrRefuse(listQuerySchema, c.req.query(), 'invalid-request', badQuery);
    const { verdict, limit, next, ...filters } = query;
    const page = await listPage(deps, narrow(c.var.caller, filters), { verdict, limit, next }, c.var.now);
    return c.json({ at: c.var.now, ...page });
  });

  app.get('/v1/obligations/:id', async (c) =>
    c.json(await showObligation(deps, c.var.caller, c.req.param('id'), c.var.now)),
  );

  app.get('/v1/submissions/:id', async (c) =>
    c.json(await showSubmission(deps, c.var.caller, c.req.param('id'), c.var.now)),
  );

  app.get('/v1/submissions/:id/files/:file', async (c) => {
    const { submission, key } = await findSubmission(deps, c.var.caller, c.req.param('id'));
    const file = c.req.param('file');
    const record = submission.files[file];
    if (!record?.stored || submission.receivedAt === undefined)
      throw new Problem('not-found', 'Không có tệp này, hoặc tệp chưa được tiếp nhận.');
    return c.json(await deps.downloadUrl(key(file), record.stored.objectVersion, record.name));
  });

  app.get('/v1/compliance', async (c) => {
    const filters = narrow(c.var.caller, parseOrRefuse(filtersSchema, c.req.query(), 'invalid-request', badQuery));
    const obligations: ListedObligation[] = [];
    for await (const obligation of everyObligation(deps, filters, c.var.now)) obligations.push(obligation);
    return c.json({ at: c.var.now, ...countCompliance(obligations, c.var.now) });
  });

  app.get('/v1/units', async (c) => {
    requireRole(c.var.caller, 'office', 'leader');
    const items = (await deps.units.list()).map(({ addressProblems, ...unit }) => {
      const dead = [unit.contactEmail, unit.headEmail].flatMap((address) => {
        const problem = address === undefined ? undefined : addressProblems[address];
        return problem ? [{ address, ...problem }] : [];
      });
      return { ...unit, deadAddresses: dead };
    });
    return c.json({ items });
  });
  return toLambda(app);
}
