import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { begin, replay } from '../../lib/obligations/advancing.ts';
import { judge } from '../../lib/obligations/verdict.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { call } from '../support/api-event.ts';
import { createDecisions } from '../support/decisions.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, type World } from '../support/world.ts';

const KEY = { unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-10' };
const ID = 'huyen-uy-tuan-giao.monthly.2026-10';

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let handler: unknown;
beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  await world.units.put(aUnit());
  await world.open('2026-10-01T00:00:00Z');
  const accounts = createAccountStore(register.table);
  await accounts.put({ user: 'tuangiao', role: 'unit', unit: KEY.unit, active: true });
  await accounts.put({ user: 'leader', role: 'leader', active: true });
  handler = createDecisions(world, register.table);
});
afterEach(() => register.stop());

const obligation = async () => {
  const found = await world.obligations.get(KEY);
  if (!found) throw new Error('not open');
  return found;
};
async function decide(body: object, at: string, { user = 'office', path = 'decisions' } = {}) {
  const { version } = await obligation();
  return call(handler, { method: 'POST', path: `/v1/obligations/${ID}/${path}`, body: { version, ...body }, user, at });
}

describe('the end of the work (R15)', () => {
  const REQUESTED = { unit: KEY.unit, rule: 'thematic', period: 'r-2026-9' };
  const id = `${KEY.unit}.thematic.r-2026-9`;
  async function ask(limitWorkingDays?: number) {
    const data = {
      from: '2026-10-01',
      to: '2026-10-01',
      regimeVersion: regimes[0]?.version ?? '',
      title: 'Báo cáo theo văn bản số 9',
    };
    const limit = limitWorkingDays === undefined ? {} : { limitWorkingDays };
    const { obligation: asked, event } = begin(
      REQUESTED,
      { type: 'opened', at: '2026-10-01T02:00:00Z', by: 'office', data: { ...data, ...limit } },
      undefined,
    );
    await world.obligations.open(asked, event);
  }
  const end = (body: object, user = 'tuangiao', at = '2026-10-26T02:00:00Z') =>
    call(handler, { method: 'POST', path: `/v1/obligations/${id}/work-end`, body, user, at });

  it('sets the deadline that the request’s limit means, in working days, and may be mended while it is open', async () => {
    await ask(3);
    expect(await end({ version: 1, endedOn: '2026-10-23' })).toMatchObject({
      status: 201,
      body: { lastDay: '2026-10-28', dueBefore: '2026-10-28T17:00:00Z', event: { type: 'work-ended' } },
    });
    expect(await end({ version: 2, endedOn: '2026-10-22' }, 'office')).toMatchObject({
      body: { lastDay: '2026-10-27' },
    });
    const history = await world.obligations.history(id);
    expect(replay(REQUESTED, history)).toMatchObject({ since: '2026-10-22', lastDay: '2026-10-27' });
  });

  it('comes before the receipt of a report whose limit runs from it, by whatever way it came', async () => {
    await ask(3);
    const receive = (version: number) =>
      call(handler, {
        method: 'POST',
        path: `/v1/obligations/${id}/receipts`,
        body: {
          ...{ version, receivedAt: '2026-10-26T01:00:00Z', documentNumber: '15-BC/HU', documentDate: '2026-10-26' },
          ...{ signedBy: 'Lò Văn B', channel: 'cipher' },
        },
        user: 'office',
        at: '2026-10-26T02:00:00Z',
      });
    const refused = await receive(1);
    expect(refused).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(schemas.problem.parse(refused.body).detail).toContain('ghi nhận ngày kết thúc công việc trước');
    await end({ version: 1, endedOn: '2026-10-13' });
    expect(await receive(2)).toMatchObject({ status: 201 });
    const found = await world.obligations.get(REQUESTED);
    expect(found && judge(found, '2026-10-26T02:00:00Z')).toEqual({ verdict: 'late', daysLate: 10 });
  });

  it('may lie 366 days back', async () => {
    await ask();
    expect(await end({ version: 1, endedOn: '2025-10-25' })).toMatchObject({ status: 201 });
  });

  it('without a limit sets no deadline, and starts the urging', async () => {
    await ask();
    const answer = await end({ version: 1, endedOn: '2026-10-23' });
    expect(answer.body).not.toHaveProperty('lastDay');
    expect((await world.obligations.get(REQUESTED))?.nextNoticeAt).toBe('2026-10-26T02:00:00Z');
    await world.sweep('2026-10-28T01:00:00Z');
    expect(world.postbox.letters.at(-1)?.text).toContain('đã qua 5 ngày kể từ ngày 23/10/2026 (đôn đốc lần 2)');
  });

  it.each([
    ['a leader', { version: 1, endedOn: '2026-10-23' }, 'leader', 403, 'forbidden'],
    ['an older version', { version: 7, endedOn: '2026-10-23' }, 'office', 409, 'conflict'],
    ['a day of tomorrow', { version: 1, endedOn: '2026-10-27' }, 'office', 422, 'wrong-date'],
    ['a day 367 days ago', { version: 1, endedOn: '2025-10-24' }, 'office', 422, 'wrong-date'],
    ['no day', { version: 1 }, 'office', 400, 'invalid-request'],
  ])('%s is refused', async (_, body, user, status, code) => {
    await ask();
    expect(await end(body, user)).toMatchObject({ status, body: { code } });
  });

  it('said once by the unit, or by the request, is not the unit’s to move; nor anybody’s once the deadline has passed', async () => {
    await ask(3);
    await end({ version: 1, endedOn: '2026-10-20' });
    expect(await end({ version: 2, endedOn: '2026-10-22' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    // Three working days after Tuesday the 20th end on Friday the 23rd.
    expect(await end({ version: 2, endedOn: '2026-10-22' }, 'office')).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
  });

  it('of a periodic report is refused: its deadline stands', async () => {
    expect(await decide({ endedOn: '2026-10-01' }, '2026-10-02T02:00:00Z', { path: 'work-end' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
  });

  it('an extension of a report due at once is refused: there is nothing to extend', async () => {
    await ask();
    const body = { kind: 'extension', lastDay: '2026-12-01', reason: 'x', authority: 'y', version: 1 };
    const path = `/v1/obligations/${id}/decisions`;
    expect(
      await call(handler, { method: 'POST', path, body, user: 'office', at: '2026-10-26T02:00:00Z' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
  });
});
