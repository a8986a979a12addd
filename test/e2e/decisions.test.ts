import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { run as verify } from '../../infra/tools/history-verify.ts';
import { samplePdf } from '../samples/pdf.ts';
import { type Office, openOffice, PDF, type UploadFile } from './office.ts';

const BEFORE = '2026-10-26T02:00:00Z';
const AFTER = '2026-10-28T02:00:00Z';
const grounds = { reason: 'Mưa lũ chia cắt địa bàn', authority: 'Ý kiến của Thường trực Tỉnh ủy' };
const report: UploadFile[] = [{ name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo tháng 10']) }];
const idOf = (unit: string) => `${unit}.monthly.2026-10`;

let office: Office;
beforeAll(async () => {
  office = await openOffice(BEFORE, { goLive: '2026-10-01' });
});
afterAll(() => office.close());

const read = async (unit: string) =>
  schemas.obligation.parse((await office.as('office', 'GET', `/v1/obligations/${idOf(unit)}`)).body);
async function decide(unit: string, body: object, path = 'decisions') {
  const { version } = await read(unit);
  return office.as('office', 'POST', `/v1/obligations/${idOf(unit)}/${path}`, { version, ...body });
}
const told = (unit: string, tag: string) =>
  office.mailed((m) => m.to.includes(`${unit}@dienbien.example`) && m.subject.startsWith(`[${tag}]`));

describe('the Office decides, from request to figures', () => {
  it('extends, waives, records a paper, returns and rejects; each is told, kept and counted', async () => {
    expect((await decide('so-tu-phap', { kind: 'extension', lastDay: '2026-10-30', ...grounds })).status).toBe(201);
    expect((await decide('so-noi-vu', { kind: 'waiver', ...grounds })).status).toBe(201);
    for (const unit of ['so-xay-dung', 'so-tai-chinh']) await office.file(unit, idOf(unit), report);

    await office.moveTo(AFTER);
    const returned = { kind: 'return', submission: 1, lastDay: '2026-11-03', ...grounds };
    expect((await decide('so-xay-dung', returned)).status).toBe(201);
    expect((await decide('so-tai-chinh', { kind: 'rejection', submission: 1, ...grounds })).status).toBe(201);
    const paper = {
      receivedAt: '2026-10-27T09:00:00+07:00',
      documentNumber: '15-BC/SCT',
      documentDate: '2026-10-26',
      signedBy: 'Lò Văn B',
      channel: 'cipher',
    };
    expect((await decide('so-cong-thuong', paper, 'receipts')).status).toBe(201);

    expect(await read('so-tu-phap')).toMatchObject({
      verdict: 'not-yet-due',
      lastDay: '2026-10-30',
      extension: { originalLastDay: '2026-10-27', afterDeadline: false },
    });
    expect(await read('so-noi-vu')).toMatchObject({ verdict: 'waived', status: 'waived' });
    expect(await read('so-xay-dung')).toMatchObject({
      verdict: 'on-time',
      status: 'returned',
      supplement: { lastDay: '2026-11-03' },
    });
    expect(await read('so-tai-chinh')).toMatchObject({ verdict: 'missing', status: 'open' });
    expect(await read('so-cong-thuong')).toMatchObject({
      verdict: 'on-time',
      status: 'received',
      receivedAt: '2026-10-27T02:00:00Z',
    });

    const mails = await Promise.all([
      told('so-tu-phap', 'Gia hạn'),
      told('so-noi-vu', 'Được miễn'),
      told('so-xay-dung', 'Yêu cầu bổ sung'),
      told('so-tai-chinh', 'Không chấp nhận'),
      told('so-cong-thuong', 'Đã nhận'),
    ]);
    for (const [mail] of mails.slice(0, 4)) expect(mail?.text).toContain(grounds.reason);

    const answer = await office.as('leader', 'GET', '/v1/compliance?rule=monthly&period=2026-10');
    const { expected, onTime, late, missing, notYetDue, waived } = schemas.compliance.parse(answer.body);
    expect([onTime, late, notYetDue, waived]).toEqual([2, 0, 1, 1]);
    expect(onTime + late + missing + notYetDue + waived).toBe(expected);
  });

  it('takes the supplement, and the first receipt stands', async () => {
    const supplement = await office.file('so-xay-dung', idOf('so-xay-dung'), report);
    expect(supplement).toMatchObject({ version: 2, receipt: { verdict: 'on-time' } });
    expect(await read('so-xay-dung')).toMatchObject({ status: 'received', receivedAt: BEFORE });
    expect((await decide('so-xay-dung', { kind: 'acceptance', submission: 2 })).status).toBe(201);
    expect(await read('so-xay-dung')).toMatchObject({ status: 'accepted', verdict: 'on-time' });
  });

  it('leaves histories that hold', async () => {
    const { exitCode, stdout } = await verify(['--url', office.cloud.url], { fetch, token: undefined });
    expect(stdout).toMatch(/^2 seals verified: all hold\.\n\d+ histories verified: all hold\.\n$/);
    expect(exitCode).toBe(0);
  });

  it('refuses what is stale, without ground, or not the Office’s to say, with a problem that has its code', async () => {
    const path = `/v1/obligations/${idOf('so-giao-thong-van-tai')}/decisions`;
    const waiver = { kind: 'waiver', version: 1, ...grounds };
    expect(await office.as('so-giao-thong-van-tai', 'POST', path, waiver)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect(await office.as('leader', 'POST', path, waiver)).toMatchObject({ status: 403 });
    expect(await office.as('office', 'POST', path, { ...waiver, version: 7 })).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
    expect(await office.as('office', 'POST', path, { ...waiver, reason: '' })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request' },
    });
    expect(await read('so-giao-thong-van-tai')).toMatchObject({ status: 'open', version: 1 });
  });
});
