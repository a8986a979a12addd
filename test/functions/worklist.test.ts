import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { advance, begin } from '../../lib/obligations/advancing.ts';
import { decide, receiveOffSystem } from '../../lib/obligations/deciding.ts';
import { startRegister } from '../support/register.ts';
import { createRegistryWorld } from '../support/registry.ts';
import { aUnit } from '../support/units.ts';

const OPENED = '2026-10-01T00:00:00Z';
/** October's report was due on the 27th, the supplement on 2 November. */
const RECEIVED = '2026-10-20T02:00:00Z';
const RETURNED = '2026-10-29T02:00:00Z';
const BEFORE_SUPPLEMENT = '2026-11-02T16:59:59Z';
const AFTER_SUPPLEMENT = '2026-11-04T02:00:00Z';
const key = { unit: 'so-b', rule: 'monthly', period: '2026-10' };
const paper = {
  receivedAt: RECEIVED,
  documentNumber: '1',
  documentDate: '2026-10-20',
  signedBy: 'A',
  channel: 'post',
} as const;
const returned = {
  kind: 'return',
  submission: 1,
  lastDay: '2026-11-02',
  reason: 'Thiếu số liệu',
  authority: 'Chánh Văn phòng',
} as const;

let register: Awaited<ReturnType<typeof startRegister>>;
let world: ReturnType<typeof createRegistryWorld>;
beforeAll(async () => {
  register = await startRegister();
  world = createRegistryWorld(register.table, '2026-10-01');
  for (const id of ['so-a', 'so-b']) await world.units.put(aUnit({ id, name: `Đơn vị ${id}` }));
  await world.open(OPENED);
  const found = await world.obligations.get(key);
  const received = found && receiveOffSystem(found, paper, 'office', RECEIVED);
  if (!found || !received?.ok) throw new Error('not received');
  const there = advance(found, received.event, {});
  await world.obligations.commit(there);
  const decided = decide(there.obligation, returned, 'office', RETURNED);
  if (!decided.ok) throw new Error('not returned');
  await world.obligations.commit(advance(there.obligation, decided.event, {}));
});
afterAll(() => register.stop());

const lateAt = async (at: string) => {
  const { newlyLate, overdue } = schemas.worklist.parse((await world.get('/v1/worklist', at)).body);
  return [...newlyLate, ...overdue].filter(({ id }) => id.endsWith('.monthly.2026-10'));
};

describe('the work list', () => {
  it('leaves a returned report out until its supplement is late, whatever the first deadline was', async () => {
    expect((await lateAt(BEFORE_SUPPLEMENT)).map(({ unit }) => unit)).toEqual(['so-a']);
  });

  it('shows a supplement that is late by its own day', async () => {
    expect(await lateAt(AFTER_SUPPLEMENT)).toEqual([
      expect.objectContaining({
        unit: 'so-b',
        lastDay: '2026-11-02',
        daysLate: 2,
        supplement: true,
      }),
      expect.objectContaining({ unit: 'so-a', lastDay: '2026-10-27', daysLate: 8 }),
    ]);
  });

  it('puts the report that has waited longest since its newest version first', async () => {
    const receive = async (unit: string, receivedAt: string) => {
      const found = await world.obligations.get({ ...key, unit });
      const received = found && receiveOffSystem(found, { ...paper, receivedAt }, 'office', receivedAt);
      if (!found || !received?.ok) throw new Error('not received');
      await world.obligations.commit(advance(found, received.event, {}));
    };
    await receive('so-b', '2026-11-05T02:00:00Z');
    await receive('so-a', '2026-11-04T02:00:00Z');
    const { toReview } = schemas.worklist.parse((await world.get('/v1/worklist', '2026-11-06T02:00:00Z')).body);
    expect(toReview.map(({ unit, receivedAt }) => [unit, receivedAt])).toEqual([
      ['so-a', '2026-11-04T02:00:00Z'],
      ['so-b', '2026-11-05T02:00:00Z'],
    ]);
  });

  it('and the digest go on when a report due at once was returned and its supplement is late', async () => {
    const asked = { unit: 'so-a', rule: 'ad-hoc', period: '2026-001' };
    const data = { from: '2026-10-20', to: '2026-10-20', regimeVersion: '353-CV/TU@2021-08-24', since: '2026-10-20' };
    const opened = begin(
      asked,
      { type: 'opened', at: OPENED, by: 'so-a', data: { ...data, title: 'Báo cáo đột xuất số 001/2026' } },
      undefined,
    );
    await world.obligations.open(opened.obligation, opened.event);
    const received = receiveOffSystem(opened.obligation, paper, 'office', RECEIVED);
    if (!received.ok) throw new Error('not received');
    const there = advance(opened.obligation, received.event, {});
    await world.obligations.commit(there);
    const decided = decide(there.obligation, returned, 'office', RETURNED);
    if (!decided.ok) throw new Error('not returned');
    await world.obligations.commit(advance(there.obligation, decided.event, {}));

    const { newlyLate } = schemas.worklist.parse((await world.get('/v1/worklist', AFTER_SUPPLEMENT)).body);
    expect(newlyLate.find(({ id }) => id === 'so-a.ad-hoc.2026-001')).toMatchObject({
      name: 'Báo cáo đột xuất số 001/2026',
      lastDay: '2026-11-02',
      supplement: true,
    });
    expect(await world.digest(AFTER_SUPPLEMENT)).toEqual({ sent: true });
    expect(world.postbox.letters.at(-1)?.text).toContain('Bổ sung Báo cáo đột xuất số 001/2026');
  });
});
