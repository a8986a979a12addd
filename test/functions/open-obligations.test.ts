import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenObligationsHandler } from '../../functions/open-obligations/handler.ts';
import { createPlans } from '../../functions/shared/plans.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { firstBreak } from '../../lib/obligations/history.ts';
import { regimeByVersion, regimes } from '../../lib/regime/index.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createRequestStore } from '../../lib/store/requests.ts';
import { createSubmissionStore } from '../../lib/store/submissions.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { declareSubmission } from '../../lib/submissions/declaring.ts';
import { settleSubmission } from '../../lib/submissions/settling.ts';
import { aManifest } from '../support/manifest.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';

let register: Awaited<ReturnType<typeof startRegister>>;
beforeAll(async () => {
  register = await startRegister();
});
afterAll(() => register.stop());

const GO_LIVE = '2025-05-01';
const FIRST_MORNING = '2025-05-01T00:10:00Z';
const AFTER_AN_OUTAGE = '2025-07-20T00:10:00Z';

const common = { regimes, calendar: vietnamCalendar, goLive: GO_LIVE, log: () => {} };
const setUp = () => {
  const units = createUnitStore(register.table);
  const obligations = createObligationStore(register.table);
  const requests = createRequestStore(register.table);
  const planFor = createPlans(regimeByVersion, vietnamCalendar);
  const open = createOpenObligationsHandler({ ...common, units, obligations, requests, planFor });
  return { units, obligations, open };
};

describe('opening obligations', () => {
  it('opens what each unit valid on the last acceptable day owes, once, and makes good an outage of months', async () => {
    const { units, obligations, open } = setUp();
    await units.put(aUnit({ validTo: '2025-06-30', successors: ['dang-uy-xa-tuan-giao'] }));
    await units.put(aUnit({ id: 'dang-uy-xa-tuan-giao', name: 'Đảng ủy xã Tuần Giáo', validFrom: '2025-07-01' }));
    await units.put(aUnit({ id: 'dang-uy-quan-su-tinh', name: 'Đảng ủy Quân sự tỉnh', tags: ['armed-forces'] }));

    const first = await open({ scheduledTime: FIRST_MORNING });
    expect(first.opened).toBeGreaterThan(0);
    expect(await open({ scheduledTime: FIRST_MORNING })).toEqual({ opened: 0, withdrawn: 0, reinstated: 0 });

    await open({ scheduledTime: AFTER_AN_OUTAGE });
    expect(await open({ scheduledTime: AFTER_AN_OUTAGE })).toEqual({ opened: 0, withdrawn: 0, reinstated: 0 });

    const idsOf = async (unit: string) =>
      (await obligations.listByUnit(unit)).map((o) => `${o.rule}.${o.period}`).sort();
    expect(await idsOf('huyen-uy-tuan-giao')).toEqual(['half-year.2025-H1', 'monthly.2025-05']);
    expect(await idsOf('dang-uy-xa-tuan-giao')).toEqual(['monthly.2025-07', 'monthly.2025-08', 'nine-month.2025-9M']);
    const armed = await idsOf('dang-uy-quan-su-tinh');
    expect(armed.filter((id) => id.startsWith('weekly.'))).toHaveLength(23); // Fridays from 2 May to 3 October
    expect(armed.filter((id) => !id.startsWith('weekly.'))).toEqual([
      'half-year.2025-H1',
      'monthly.2025-05',
      'monthly.2025-07',
      'monthly.2025-08',
      'nine-month.2025-9M',
    ]);
  });

  it('begins a history that holds together, and a timer that never lies in the past', async () => {
    const { obligations } = setUp();
    const monthly = await obligations.get({ unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2025-05' });
    expect(monthly).toMatchObject({ status: 'open', lastDay: '2025-05-27', dueBefore: '2025-05-27T17:00:00Z' });
    expect(monthly?.nextNoticeAt).toBe('2025-05-22T01:00:00Z');
    const history = await obligations.history(monthly?.id ?? '');
    expect(history.map((e) => e.type)).toEqual(['opened']);
    expect(firstBreak(history, monthly?.head)).toBeUndefined();
  });

  it('is not undone by two that run at the same time', async () => {
    const { units, obligations, open } = setUp();
    await units.put(aUnit({ id: 'so-tu-phap', name: 'Sở Tư pháp', category: 'department' }));
    const both = await Promise.all([
      open({ scheduledTime: AFTER_AN_OUTAGE }),
      open({ scheduledTime: AFTER_AN_OUTAGE }),
    ]);
    const all = await obligations.listByUnit('so-tu-phap');
    expect(both[0].opened + both[1].opened).toBe(all.length);
    for (const { id, head } of all) expect(firstBreak(await obligations.history(id), head)).toBeUndefined();
  });
});

describe('a unit whose days change after its obligations were opened', () => {
  const JUNE = '2025-06-15T00:10:00Z';
  const LATER = '2025-06-21T00:10:00Z';
  const nothing = { opened: 0, withdrawn: 0, reinstated: 0 };
  const july = (unit: string) => ({ unit, rule: 'monthly', period: '2025-07' });
  const typesOf = async (id: string) => (await setUp().obligations.history(id)).map(({ type }) => type);
  /** A unit of its own with its obligations open, beside whatever other tests left. */
  async function begin(id: string) {
    const world = setUp();
    const unit = aUnit({ id });
    await world.units.put(unit);
    await world.open({ scheduledTime: JUNE });
    return { ...world, unit };
  }

  it('has what is due after its end withdrawn, once; nothing more is said about it, and what was due before stays', async () => {
    const { units, obligations, open, unit } = await begin('huyen-uy-muong-cha');
    await units.put({ ...unit, validTo: '2025-06-30' });
    expect(await open({ scheduledTime: LATER })).toMatchObject({ withdrawn: 2, reinstated: 0 });
    expect(await open({ scheduledTime: LATER })).toEqual(nothing);

    const states = (await obligations.listByUnit(unit.id)).map((o) => [o.period, o.status]);
    expect(states.sort()).toEqual([
      ['2025-05', 'open'],
      ['2025-07', 'withdrawn'],
      ['2025-08', 'withdrawn'],
      ['2025-H1', 'open'],
    ]);
    const withdrawn = await obligations.get(july(unit.id));
    expect(withdrawn).toMatchObject({ withdrawnAt: LATER, version: 2 });
    expect(withdrawn?.nextNoticeAt).toBeUndefined();
    const due = await obligations.openDueBy('2026-01-01T00:00:00Z');
    expect(due.filter((o) => o.unit === unit.id).map((o) => o.period)).toEqual(['2025-05', '2025-H1']);
    const history = await obligations.history(withdrawn?.id ?? '');
    expect(history.at(-1)).toMatchObject({ type: 'withdrawn', by: 'system', data: { reason: 'unit-not-valid' } });
    expect(firstBreak(history, withdrawn?.head)).toBeUndefined();
  });

  it('has it brought back when it is valid on that day after all, with the notices that are still to come', async () => {
    const { units, obligations, open, unit } = await begin('huyen-uy-nam-po');
    await units.put({ ...unit, validTo: '2025-06-30' });
    await open({ scheduledTime: LATER });
    await units.put({ ...unit, validTo: '2025-07-31' });
    expect(await open({ scheduledTime: '2025-07-23T00:10:00Z' })).toMatchObject({ withdrawn: 0, reinstated: 1 });
    const back = await obligations.get(july(unit.id));
    expect(back).toMatchObject({ status: 'open', nextNoticeAt: '2025-07-25T01:00:00Z' });
    expect(back?.withdrawnAt).toBeUndefined();
    expect(await typesOf(back?.id ?? '')).toEqual(['opened', 'withdrawn', 'reinstated']);
    expect(await obligations.get({ ...july(unit.id), period: '2025-08' })).toMatchObject({ status: 'withdrawn' });
  });

  it('that begins later than was thought has what is due before withdrawn', async () => {
    const { units, open, obligations, unit } = await begin('dang-uy-xa-sin-thau');
    await units.put({ ...unit, validFrom: '2025-08-01' });
    await open({ scheduledTime: LATER });
    const states = (await obligations.listByUnit(unit.id)).map((o) => [o.period, o.status]);
    expect(Object.fromEntries(states)).toMatchObject({
      '2025-05': 'withdrawn',
      '2025-07': 'withdrawn',
      '2025-08': 'open',
    });
  });

  it('keeps what it filed already, and a report that was under way when it ended still counts', async () => {
    const { units, obligations, open, unit } = await begin('huyen-uy-tua-chua');
    const submissions = createSubmissionStore(register.table);
    const declare = async (period: string) => {
      const obligation = await obligations.get({ ...july(unit.id), period });
      if (!obligation) throw new Error('not open');
      await obligations.commit(declareSubmission(obligation, aManifest(), 'clerk', JUNE));
      return obligation.id;
    };
    const arrive = async (period: string) => {
      const obligation = await obligations.get({ ...july(unit.id), period });
      const submission = obligation && (await submissions.get(obligation.id, 1));
      if (!submission) throw new Error('not declared');
      await submissions.noteStored(obligation.id, 1, '1', { at: JUNE, objectVersion: 'v', refused: [] });
      const stored = await submissions.get(obligation.id, 1);
      const settled = stored && settleSubmission(obligation, stored, JUNE);
      if (settled) await obligations.commit(settled);
    };
    for (const period of ['2025-07', '2025-08']) await declare(period);
    await arrive('2025-07');
    await units.put({ ...unit, validTo: '2025-06-30' });
    expect(await open({ scheduledTime: LATER })).toMatchObject({ withdrawn: 1 });
    expect(await obligations.get(july(unit.id))).toMatchObject({ status: 'received', receivedAt: JUNE });

    await arrive('2025-08');
    const late = await obligations.get({ ...july(unit.id), period: '2025-08' });
    expect(late).toMatchObject({ status: 'received', receivedAt: JUNE });
    expect(late?.withdrawnAt).toBeUndefined();
    expect(await open({ scheduledTime: LATER })).toEqual(nothing);
  });

  it('is set right by the next run when one died half way, and by one of two that run at the same time', async () => {
    const { units, obligations, unit } = await begin('huyen-uy-muong-ang');
    await units.put({ ...unit, validTo: '2025-06-30' });
    let left = 1;
    const dying = createOpenObligationsHandler({
      ...common,
      units,
      requests: createRequestStore(register.table),
      planFor: createPlans(regimeByVersion, vietnamCalendar),
      obligations: {
        ...obligations,
        commit: async (change) => {
          if (left === 0) throw new Error('the function died');
          left -= 1;
          await obligations.commit(change);
        },
      },
    });
    await expect(dying({ scheduledTime: LATER })).rejects.toThrow('died');
    const { open } = setUp();
    const both = await Promise.all([open({ scheduledTime: LATER }), open({ scheduledTime: LATER })]);
    expect(both[0].withdrawn + both[1].withdrawn).toBe(1);
    for (const period of ['2025-07', '2025-08'])
      expect(await typesOf(`${unit.id}.monthly.${period}`)).toEqual(['opened', 'withdrawn']);
  });
});
