import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { samplePdf } from '../samples/pdf.ts';
import { type Mail, type Office, openOffice, PDF, type UploadFile } from './office.ts';

/** 09:00 on Monday 26 October 2026, the day before the last acceptable day of October's report. */
const MONDAY = '2026-10-26T02:00:00Z';
const NEXT_SWEEP = '2026-10-26T02:15:00Z';
const LAST_DAY = '2026-10-27T01:00:00Z';
const LAST_DAY_LATER = '2026-10-27T01:30:00Z';
const URGED = '2026-10-28T02:00:00Z';
const AFTER_URGING = '2026-10-28T02:15:00Z';
const UNIT = 'so-tu-phap';
const OTHER = 'so-noi-vu';
const idOf = (unit: string) => `${unit}.monthly.2026-10`;
const report: UploadFile[] = [{ name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo tháng 10']) }];

let office: Office;
beforeAll(async () => {
  office = await openOffice(MONDAY, { goLive: '2026-10-01' });
});
afterAll(() => office.close());

const to = (unit: string, tag: string) => (mail: Mail) =>
  mail.to.includes(`${unit}@dienbien.example`) && mail.subject.startsWith(`[${tag}`);
const found = async (wanted: (mail: Mail) => boolean) => (await office.mail()).filter(wanted);

/** From now on no letter gets through; the connection breaks before the mail service has it. */
function breakOff(): void {
  office.cloud.ses.hooks.received = () => {
    throw new Error('unreachable');
  };
}
const mend = () => {
  delete office.cloud.ses.hooks.received;
};

describe('while the mail service takes nothing', () => {
  it('a receipt, a decision and an alert are given back, and go out once with the next sweep', async () => {
    breakOff();
    expect(await office.file(UNIT, idOf(UNIT), report)).toMatchObject({ receipt: { verdict: 'on-time' } });
    await office.cloud.functions.settled();
    const { version } = schemas.obligation.parse(
      (await office.as('office', 'GET', `/v1/obligations/${idOf(OTHER)}`)).body,
    );
    const waiver = { kind: 'waiver', version, reason: 'Mưa lũ chia cắt', authority: 'Ý kiến của Thường trực' };
    expect((await office.as('office', 'POST', `/v1/obligations/${idOf(OTHER)}/decisions`, waiver)).status).toBe(201);
    const log = { reportedAt: MONDAY, reporter: 'Lò Văn A', receiver: 'Quàng Thị B', channel: 'telephone' };
    expect((await office.as(UNIT, 'POST', '/v1/ad-hoc-reports', log)).status).toBe(201);
    expect(await office.mail()).toEqual([]);

    mend();
    await office.moveTo(NEXT_SWEEP);
    for (const wanted of [to(UNIT, 'Biên nhận'), to(OTHER, 'Được miễn')]) expect(await found(wanted)).toHaveLength(1);
    expect(await found(({ subject }) => subject.startsWith('[Báo cáo đột xuất]'))).toHaveLength(1);
  });

  it('the sweep and the digest leave what is due to their next runs, and nothing is said twice', async () => {
    breakOff();
    const { ran } = await office.moveTo(LAST_DAY);
    expect(ran.filter(({ ok }) => !ok)).toEqual([]);
    expect(await found(({ at }) => at >= LAST_DAY)).toEqual([]);
    mend();
    await office.moveTo(LAST_DAY_LATER);
    expect(await found(to('so-xay-dung', 'Hạn cuối hôm nay'))).toHaveLength(1);
    expect(await found(({ subject }) => subject.startsWith('[Tổng hợp 27/10/2026]'))).toHaveLength(1);
  });
});

describe('on the day after', () => {
  it('the Office finds what is late on its work list, and urges by hand', async () => {
    await office.moveTo(URGED);
    const { newlyLate } = schemas.worklist.parse((await office.as('office', 'GET', '/v1/worklist')).body);
    expect(newlyLate.map(({ unit }) => unit)).toContain('so-xay-dung');
    const urging = { units: ['so-xay-dung'], dryRun: true };
    const { letters } = schemas.urged.parse((await office.as('office', 'POST', '/v1/urgings', urging)).body);
    expect(letters.map(({ unit }) => unit)).toEqual(['so-xay-dung']);
    await office.as('office', 'POST', '/v1/urgings', { units: ['so-xay-dung'] });
    await office.moveTo(AFTER_URGING);
    const urged = await found((mail) => to('so-xay-dung', 'Đôn đốc')(mail) && mail.at === AFTER_URGING);
    expect(urged.map(({ subject }) => subject)).toEqual(letters.map(({ subject }) => subject));
  });

  it('a telephone fetches the deadlines of its unit without signing in', async () => {
    const { url } = schemas.calendarAddress.parse((await office.as(UNIT, 'POST', '/v1/calendar')).body);
    const feed = await office.request('GET', new URL(url).pathname);
    expect(feed).toMatchObject({ status: 200, type: 'text/calendar' });
    expect(feed.body).toContain(`UID:${UNIT}.monthly.2026-11`);
  });
});
