import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWritePapersHandler } from '../../functions/write-papers/handler.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { advance, begin } from '../../lib/obligations/advancing.ts';
import { decide, receiveOffSystem } from '../../lib/obligations/deciding.ts';
import type { EventData } from '../../lib/obligations/events.ts';
import type { Obligation, ObligationKey } from '../../lib/obligations/obligation.ts';
import { officeOf } from '../../lib/papers/issuer.ts';
import { regimes } from '../../lib/regime/index.ts';
import { call } from '../support/api-event.ts';
import { paragraphsOf, tablesOf } from '../support/read-docx.ts';
import { startRegister } from '../support/register.ts';
import { createRegistryWorld } from '../support/registry.ts';
import { aUnit } from '../support/units.ts';

const OPENED = '2026-10-01T00:00:00Z';
/** October's report was due on 27 October, so-b's supplement on 2 November. */
const RECEIVED = '2026-10-20T02:00:00Z';
const RETURNED = '2026-10-29T02:00:00Z';
const NOW = '2026-11-04T02:00:00Z';
const SELF_REVIEW = 'Báo cáo kiểm điểm năm 2026';

let register: Awaited<ReturnType<typeof startRegister>>;
let world: ReturnType<typeof createRegistryWorld>;
let papers: ReturnType<typeof createWritePapersHandler>;

async function open(key: ObligationKey, data: Pick<EventData<'opened'>, 'title'> & Partial<EventData<'opened'>>) {
  const common = { from: '2026-10-20', to: '2026-10-20', regimeVersion: '353-CV/TU@2021-08-24' };
  const opened = begin(key, { type: 'opened', at: OPENED, by: 'office', data: { ...common, ...data } }, undefined);
  await world.obligations.open(opened.obligation, opened.event);
}

async function receive(found: Obligation | undefined) {
  const paper = { receivedAt: RECEIVED, documentNumber: '1', documentDate: '2026-10-20', signedBy: 'A' };
  const received = found && receiveOffSystem(found, { ...paper, channel: 'post' }, 'office', RECEIVED);
  if (!found || !received?.ok) throw new Error('not received');
  const there = advance(found, received.event, {});
  await world.obligations.commit(there);
  return there;
}

async function receiveAndReturn(found: Obligation | undefined): Promise<void> {
  const there = await receive(found);
  const grounds = { reason: 'Thiếu số liệu', authority: 'Chánh Văn phòng' };
  const decision = { kind: 'return' as const, submission: 1, lastDay: '2026-11-02', ...grounds };
  const returned = decide(there.obligation, decision, 'office', RETURNED);
  if (!returned.ok) throw new Error('not returned');
  await world.obligations.commit(advance(there.obligation, returned.event, {}));
}

beforeAll(async () => {
  register = await startRegister();
  world = createRegistryWorld(register.table, '2026-10-01');
  for (const id of ['so-a', 'so-b', 'so-c'])
    await world.units.put(aUnit({ id, name: `Sở ${id.slice(-1).toUpperCase()}` }));
  await world.open(OPENED);
  await receiveAndReturn(await world.obligations.get({ unit: 'so-b', rule: 'monthly', period: '2026-10' }));
  const due = { lastDay: '2026-10-25', dueBefore: '2026-10-25T17:00:00Z' };
  const about = { kind: 'self-review', official: 'Nguyễn Văn A', restricted: true as const };
  const atOnce = { title: SELF_REVIEW, since: '2026-10-20', ...about };
  await open({ unit: 'so-b', rule: 'thematic', period: 'own-2026-009' }, atOnce);
  await open({ unit: 'so-a', rule: 'thematic', period: 'own-2026-001' }, { title: SELF_REVIEW, ...due, ...about });
  await open({ unit: 'so-a', rule: 'thematic', period: 'own-2026-002' }, { title: 'Báo cáo sơ kết', ...due });
  const event = { title: 'Báo cáo đột xuất số 001/2026', since: '2026-10-31' };
  await open({ unit: 'so-c', rule: 'ad-hoc', period: '2026-001' }, event);
  const { accounts, obligations, requests, submissions, units } = world;
  papers = createWritePapersHandler({
    ...{ accounts, obligations, requests, submissions, units, regimes, calendar: vietnamCalendar },
    ...{ bootstrapOfficeUser: 'office', waitFor: () => 0, log: () => {}, issuer: officeOf('Điện Biên') },
  });
});
afterAll(() => register.stop());

const letter = (body: object) =>
  call(papers, { method: 'POST', path: '/v1/urgings/letter', body, user: 'office', at: NOW });
/** The rows of the letter's table, without its numbers. */
const rowsOf = async (body: object) => {
  const { bytes } = await letter(body);
  const table = tablesOf(bytes).get('Danh sách báo cáo chưa nhận được') ?? [];
  return table.slice(1).map(([, ...row]) => row);
};

describe('the urging letter', () => {
  it('lists what has been late longest first, and a returned report by its supplement and the day of that', async () => {
    expect(await rowsOf({})).toEqual([
      ['Sở A', 'Báo cáo sơ kết', '25/10/2026', 'Quá hạn 10 ngày'],
      ['Sở A', 'Báo cáo tháng 10/2026', '27/10/2026', 'Quá hạn 8 ngày'],
      ['Sở C', 'Báo cáo tháng 10/2026', '27/10/2026', 'Quá hạn 8 ngày'],
      ['Sở C', 'Báo cáo đột xuất số 001/2026', 'Gửi ngay', 'Đã qua 4 ngày'],
      ['Sở B', 'Bổ sung Báo cáo tháng 10/2026', '02/11/2026', 'Quá hạn 2 ngày'],
    ]);
    const text = paragraphsOf((await letter({})).bytes).join('\n');
    expect(text).toContain(
      'chưa nhận được 3 báo cáo đã quá hạn, 1 bản bổ sung đã quá hạn và 1 báo cáo phải gửi ngay của 3 đơn vị',
    );
  });

  it('leaves out, when all are urged, what is due at once after work that has not ended, and what is there', async () => {
    await open({ unit: 'so-b', rule: 'thematic', period: 'own-2026-008' }, { title: 'Báo cáo khảo sát' });
    await open({ unit: 'so-b', rule: 'ad-hoc', period: '2026-002' }, { title: 'Báo cáo đã có', since: '2026-10-19' });
    await receive(await world.obligations.get({ unit: 'so-b', rule: 'ad-hoc', period: '2026-002' }));
    const reports = (await rowsOf({})).map(([, report]) => report);
    expect(reports).toContain('Báo cáo đột xuất số 001/2026');
    expect(reports).not.toContain('Báo cáo khảo sát');
    expect(reports).not.toContain('Báo cáo đã có');
  });

  it('never shows a report on a named official, not even when it was chosen', async () => {
    const id = 'so-a.thematic.own-2026-001';
    for (const body of [{}, { units: ['so-a'] }, { units: ['so-a'], obligations: [id] }])
      expect(paragraphsOf((await letter(body)).bytes).join('\n')).not.toContain(SELF_REVIEW);
    expect((await letter({ obligations: [id] })).body).toMatchObject({ code: 'wrong-state' });
  });

  it('urges for a chosen report that is due at once, by the days since', async () => {
    const rows = [['Sở C', 'Báo cáo đột xuất số 001/2026', 'Gửi ngay', 'Đã qua 4 ngày']];
    expect(await rowsOf({ obligations: ['so-c.ad-hoc.2026-001'] })).toEqual(rows);
    const both = { units: ['so-c'], obligations: ['so-c.ad-hoc.2026-001', 'so-c.monthly.2026-10'] };
    expect(await rowsOf(both)).toEqual([['Sở C', 'Báo cáo tháng 10/2026', '27/10/2026', 'Quá hạn 8 ngày'], ...rows]);
    expect(paragraphsOf((await letter(both)).bytes).join('\n')).toContain(
      'chưa nhận được 1 báo cáo đã quá hạn và 1 báo cáo phải gửi ngay của 1 đơn vị',
    );
  });

  it('refuses a report that there is not, and one that is not late', async () => {
    expect((await letter({ obligations: ['so-a.monthly.1999-01'] })).body).toMatchObject({ code: 'invalid-request' });
    await open(
      { unit: 'so-a', rule: 'thematic', period: 'own-2026-003' },
      {
        title: 'Báo cáo tổng kết',
        ...{ lastDay: '2026-11-30', dueBefore: '2026-11-30T17:00:00Z' },
      },
    );
    expect((await letter({ obligations: ['so-a.thematic.own-2026-003'] })).body).toMatchObject({ code: 'wrong-state' });
  });
});
