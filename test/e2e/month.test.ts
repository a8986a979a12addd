import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localDateOf, localTimeOf } from '../../lib/calendar/dates.ts';
import { formatInstant } from '../../lib/calendar/vietnamese.ts';
import { vietnamCalendar } from '../../lib/calendar/working-days.ts';
import { samplePdf } from '../samples/pdf.ts';
import { type Mail, type Office, openOffice, PDF, type UploadFile } from './office.ts';

const START = '2026-10-20T00:00:00Z';
const FILED_ON = '2026-10-26T03:00:00Z';
const A_MONTH_LATER = '2026-11-20T00:00:00Z';
const OFFICE_MAIL = /\[Tổng hợp/;
const report: UploadFile[] = [{ name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo tháng 10']) }];

let office: Office;
let mails: Mail[];
let units: string[];
beforeAll(async () => {
  office = await openOffice(START);
  const status = (await office.request('GET', '/local/status')).body as { users: { user: string; role: string }[] };
  units = status.users.filter((u) => u.role === 'unit').map((u) => u.user);
  await office.moveTo(FILED_ON);
  await office.file('so-tu-phap', 'so-tu-phap.monthly.2026-10', report);
  const { ran } = await office.moveTo(A_MONTH_LATER);
  expect(ran.every((r) => r.ok)).toBe(true);
  mails = await office.mail();
}, 240_000);
afterAll(() => office.close());

const to = (unit: string) => mails.filter((m) => m.to.includes(`${unit}@dienbien.example`));
const october = (m: Mail) => m.text.includes('tháng 10/2026');

describe('a month of reminders', () => {
  it('tells every unit that did not file exactly what is planned, and when', () => {
    const planned = [
      '08:00, thứ Năm, 22/10/2026',
      '08:00, thứ Ba, 27/10/2026',
      '08:00, thứ Tư, 28/10/2026',
      '08:00, thứ Sáu, 30/10/2026',
      '08:00, thứ Ba, 03/11/2026',
      '08:00, thứ Năm, 05/11/2026',
    ];
    expect(units.length).toBeGreaterThan(80);
    for (const unit of units.filter((u) => u !== 'so-tu-phap'))
      expect([
        unit,
        to(unit)
          .filter(october)
          .map((m) => formatInstant(m.at)),
      ]).toEqual([unit, planned]);
  });

  it('tells the unit that filed nothing after its receipt', () => {
    expect(
      to('so-tu-phap')
        .filter(october)
        .map((m) => m.subject),
    ).toEqual([
      '[Nhắc gửi báo cáo] Báo cáo tháng 10/2026: chậm nhất hết ngày 27/10/2026',
      '[Biên nhận] Báo cáo tháng 10/2026: đúng hạn',
    ]);
  });

  it('sends a unit one letter per sweep, in sending hours of working days', () => {
    for (const unit of units) {
      const instants = to(unit)
        .filter((m) => !m.subject.startsWith('[Biên nhận]'))
        .map((m) => m.at);
      expect(new Set(instants).size).toBe(instants.length);
    }
    for (const { at, subject } of mails) {
      if (subject.startsWith('[Biên nhận]')) continue;
      expect(vietnamCalendar.isWorkingDay(localDateOf(at))).toBe(true);
      // A letter that a busy machine's sweep leaves goes with the next one, a quarter of an hour later.
      expect(localTimeOf(at) >= '08:00' && localTimeOf(at) < '17:00').toBe(true);
    }
  });

  it('copies the head from the second urging and the Office from the fourth', () => {
    const [, , , second, , fourth] = to('so-noi-vu').filter(october);
    expect(second?.cc).toEqual(['thutruong.so-noi-vu@dienbien.example']);
    expect(fourth?.cc).toHaveLength(2);
  });

  it('gives the Office one digest on each working morning that has something to say', () => {
    const digests = mails.filter((m) => OFFICE_MAIL.test(m.subject));
    expect(new Set(digests.map((m) => localDateOf(m.at))).size).toBe(digests.length);
    expect(digests.find((m) => localDateOf(m.at) === '2026-10-28')?.subject).toContain(
      `${units.length - 1} mới quá hạn`,
    );
  });

  it('says nothing again when the clock stands, and nothing is lost over a restart', async () => {
    const before = (await office.mail()).length;
    expect((await office.moveTo(A_MONTH_LATER)).ran).toEqual([]);
    await office.close({ keep: true });
    office = await openOffice(A_MONTH_LATER, { dataDir: office.dataDir });
    expect((await office.mail()).length).toBe(before);
    const { body } = await office.as('so-tu-phap', 'GET', '/v1/submissions/so-tu-phap.monthly.2026-10.1');
    expect(body).toMatchObject({ status: 'received', receivedAt: FILED_ON });
  });
});
