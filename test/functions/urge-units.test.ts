import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { createUrgeUnitsHandler } from '../../functions/urge-units/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { advance } from '../../lib/obligations/advancing.ts';
import { decide } from '../../lib/obligations/deciding.ts';
import type { ObligationKey } from '../../lib/obligations/obligation.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { call } from '../support/api-event.ts';
import { fileReport } from '../support/filing.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, OFFICE, PORTAL, type World } from '../support/world.ts';

/** Saturday 31 October 2026: the October report has been late for four days, and no sweep urges on a day off. */
const SATURDAY = '2026-10-31T02:00:00Z';
const NEXT_SWEEP = '2026-10-31T02:15:00Z';
const UNITS = ['huyen-uy-tuan-giao', 'so-tu-phap'];

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let handler: unknown;
beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  const accounts = createAccountStore(register.table);
  for (const id of UNITS) await world.units.put(aUnit({ id, name: id, contactEmail: `${id}@x.example` }));
  await accounts.put({ user: 'leader', role: 'leader', active: true });
  await world.open('2026-10-01T00:00:00Z');
  await world.sweep('2026-10-30T01:00:00Z');
  world.postbox.letters.length = 0;
  handler = createUrgeUnitsHandler({
    ...{ accounts, obligations: world.obligations, units: world.units, planFor: world.planFor },
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    calendar: vietnamCalendar,
    officeAddress: OFFICE,
    portalUrl: PORTAL,
    log: () => {},
  });
});
afterEach(() => register.stop());

const urge = async (body: object, user = 'office', at = SATURDAY) =>
  call(handler, { method: 'POST', path: '/v1/urgings', body, user, at });

/** A report that came in on its last day and was returned, to be supplemented by a day. */
async function fileAndReturn(key: ObligationKey, lastDay: string) {
  const submission = await fileReport(world, key, '2026-10-27T02:00:00Z');
  const received = await world.obligations.get(key);
  if (!received) throw new Error('not open');
  const decision = {
    kind: 'return',
    submission,
    lastDay,
    reason: 'Thiếu phụ lục',
    authority: 'Chánh Văn phòng',
  } as const;
  const returned = decide(received, decision, 'office', SATURDAY);
  if (!returned.ok) throw new Error('cannot be returned');
  await world.obligations.commit(advance(received, returned.event, {}));
}

describe('urging by hand', () => {
  it('shows the letters first and changes nothing', async () => {
    const { letters, urged } = schemas.urged.parse((await urge({ units: UNITS, dryRun: true })).body);
    expect(urged).toEqual([]);
    expect(letters.map(({ unit, to, subject }) => [unit, to, subject])).toEqual(
      UNITS.map((unit) => [unit, [`${unit}@x.example`], '[Đôn đốc] Báo cáo tháng 10/2026 đã quá hạn ngày 27/10/2026']),
    );
    await world.sweep(NEXT_SWEEP);
    expect(world.postbox.letters).toEqual([]);
  });

  it('sends the very letter that was shown, once, at any hour, and keeps it in the history', async () => {
    const [shown] = schemas.urged.parse((await urge({ units: ['so-tu-phap'], dryRun: true })).body).letters;
    expect(await urge({ units: ['so-tu-phap'] })).toMatchObject({ body: { urged: ['so-tu-phap.monthly.2026-10'] } });
    await world.sweep(NEXT_SWEEP);
    await world.sweep('2026-10-31T02:30:00Z');
    expect(world.postbox.letters).toHaveLength(1);
    expect(world.postbox.letters[0]).toMatchObject({ subject: shown?.subject, to: shown?.to, text: shown?.text });
    const history = await world.obligations.history('so-tu-phap.monthly.2026-10');
    expect(history.at(-1)).toMatchObject({ type: 'urged', by: 'office', at: SATURDAY });
  });

  it('tells in the ledger which request caused the letter, and which sweep one that nobody asked for', async () => {
    await urge({ units: ['so-tu-phap'] });
    await world.sweep(NEXT_SWEEP);
    await world.sweep('2026-11-03T01:00:00Z');
    const causes = (await world.notices.list('so-tu-phap.monthly.2026-10')).map(({ kind, cause }) => [kind, cause]);
    expect(causes).toEqual(
      expect.arrayContaining([
        ['by-hand-2', 'request-1'],
        ['urging-3', '2026-11-03T01:00:00Z'],
      ]),
    );
  });

  it('leaves the plan as it was: the next urging comes on its day', async () => {
    await urge({ units: ['so-tu-phap'] });
    await world.sweep(NEXT_SWEEP);
    await world.sweep('2026-11-03T01:00:00Z');
    expect(world.postbox.letters.filter(({ unit }) => unit === 'so-tu-phap').map(({ subject }) => subject)).toEqual([
      '[Đôn đốc] Báo cáo tháng 10/2026 đã quá hạn ngày 27/10/2026',
      '[Đôn đốc lần 3] Báo cáo tháng 10/2026 đã quá hạn ngày 27/10/2026',
    ]);
  });

  it('takes nothing from the plan that was due and not yet said', async () => {
    // The third urging was due on Tuesday at 08:00, and no sweep ran that day; the Office urges in the evening.
    await urge({ units: ['so-tu-phap'] }, 'office', '2026-11-03T10:30:00Z');
    await world.sweep('2026-11-03T10:45:00Z');
    await world.sweep('2026-11-04T01:00:00Z');
    expect(world.postbox.letters.filter(({ unit }) => unit === 'so-tu-phap').map(({ subject }) => subject)).toEqual([
      '[Đôn đốc] Báo cáo tháng 10/2026 đã quá hạn ngày 27/10/2026',
      '[Đôn đốc lần 3] Báo cáo tháng 10/2026 đã quá hạn ngày 27/10/2026',
    ]);
  });

  it('says nothing of a report that came in between', async () => {
    await urge({ units: ['so-tu-phap'] });
    const found = await world.obligations.get({ unit: 'so-tu-phap', rule: 'monthly', period: '2026-10' });
    const waived = found && decide(found, { kind: 'waiver', reason: 'x', authority: 'y' }, 'office', SATURDAY);
    if (!found || !waived?.ok) throw new Error('cannot be waived');
    await world.obligations.commit(advance(found, waived.event, {}));
    await world.sweep(NEXT_SWEEP);
    expect(world.postbox.letters.filter(({ subject }) => subject.startsWith('[Đôn đốc]'))).toEqual([]);
  });

  it('of a returned report asks for its supplement, in the letter shown and in the one sent', async () => {
    const key = { unit: 'so-tu-phap', rule: 'monthly', period: '2026-10' };
    await fileAndReturn(key, '2026-11-02');
    const tuesday = '2026-11-03T02:00:00Z';
    const urging = { obligations: ['so-tu-phap.monthly.2026-10'] };
    const [shown] = schemas.urged.parse((await urge({ ...urging, dryRun: true }, 'office', tuesday)).body).letters;
    expect(shown?.text).toContain('Chưa nhận được bản bổ sung, đã quá hạn bổ sung 1 ngày');
    expect(shown?.text).not.toContain('hưa nhận được báo cáo');
    await urge(urging, 'office', tuesday);
    await world.sweep('2026-11-03T02:15:00Z');
    const sent = world.postbox.letters.find(({ subject }) => subject === shown?.subject);
    expect(sent?.text).toBe(shown?.text);
  });

  it('passes over what is not late, though it was chosen', async () => {
    expect(await urge({ obligations: ['so-tu-phap.monthly.2026-11'] })).toMatchObject({
      status: 200,
      body: { urged: [] },
    });
  });

  it.each([
    ['a leader', { units: UNITS }, 'leader', 403, 'forbidden'],
    ['nobody chosen', {}, 'office', 400, 'invalid-request'],
    ['an unknown report', { obligations: ['so-ma.monthly.2026-10'] }, 'office', 400, 'invalid-request'],
    ['an unknown field', { units: UNITS, text: 'x' }, 'office', 400, 'invalid-request'],
  ])('%s is refused', async (_, body, user, status, code) => {
    expect(await urge(body, user)).toMatchObject({ status, body: { code } });
  });
});
