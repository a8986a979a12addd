import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenObligationsHandler } from '../../functions/open-obligations/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { firstBreak } from '../../lib/obligations/history.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createObligationStore } from '../../lib/store/obligations.ts';
import { createUnitStore } from '../../lib/store/units.ts';
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

const setUp = () => {
  const units = createUnitStore(register.table);
  const obligations = createObligationStore(register.table);
  const open = createOpenObligationsHandler({
    units,
    obligations,
    regimes,
    calendar: vietnamCalendar,
    goLive: GO_LIVE,
    log: () => {},
  });
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
