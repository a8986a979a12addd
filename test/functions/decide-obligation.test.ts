import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { replay } from '../../lib/obligations/advancing.ts';
import { firstBreak } from '../../lib/obligations/history.ts';
import { factsSchema } from '../../lib/obligations/obligation.ts';
import { judge } from '../../lib/obligations/verdict.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { call } from '../support/api-event.ts';
import { createDecisions } from '../support/decisions.ts';
import { fileReport } from '../support/filing.ts';
import { startRegister } from '../support/register.ts';
import { aUnit } from '../support/units.ts';
import { createWorld, quarterHours, type World } from '../support/world.ts';

const KEY = { unit: 'huyen-uy-tuan-giao', rule: 'monthly', period: '2026-10' };
const ID = 'huyen-uy-tuan-giao.monthly.2026-10';
const BEFORE_THE_DEADLINE = '2026-10-26T02:00:00Z';
const AFTER_THE_DEADLINE = '2026-10-28T02:00:00Z';
const FILED_IN_TIME = '2026-10-27T02:00:00Z';
const grounds = { reason: 'Mưa lũ chia cắt địa bàn', authority: 'Ý kiến của Thường trực Tỉnh ủy' };

let register: Awaited<ReturnType<typeof startRegister>>;
let world: World;
let handler: unknown;
/** What others write between a decision's reading and its writing. */
let meanwhile: () => Promise<unknown>;
beforeEach(async () => {
  meanwhile = async () => {};
  register = await startRegister();
  world = createWorld(register.table, '2026-10-01');
  await world.units.put(aUnit());
  await world.open('2026-10-01T00:00:00Z');
  const accounts = createAccountStore(register.table);
  await accounts.put({ user: 'tuangiao', role: 'unit', unit: KEY.unit, active: true });
  await accounts.put({ user: 'leader', role: 'leader', active: true });
  const commit: World['obligations']['commit'] = async (change) => {
    await meanwhile();
    return world.obligations.commit(change);
  };
  handler = createDecisions(world, register.table, { obligations: { ...world.obligations, commit } });
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
const file = (at: string) => fileReport(world, KEY, at);
const subjects = () => world.postbox.letters.map((l) => l.subject);
const verdictAt = async (at: string) => judge(await obligation(), at);

describe('an extension', () => {
  it('moves the deadline and the notices, keeps the original in sight, and tells the unit why', async () => {
    expect(await decide({ kind: 'extension', lastDay: '2026-11-03', ...grounds }, BEFORE_THE_DEADLINE)).toMatchObject({
      status: 201,
    });
    const after = await obligation();
    expect(after).toMatchObject({
      lastDay: '2026-11-03',
      original: { lastDay: '2026-10-27' },
      extension: { grantedAt: BEFORE_THE_DEADLINE, afterDeadline: false },
    });
    expect(world.postbox.letters[0]?.text).toContain(grounds.reason);
    for (const at of quarterHours('2026-10-26T02:15:00Z', '2026-11-04T02:00:00Z')) await world.sweep(at);
    expect(subjects()).toEqual([
      '[Gia hạn] Báo cáo tháng 10/2026',
      '[Nhắc gửi báo cáo] Báo cáo tháng 10/2026: chậm nhất hết ngày 03/11/2026',
      '[Hạn cuối hôm nay] Báo cáo tháng 10/2026',
      '[Đôn đốc lần 1] Báo cáo tháng 10/2026 đã quá hạn ngày 03/11/2026',
    ]);
  });

  it('granted after the deadline says so, and mends the verdict of what came in between', async () => {
    await decide({ kind: 'extension', lastDay: '2026-10-30', ...grounds }, AFTER_THE_DEADLINE);
    await file('2026-10-29T02:00:00Z');
    expect(await obligation()).toMatchObject({ extension: { afterDeadline: true } });
    expect(await verdictAt('2026-11-10T00:00:00Z')).toEqual({ verdict: 'on-time' });
  });

  it('never goes backward', async () => {
    const answer = await decide({ kind: 'extension', lastDay: '2026-10-27', ...grounds }, BEFORE_THE_DEADLINE);
    expect(answer).toMatchObject({ status: 422, body: { code: 'wrong-date' } });
  });
});

describe('a waiver', () => {
  it('lifts the obligation: no notice follows, and it counts as waived', async () => {
    await decide({ kind: 'waiver', ...grounds }, BEFORE_THE_DEADLINE);
    for (const at of quarterHours('2026-10-27T00:00:00Z', '2026-10-30T02:00:00Z')) await world.sweep(at);
    expect(subjects()).toEqual(['[Được miễn] Báo cáo tháng 10/2026']);
    expect(await verdictAt('2026-11-10T00:00:00Z')).toEqual({ verdict: 'waived' });
  });
});

describe('a review', () => {
  it('accepts what was received', async () => {
    const submission = await file(FILED_IN_TIME);
    expect(await decide({ kind: 'acceptance', submission }, AFTER_THE_DEADLINE)).toMatchObject({ status: 201 });
    expect((await world.submissions.get(ID, submission))?.status).toBe('accepted');
    expect(await obligation()).toMatchObject({ status: 'accepted' });
  });

  it('holds though something is noted on a file of it meanwhile, and the note stays', async () => {
    const submission = await file(FILED_IN_TIME);
    const contents = { found: [{ section: 'results', place: 'I' }] };
    meanwhile = async () => {
      meanwhile = async () => {};
      await world.submissions.noteContents(ID, submission, '1', contents);
      await world.submissions.noteScanned(ID, submission, '1', FILED_IN_TIME);
    };
    expect((await decide({ kind: 'acceptance', submission }, AFTER_THE_DEADLINE)).status).toBe(201);
    const { status, files } = (await world.submissions.get(ID, submission)) ?? {};
    expect(status).toBe('accepted');
    expect(files?.['1']).toMatchObject({ scannedAt: FILED_IN_TIME, stored: { contents } });
  });

  it('is a conflict when malware is found in a file of it meanwhile', async () => {
    const submission = await file(FILED_IN_TIME);
    meanwhile = () => world.submissions.noteRefused(ID, submission, '1', { code: 'malware', detail: 'Tệp có mã độc.' });
    const answer = await decide({ kind: 'acceptance', submission }, AFTER_THE_DEADLINE);
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await world.submissions.get(ID, submission))?.status).toBe('received');
  });

  it('returns it to be supplemented: own date, own notices, and the first receipt stands', async () => {
    const submission = await file(FILED_IN_TIME);
    await decide({ kind: 'return', submission, lastDay: '2026-11-04', ...grounds }, AFTER_THE_DEADLINE);
    for (const at of quarterHours('2026-10-28T02:15:00Z', '2026-11-05T02:00:00Z')) await world.sweep(at);
    expect(subjects().slice(-4)).toEqual([
      '[Yêu cầu bổ sung] Báo cáo tháng 10/2026',
      '[Nhắc gửi báo cáo] Bổ sung Báo cáo tháng 10/2026: chậm nhất hết ngày 04/11/2026',
      '[Hạn cuối hôm nay] Bổ sung Báo cáo tháng 10/2026',
      '[Đôn đốc lần 1] Bổ sung Báo cáo tháng 10/2026 đã quá hạn ngày 04/11/2026',
    ]);
    await file('2026-11-05T03:00:00Z');
    expect(await obligation()).toMatchObject({ status: 'received', receivedAt: FILED_IN_TIME });
    expect(await verdictAt('2026-11-10T00:00:00Z')).toEqual({ verdict: 'on-time' });
  });

  it('rejects it: the receipt is void, the obligation open again and urged', async () => {
    const submission = await file(FILED_IN_TIME);
    await decide({ kind: 'rejection', submission, ...grounds }, AFTER_THE_DEADLINE);
    const after = await obligation();
    expect(after).toMatchObject({ status: 'open', receipts: {} });
    expect(after.receivedAt).toBeUndefined();
    expect(await verdictAt(AFTER_THE_DEADLINE)).toMatchObject({ verdict: 'missing' });
    for (const at of quarterHours('2026-10-28T02:15:00Z', '2026-10-30T02:00:00Z')) await world.sweep(at);
    expect(subjects().at(-1)).toContain('[Đôn đốc lần 2]');
  });
});

describe('a receipt off-system', () => {
  const paper = {
    receivedAt: '2026-10-27T09:30:00+07:00',
    documentNumber: '15-BC/HU',
    documentDate: '2026-10-26',
    signedBy: 'Lò Văn B',
    channel: 'cipher',
  };

  it('counts, at the time at which the Office had it', async () => {
    expect(await decide(paper, AFTER_THE_DEADLINE, { path: 'receipts' })).toMatchObject({ status: 201 });
    expect(await obligation()).toMatchObject({ status: 'received', receivedAt: '2026-10-27T02:30:00Z' });
    expect(await verdictAt(AFTER_THE_DEADLINE)).toEqual({ verdict: 'on-time' });
    expect(await world.submissions.get(ID, 1)).toMatchObject({
      channel: 'cipher',
      documentNumber: '15-BC/HU',
      version: 1,
    });
    expect(world.postbox.letters[0]?.text).toContain('đường cơ yếu');
  });

  it('cannot lie in the future', async () => {
    const answer = await decide({ ...paper, receivedAt: '2026-10-29T00:00:00Z' }, AFTER_THE_DEADLINE, {
      path: 'receipts',
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'wrong-date' } });
  });
});

describe('a decision that cannot be taken', () => {
  it.each([
    ['by a unit', { kind: 'waiver', ...grounds }, 'tuangiao', 403, 'forbidden'],
    ['by a leader', { kind: 'waiver', ...grounds }, 'leader', 403, 'forbidden'],
    ['without a reason', { kind: 'waiver', authority: 'x', reason: ' ' }, 'office', 400, 'invalid-request'],
    ['without an authority', { kind: 'waiver', reason: 'x' }, 'office', 400, 'invalid-request'],
    ['of a kind that is none', { kind: 'deletion', ...grounds }, 'office', 400, 'invalid-request'],
    ['accepting what nobody filed', { kind: 'acceptance', submission: 1 }, 'office', 409, 'wrong-state'],
    ['on a version that there is not', { kind: 'waiver', version: 99, ...grounds }, 'office', 409, 'conflict'],
  ])('%s changes nothing', async (_title, body, user, status, code) => {
    const before = await obligation();
    const answer = await decide(body, BEFORE_THE_DEADLINE, { user });
    expect(answer).toMatchObject({ status, type: 'application/problem+json', body: { code } });
    expect(schemas.problem.parse(answer.body).code).toBe(code);
    expect(await obligation()).toEqual(before);
    expect(world.postbox.letters).toEqual([]);
  });

  it('on a report that has changed since it was looked at changes nothing', async () => {
    const { version } = await obligation();
    await decide({ kind: 'extension', lastDay: '2026-11-03', ...grounds }, BEFORE_THE_DEADLINE);
    const before = await obligation();
    const answer = await decide({ kind: 'waiver', version, ...grounds }, BEFORE_THE_DEADLINE);
    expect(answer).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await obligation()).toEqual(before);
  });

  it('because another was taken at the same moment does not overwrite it', async () => {
    const both = await Promise.all([
      decide({ kind: 'waiver', ...grounds }, BEFORE_THE_DEADLINE),
      decide({ kind: 'extension', lastDay: '2026-11-03', ...grounds }, BEFORE_THE_DEADLINE),
    ]);
    expect(both.map((a) => a.status).sort()).toEqual([201, 409]);
  });
});

describe('the history', () => {
  it('gives the stored state when replayed, whatever was decided', async () => {
    const first = await file(FILED_IN_TIME);
    await decide({ kind: 'rejection', submission: first, ...grounds }, AFTER_THE_DEADLINE);
    await decide({ kind: 'extension', lastDay: '2026-11-03', ...grounds }, AFTER_THE_DEADLINE);
    const second = await file('2026-10-30T02:00:00Z');
    await decide({ kind: 'return', submission: second, lastDay: '2026-11-10', ...grounds }, '2026-10-30T03:00:00Z');
    const third = await file('2026-11-02T02:00:00Z');
    await decide({ kind: 'acceptance', submission: third, note: 'Đầy đủ' }, '2026-11-03T02:00:00Z');
    const state = await obligation();
    const history = await world.obligations.history(ID);
    expect(firstBreak(history, state.head)).toBeUndefined();
    expect(replay(KEY, history)).toEqual(factsSchema.parse(state));
    expect(state).toMatchObject({ status: 'accepted', receivedAt: '2026-10-30T02:00:00Z' });
  });
});
