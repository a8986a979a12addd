import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenReportHandler } from '../../functions/open-report/handler.ts';
import { createAnswerSender } from '../../functions/shared/answer-sender.ts';
import { regimes } from '../../lib/regime/index.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { call } from '../support/api-event.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, OFFICE, type World } from '../support/world.ts';

/** 23:30 on Saturday 14 March 2026 in Điện Biên: nobody is in the office. */
const SATURDAY_NIGHT = '2026-03-14T16:30:00Z';
const log = {
  reportedAt: '2026-03-14T23:25:00+07:00',
  reporter: 'Lò Văn A',
  receiver: 'Quàng Thị B',
  channel: 'telephone',
};

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let handler: unknown;
beforeEach(async () => {
  register = await startRegister();
  world = createWorld(register.table, '2026-03-01');
  const accounts = createAccountStore(register.table);
  await world.units.put(aUnit());
  await world.units.put(aUnit({ id: 'so-tu-phap', category: 'department', contactEmail: 'stp@x.example' }));
  await world.units.put(aUnit({ id: 'ended', validTo: '2025-06-30' }));
  await accounts.put({ user: 'tuan-giao', role: 'unit', unit: 'huyen-uy-tuan-giao', active: true });
  await accounts.put({ user: 'tu-phap', role: 'unit', unit: 'so-tu-phap', active: true });
  await accounts.put({ user: 'leader', role: 'leader', active: true, email: 'bithu@x.example' });
  await accounts.put({ user: 'former', role: 'leader', active: false, email: 'former@x.example' });
  const { obligations, units, notices, planFor, sending, writeAnswer } = world;
  handler = createOpenReportHandler({
    ...{ accounts, units, obligations, planFor, regimes },
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    sendAnswer: createAnswerSender(sending, notices, writeAnswer),
    officeAddress: OFFICE,
    log: () => {},
  });
});
afterEach(() => register.stop());

const post = (path: string, body: object, user: string, at = SATURDAY_NIGHT) =>
  call(handler, { method: 'POST', path: `/v1/${path}`, body, user, at });

describe('an ad hoc report (R18)', () => {
  it('alerts the Office and the leaders at once, at night and on a day off, and tells nothing of what happened', async () => {
    const answer = await post('ad-hoc-reports', log, 'tuan-giao');
    expect(answer).toMatchObject({ status: 201, body: { id: 'huyen-uy-tuan-giao.ad-hoc.2026-001' } });
    expect(world.postbox.letters).toHaveLength(1);
    const [letter] = world.postbox.letters;
    expect(letter).toMatchObject({ to: [OFFICE, 'bithu@x.example'], subject: '[Báo cáo đột xuất] Huyện ủy Tuần Giáo' });
    expect(letter?.text).toContain('23:25, thứ Bảy, 14/03/2026');
    expect(letter?.text).toContain('điện thoại');
    expect(letter?.text).not.toMatch(/Lò Văn A|Quàng Thị B/);
  });

  it('is urged in writing on every working day until it is there', async () => {
    await post('ad-hoc-reports', log, 'tuan-giao');
    for (const at of ['2026-03-15T01:00:00Z', '2026-03-16T01:00:00Z', '2026-03-17T01:00:00Z']) await world.sweep(at);
    const urged = world.postbox.letters.slice(1);
    expect(urged.map(({ subject, at }) => [subject, at])).toEqual([
      ['[Đôn đốc] Báo cáo đột xuất số 001/2026: chưa nhận được báo cáo bằng văn bản', '2026-03-16T01:00:00Z'],
      ['[Đôn đốc] Báo cáo đột xuất số 001/2026: chưa nhận được báo cáo bằng văn bản', '2026-03-17T01:00:00Z'],
    ]);
    expect(urged[1]?.text).toContain('đã qua 3 ngày kể từ ngày 14/03/2026');
    expect(urged[1]?.cc).toEqual(['thutruong.tuangiao@dienbien.example']);
  });

  it('logged by the Office tells the unit too; an alert that cannot go now goes with the next sweep, at any hour', async () => {
    world.postbox.answer = () => ({ outcome: 'later', reason: 'unreachable' });
    expect(await post('ad-hoc-reports', { ...log, unit: 'so-tu-phap' }, 'office')).toMatchObject({ status: 201 });
    expect(world.postbox.letters).toHaveLength(0);
    world.postbox.answer = undefined;
    await world.sweep('2026-03-14T17:00:00Z');
    expect(world.postbox.letters.map(({ to }) => to[0]).sort()).toEqual(['stp@x.example', OFFICE]);
    await world.sweep('2026-03-14T17:15:00Z');
    expect(world.postbox.letters).toHaveLength(2);
  });

  it('has no field for what was said', async () => {
    for (const field of ['content', 'note', 'subject', 'description'])
      expect(await post('ad-hoc-reports', { ...log, [field]: 'Sự việc' }, 'tuan-giao')).toMatchObject({
        status: 400,
        body: { code: 'invalid-request' },
      });
  });

  it('logged again by a double click or a repeated call is the same report, and alerts nobody twice', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => post('ad-hoc-reports', log, 'tuan-giao')));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body)))).toEqual(
      new Set(['{"id":"huyen-uy-tuan-giao.ad-hoc.2026-001"}']),
    );
    expect(world.postbox.letters).toHaveLength(1);
    const other = { ...log, reportedAt: '2026-03-14T23:26:00+07:00' };
    expect((await post('ad-hoc-reports', other, 'tuan-giao')).body).toEqual({
      id: 'huyen-uy-tuan-giao.ad-hoc.2026-002',
    });
  });

  it('of a unit that ends is urged no more there: the Office is told, who has to settle it', async () => {
    await post('ad-hoc-reports', log, 'tuan-giao');
    await world.units.put(aUnit({ validTo: '2026-03-16' }));
    await world.sweep('2026-03-17T01:00:00Z');
    expect(world.postbox.letters.at(-1)).toMatchObject({ to: [OFFICE], cc: [] });
  });

  it.each([
    ['a leader', log, 'leader', 403, 'forbidden'],
    ['a unit in another’s name', { ...log, unit: 'so-tu-phap' }, 'tuan-giao', 403, 'forbidden'],
    ['the Office without a unit', log, 'office', 400, 'invalid-request'],
    ['a unit that has ended', { ...log, unit: 'ended' }, 'office', 400, 'invalid-request'],
    ['a time in the future', { ...log, reportedAt: '2026-03-14T23:31:00+07:00' }, 'tuan-giao', 422, 'wrong-date'],
    ['a time without its zone', { ...log, reportedAt: '2026-03-14T23:25:00' }, 'tuan-giao', 400, 'invalid-request'],
    [
      'what happened in place of a name',
      { ...log, reporter: 'Ông A: cháy kho, 3 người bị thương' },
      'tuan-giao',
      400,
      'invalid-request',
    ],
    ['a channel that is not secret', { ...log, channel: 'zalo' }, 'tuan-giao', 400, 'invalid-request'],
  ])('%s is refused, and nothing is sent', async (_, body, user, status, code) => {
    expect(await post('ad-hoc-reports', body, user)).toMatchObject({ status, body: { code } });
    expect(world.postbox.letters).toEqual([]);
  });
});

describe('a copy of a report to a central agency (R17)', () => {
  const copy = { agency: 'Bộ Tư pháp', subject: 'Thống kê thi hành án', sentOn: '2026-03-13' };

  it('is owed the same day, and urged when it is not there', async () => {
    expect(await post('central-copies', copy, 'tu-phap')).toMatchObject({
      status: 201,
      body: { id: 'so-tu-phap.central-copy.2026-001' },
    });
    expect(await world.obligations.get({ unit: 'so-tu-phap', rule: 'central-copy', period: '2026-001' })).toMatchObject(
      {
        lastDay: '2026-03-13',
        dueBefore: '2026-03-13T17:00:00Z',
        agency: 'Bộ Tư pháp',
      },
    );
    await world.sweep('2026-03-16T01:00:00Z');
    expect(world.postbox.letters.map(({ subject }) => subject)).toEqual([
      '[Đôn đốc lần 1] Bản sao báo cáo gửi cơ quan Trung ương số 001/2026 đã quá hạn ngày 13/03/2026',
    ]);
  });

  it('is owed by departments, sectors and mass organisations only', async () => {
    expect(await post('central-copies', copy, 'tuan-giao')).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ field: 'unit' }] },
    });
  });
});

describe('a thematic report that nobody asked for (R14)', () => {
  it('counts its days from the end of the work and is urged after it, never late', async () => {
    const own = { kind: 'pilot', subject: 'Mô hình thí điểm', endedOn: '2026-03-10' };
    expect(await post('thematic-reports', own, 'tuan-giao')).toMatchObject({
      body: { id: 'huyen-uy-tuan-giao.thematic.own-2026-001' },
    });
    expect(world.postbox.letters).toEqual([]);
    // The fifth working day after Tuesday 10 March; what lies before the opening is not said.
    await world.sweep('2026-03-17T01:00:00Z');
    expect(world.postbox.letters.map(({ subject }) => subject)).toEqual([
      '[Đôn đốc lần 3] Báo cáo chuyên đề số 001/2026 do đơn vị chủ động gửi chưa nhận được',
    ]);
    expect(world.postbox.letters[0]?.text).not.toContain('thí điểm');
  });

  it('about a named official is a self-review, restricted from its first event on (R16)', async () => {
    const own = { kind: 'self-review', subject: 'Kiểm điểm năm', endedOn: '2026-03-10', official: 'Lò Văn A' };
    await post('thematic-reports', own, 'tuan-giao');
    const key = { unit: 'huyen-uy-tuan-giao', rule: 'thematic', period: 'own-2026-001' };
    expect(await world.obligations.get(key)).toMatchObject({ restricted: true, official: 'Lò Văn A' });
    expect(await post('thematic-reports', { ...own, kind: 'pilot' }, 'tuan-giao')).toMatchObject({ status: 400 });
  });
});
