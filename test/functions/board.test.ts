import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { advance, begin } from '../../lib/obligations/advancing.ts';
import { type Decision, decide, receiveOffSystem } from '../../lib/obligations/deciding.ts';
import { openRequested } from '../../lib/requests/opening.ts';
import type { Request } from '../../lib/requests/request.ts';
import { startRegister } from '../support/register.ts';
import { createRegistryWorld } from '../support/registry.ts';
import { aUnit } from '../support/units.ts';

/** The October report was due on the 27th; the one of November is not due yet. */
const NOW = '2026-10-29T03:00:00Z';
const UNITS = ['huyen-uy-a', 'so-b', 'so-c'];

let register: Awaited<ReturnType<typeof startRegister>>;
let world: ReturnType<typeof createRegistryWorld>;

async function receive(unit: string, receivedAt: string, rule = 'monthly', period = '2026-10') {
  const found = await world.obligations.get({ unit, rule, period });
  const paper = {
    receivedAt,
    documentNumber: '1',
    documentDate: '2026-10-26',
    signedBy: 'A',
    channel: 'post',
  } as const;
  const received = found && receiveOffSystem(found, paper, 'office', receivedAt);
  if (!found || !received?.ok) throw new Error('not received');
  await world.obligations.commit(advance(found, received.event, {}));
}
async function take(unit: string, decision: Decision, at: string) {
  const found = await world.obligations.get({ unit, rule: 'monthly', period: '2026-10' });
  const decided = found && decide(found, decision, 'office', at);
  if (!found || !decided?.ok) throw new Error('not decided');
  await world.obligations.commit(advance(found, decided.event, {}));
}
/** A request for reports when the work is done, which it was on 15 October. */
const atOnce = (id: string, deadline: Extract<Request['deadline'], { kind: 'at-once' }>): Request => ({
  ...{ id, documentNumber: `${id}-CV/TU`, deadline, targets: [{ unit: 'so-b' }] },
  ...{ documentDate: '2026-10-01', subject: 'Kết quả', kind: 'pilot', sections: [], attachments: {} },
  ...{ regimeVersion: '353-CV/TU@2021-08-24', openedAt: '2026-10-01T02:00:00Z', openedBy: 'office' },
});
async function ask(asked: Request, lastDay?: string): Promise<void> {
  const summary = { ...asked, periods: [asked.id], targets: 1, ...(lastDay === undefined ? {} : { lastDay }) };
  await world.requests.create(asked, summary);
  for (const { obligation, event } of openRequested(asked, vietnamCalendar, () => undefined))
    await world.obligations.open(obligation, event);
}
async function raise(unit: string, period: string, since: string): Promise<void> {
  const data = {
    from: since,
    to: since,
    regimeVersion: '353-CV/TU@2021-08-24',
    since,
    title: `Báo cáo đột xuất số ${period}`,
  };
  const event = { type: 'opened' as const, at: '2026-10-01T02:00:00Z', by: unit, data };
  const opened = begin({ unit, rule: 'ad-hoc', period }, event, undefined);
  await world.obligations.open(opened.obligation, opened.event);
}
const request: Request = {
  id: 'r-2026-9-cv-tu',
  documentNumber: '9-CV/TU',
  documentDate: '2026-10-01',
  subject: 'Kết quả',
  kind: 'inspection',
  deadline: { kind: 'date', date: '2026-10-20', bound: 'within' },
  sections: [],
  attachments: {},
  targets: [{ unit: 'so-b' }],
  regimeVersion: '353-CV/TU@2021-08-24',
  openedAt: '2026-10-01T02:00:00Z',
  openedBy: 'office',
};

beforeAll(async () => {
  register = await startRegister();
  world = createRegistryWorld(register.table, '2026-10-01');
  for (const id of UNITS)
    await world.units.put(
      aUnit({ id, name: `Đơn vị ${id}`, ...(id.startsWith('so') ? { category: 'department' } : {}) }),
    );
  await world.accounts.put({ user: 'so-b', role: 'unit', unit: 'so-b', active: true });
  await world.accounts.put({ user: 'leader', role: 'leader', active: true });
  await world.open('2026-10-01T00:00:00Z');
  await receive('huyen-uy-a', '2026-10-27T02:00:00Z');
  await receive('so-b', '2026-10-28T02:00:00Z');
  await take('so-b', { kind: 'acceptance', submission: 1 }, '2026-10-28T03:00:00Z');
  await ask(request, '2026-10-20');
  await world.units.noteAddressProblem('so-c', 'tuangiao@dienbien.example', {
    kind: 'bounce',
    since: '2026-10-20T00:00:00Z',
    detail: 'no such mailbox',
  });
});
afterAll(() => register.stop());

const read = (path: string, user = 'office', query: Record<string, string> = { year: '2026' }) =>
  world.get(path, NOW, query, user);

describe('the board', () => {
  it('holds a cell for each obligation of the year, with verdict, days late and status', async () => {
    const board = schemas.board.parse((await read('/v1/board')).body);
    const october = board.columns.find(({ period }) => period === '2026-10');
    const cells = october?.cells.map(([unit = -1, verdict = -1, days, status = -1]) => [
      board.units[unit]?.id,
      board.verdicts[verdict],
      days,
      board.statuses[status],
    ]);
    expect(cells).toEqual([
      ['huyen-uy-a', 'on-time', 0, 'received'],
      ['so-b', 'late', 1, 'accepted'],
      ['so-c', 'missing', 2, 'open'],
    ]);
    expect(board.columns.find(({ rule }) => rule === 'annual')).toMatchObject({
      folds: ['2026-12'],
      lastDay: '2026-11-29',
    });
    expect(board.columns.find(({ request: id }) => id === request.id)).toMatchObject({
      name: 'Báo cáo theo văn bản số 9-CV/TU ngày 01/10/2026',
      cells: [[1, expect.any(Number), 9, expect.any(Number)]],
    });
  });

  it('has as many cells as the figures expect, for every filter', async () => {
    for (const filter of [{}, { rule: 'monthly' }, { rule: 'thematic' }, { unit: 'so-b' }, { period: '2026-11' }]) {
      const query = { year: '2026', ...filter };
      const board = schemas.board.parse((await read('/v1/board', 'leader', query)).body);
      const { expected } = schemas.compliance.parse((await read('/v1/compliance', 'leader', query)).body);
      expect(board.columns.flatMap(({ cells }) => cells)).toHaveLength(expected);
    }
  });
});

describe('the series', () => {
  it('adds up to the figures of the year', async () => {
    const { items } = schemas.complianceSeries.parse((await read('/v1/compliance/series')).body);
    const figures = schemas.compliance.parse((await read('/v1/compliance')).body);
    for (const name of ['expected', 'onTime', 'late', 'missing', 'notYetDue', 'waived'] as const)
      expect(items.reduce((sum, item) => sum + item[name], 0)).toBe(figures[name]);
    expect(items.filter(({ month }) => month === '2026-10')).toMatchObject([
      { category: 'department', expected: 3, late: 1, missing: 2 },
      { category: 'district-committee', expected: 1, onTime: 1 },
    ]);
  });
});

describe('the work list', () => {
  it('says what waits for the Office, and what does no longer', async () => {
    const list = schemas.worklist.parse((await read('/v1/worklist', 'office', {})).body);
    expect(list.toReview).toMatchObject([{ id: 'huyen-uy-a.monthly.2026-10', name: 'Báo cáo tháng 10/2026' }]);
    expect(list.newlyLate).toMatchObject([{ id: 'so-c.monthly.2026-10', daysLate: 2 }]);
    expect(list.overdue).toMatchObject([{ id: `so-b.thematic.${request.id}`, daysLate: 9 }]);
    expect(list.deadAddresses).toMatchObject([{ unit: 'so-c', kind: 'bounce' }]);
    expect(list.requestsToClose).toEqual([]);
    await receive('so-b', '2026-10-29T02:00:00Z', 'thematic', request.id);
    const after = schemas.worklist.parse((await read('/v1/worklist', 'office', {})).body);
    expect(after.requestsToClose).toMatchObject([{ id: request.id, documentNumber: '9-CV/TU' }]);
    expect(after.overdue).toEqual([]);
  });

  it('lists what is due at once and not there since its work ended, this year’s and older, longest first', async () => {
    await ask(atOnce('r-2026-10-cv-tu', { kind: 'at-once', endedOn: '2026-10-15' }));
    // The work goes on, has a limit of its own, or was only just announced.
    await ask(atOnce('r-2026-11-cv-tu', { kind: 'at-once' }));
    await ask(atOnce('r-2026-12-cv-tu', { kind: 'at-once', endedOn: '2026-10-01', limitWorkingDays: 5 }));
    await ask(atOnce('r-2026-13-cv-tu', { kind: 'at-once', endedOn: '2026-11-15' }));
    await raise('so-c', '2025-001', '2025-12-20');
    await raise('so-c', '2026-001', '2026-10-28');
    await raise('so-b', '2026-001', '2026-10-27');
    await receive('so-b', '2026-10-28T02:00:00Z', 'ad-hoc', '2026-001');
    const list = schemas.worklist.parse((await read('/v1/worklist', 'office', {})).body);
    expect(list.atOnce.map(({ id, since, daysElapsed }) => [id, since, daysElapsed])).toEqual([
      ['so-c.ad-hoc.2025-001', '2025-12-20', 313],
      ['so-b.thematic.r-2026-10-cv-tu', '2026-10-15', 14],
      ['so-c.ad-hoc.2026-001', '2026-10-28', 1],
    ]);
    expect(list.atOnce.at(-1)).toMatchObject({ unitName: 'Đơn vị so-c', name: 'Báo cáo đột xuất số 2026-001' });
  });

  it.each([
    ['/v1/board', 'so-b', { year: '2026' }],
    ['/v1/compliance/series', 'so-b', { year: '2026' }],
    ['/v1/worklist', 'so-b', {}],
    ['/v1/worklist', 'leader', {}],
  ] as const)('%s is not for %s', async (path, user, query) => {
    expect(await read(path, user, query)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it.each(['/v1/board', '/v1/compliance/series'])('%s wants a year', async (path) => {
    expect(await read(path, 'office', {})).toMatchObject({ status: 400, body: { errors: [{ field: 'year' }] } });
  });
});
