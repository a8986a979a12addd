import { createHttpApp, type HttpDeps, requireRole, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import { parseUnitsCsv } from '../../lib/units/csv.ts';
import { compareRegistry } from '../../lib/units/registry-change.ts';

export interface Deps extends HttpDeps {
  units: Pick<UnitStore, 'list' | 'put'>;
}

/** Tens of thousands of units fit; the gateway's own limit is little higher. */
const MAX_CSV_CHARACTERS = 5_000_000;
const MAX_ERRORS = 100;
/** Enough writes in flight that a country's registry fits into one request. */
const PARALLEL = 25;

/**
 * Loads the registry of units from a CSV file, all or nothing; `?dryRun=true` tells what would change. Units that
 * the file leaves out stay as they are: a unit ends by its `valid_to`, never by silence.
 */
export function createLoadUnitsHandler(deps: Deps) {
  const app = createHttpApp(deps);
  app.put('/v1/units', async (c) => {
    requireRole(c.var.caller, 'office');
    const text = await c.req.text();
    if (text.length > MAX_CSV_CHARACTERS) throw new Problem('payload-too-large', 'Danh sách đơn vị vượt quá 5 MB.');
    const parsed = parseUnitsCsv(text);
    if (!parsed.ok) {
      const errors = parsed.problems.slice(0, MAX_ERRORS).map(({ line, column, reason }) => ({
        field: column,
        message: `dòng ${line}${column ? `, cột ${column}` : ''}: ${reason}`,
        line,
      }));
      throw new Problem('invalid-registry', `Danh sách có ${parsed.problems.length} lỗi; chưa có gì được ghi.`, errors);
    }
    const change = compareRegistry(await deps.units.list(), parsed.units);
    const dryRun = c.req.query('dryRun') === 'true';
    const changed = [...change.added, ...change.changed.map(({ after }) => after)];
    if (!dryRun)
      for (let i = 0; i < changed.length; i += PARALLEL)
        await Promise.all(changed.slice(i, i + PARALLEL).map((unit) => deps.units.put(unit)));
    const summary = {
      dryRun,
      added: change.added.map(({ id }) => id),
      changed: change.changed.map(({ after }) => after.id),
      unchanged: change.unchanged.length,
      absent: change.absent,
    };
    deps.log('info', 'registry-loaded', { dryRun, added: summary.added.length, changed: summary.changed.length });
    return c.json(summary);
  });
  return toLambda(app);
}
