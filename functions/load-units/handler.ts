import pMap from 'p-map';
import { localDateOf } from '../../lib/calendar/dates.ts';
import { createHttpApp, type HttpDeps, requireRole, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { loadQuerySchema } from '../../lib/http/requests/registry.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import { Conflict } from '../../lib/store/table.ts';
import type { RegisteredUnit, UnitStore } from '../../lib/store/units.ts';
import { basisOf } from '../../lib/units/basis.ts';
import { type CsvProblem, parseUnitsCsv } from '../../lib/units/csv.ts';
import {
  compareRegistry,
  type RegistryChange,
  type UnitToWrite,
  unitsToWrite,
} from '../../lib/units/registry-change.ts';
import { type Deps as ConsequenceDeps, consequencesOf } from './consequences.ts';

export interface Deps extends HttpDeps, ConsequenceDeps {
  units: Pick<UnitStore, 'get' | 'list' | 'put' | 'revision' | 'claimRevision' | 'reviveAddress'>;
}

/** Tens of thousands of units fit; the gateway's own limit is little higher. */
const MAX_CSV_CHARACTERS = 5_000_000;
const MAX_ERRORS = 100;
/** Enough writes in flight that a country's registry fits into one request. */
const PARALLEL = 25;

function badFile(problems: readonly CsvProblem[]): Problem {
  const errors = problems.slice(0, MAX_ERRORS).map(({ line, column, reason }) => ({
    field: column,
    message: `dòng ${line}${column ? `, cột ${column}` : ''}: ${reason}`,
    line,
  }));
  return new Problem('invalid-registry', `Danh sách có ${problems.length} lỗi; chưa có gì được ghi.`, errors);
}

const notTheBasis = () =>
  new Problem('conflict', 'Danh sách đơn vị đã thay đổi kể từ lần xem trước; đề nghị xem lại trước khi nạp.', [
    { field: 'basis', message: 'không còn khớp với danh sách đang lưu' },
  ]);

const cutShort = () =>
  new Problem('conflict', 'Danh sách đang được người khác nạp cùng lúc; đề nghị xem lại rồi nạp lại.');

const notDead = () => new Problem('not-found', 'Địa chỉ này không thuộc danh sách địa chỉ hỏng của đơn vị.');

/** What a load changes, as the API tells it. */
const summaryOf = (change: RegistryChange) => ({
  added: change.added.map(({ after }) => after.id),
  newUnits: change.added.map(({ after }) => ({ unit: after.id, name: after.name, from: after.validFrom })),
  changed: change.changed.map(({ after }) => after.id),
  unchanged: change.unchanged.length,
  absent: change.absent,
  changes: change.changed.map(({ after, from, fields }) => ({ unit: after.id, name: after.name, from, fields })),
});

/** The registry as it would be after a load. */
const loadedOnto = (stored: readonly RegisteredUnit[], writes: readonly UnitToWrite[]) => [
  ...new Map([...stored, ...writes.map(({ unit }) => unit)].map((unit) => [unit.id, unit])).values(),
];

/**
 * Keeps the registry: lets letters go to an address again that they did not reach, by the Office's word, and loads
 * the registry of units from a CSV file, all or nothing; `?dryRun=true` tells what would change and what follows
 * from it, and names the state that it looked at, which a load may quote as `?basis=`. Units that the file leaves out
 * stay as they are: a unit ends by its `valid_to`, never by silence.
 */
export function createLoadUnitsHandler(deps: Deps) {
  const app = createHttpApp(deps);

  /** Two loads at a time would mix; one of them is refused before it has written anything, or where they meet. */
  async function write(writes: readonly UnitToWrite[], revision: number): Promise<void> {
    try {
      await deps.units.claimRevision(revision);
      await pMap(writes, ({ unit, read }) => deps.units.put(unit, read), { concurrency: PARALLEL });
    } catch (error) {
      throw error instanceof Conflict ? cutShort() : error;
    }
  }

  app.put('/v1/units', async (c) => {
    const { caller, now } = c.var;
    requireRole(caller, 'office');
    const { dryRun, basis } = parseOrRefuse(loadQuerySchema, c.req.query(), 'invalid-request', 'Tham số chưa hợp lệ.');
    const text = await c.req.text();
    if (text.length > MAX_CSV_CHARACTERS) throw new Problem('payload-too-large', 'Danh sách đơn vị vượt quá 5 MB.');
    const parsed = parseUnitsCsv(text);
    if (!parsed.ok) throw badFile(parsed.problems);
    const revision = await deps.units.revision();
    const stored = await deps.units.list();
    const found = basisOf(stored);
    if (basis !== undefined && basis !== found) throw notTheBasis();
    const today = localDateOf(now);
    const change = compareRegistry(stored, parsed.units, { today, silentOn: parsed.silentOn });
    const writes = unitsToWrite(change, { at: now, by: caller.user });
    const consequences = dryRun ? await consequencesOf(deps, stored, loadedOnto(stored, writes), today) : undefined;
    if (!dryRun && writes.length > 0) await write(writes, revision);
    const counts = { added: change.added.length, changed: change.changed.length };
    deps.log('info', 'registry-loaded', { dryRun, ...counts });
    return c.json({ dryRun, basis: found, ...summaryOf(change), ...(consequences ? { consequences } : {}) });
  });

  app.delete('/v1/units/:id/dead-addresses/:address', async (c) => {
    const { caller, now } = c.var;
    requireRole(caller, 'office');
    const { id, address } = c.req.param();
    const isDead = (await deps.units.get(id))?.addressProblems[address] !== undefined;
    if (!isDead || !(await deps.units.reviveAddress(id, address, { at: now, by: caller.user }))) throw notDead();
    deps.log('info', 'address-revived', { unit: id, by: caller.user });
    return c.body(null, 204);
  });
  return toLambda(app);
}
