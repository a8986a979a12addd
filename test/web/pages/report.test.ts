import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { obligation } from '../../../functions/api/schemas/index.ts';
import { openPortal, type Portal } from '../browser/portal.ts';
import { PHONE } from '../browser/visit.ts';

/** A Tuesday morning, 09:00 in Điện Biên. */
const NOW = '2026-03-10T02:00:00Z';
const REQUEST = 'r-2026-125-cv-tu';
const reportOf = (unit: string) => `${unit}.thematic.${REQUEST}`;

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(NOW, { goLive: '2026-03-01' });
  const { status } = await portal.office.as('office', 'POST', '/v1/requests', {
    documentNumber: '125-CV/TU',
    documentDate: '2026-03-10',
    subject: 'Kết quả kiểm tra chuyên đề',
    kind: 'inspection',
    audience: { kind: 'units', units: ['so-tu-phap', 'so-xay-dung'] },
    deadline: { kind: 'at-once', limitWorkingDays: 5 },
    sections: ['Kết quả kiểm tra', 'Kiến nghị xử lý'],
    secrecy: 'none',
  });
  expect(status).toBe(201);
});
afterAll(() => portal.close());

describe('the page of a report that a request asks for', () => {
  it('says what it is about and must hold, and lets the unit record once when its work ended', async () => {
    const visit = await portal.as('so-tu-phap', `/bao-cao/${reportOf('so-tu-phap')}`, {
      viewport: PHONE,
      allowed: [/status of 422/],
    });
    const { page } = visit;
    await page.getByText('Kiểm tra, giám sát, sơ kết, tổng kết').waitFor();
    expect(await page.getByRole('link', { name: 'Xem văn bản yêu cầu' }).getAttribute('href')).toBe(
      `/yeu-cau/${REQUEST}`,
    );
    const parts = page.getByRole('region', { name: 'Nội dung phải có' });
    expect(await parts.getByRole('listitem').allTextContents()).toEqual(
      expect.arrayContaining(['Kết quả kiểm tra', 'Kiến nghị xử lý']),
    );
    expect(await page.getByText('Kỳ báo cáo:').count()).toBe(0);
    const filing = page.getByRole('link', { name: 'Gửi báo cáo' });
    expect(await filing.count()).toBe(0);
    const field = page.getByLabel('Ngày kết thúc công việc');
    const record = page.getByRole('button', { name: 'Ghi nhận ngày kết thúc' });
    await field.fill('11/03/2026');
    await record.click();
    await page.getByRole('alert').getByText('Ngày kết thúc không được ở tương lai').first().waitFor();
    expect(await field.inputValue()).toBe('11/03/2026');
    expect(await visit.accessibilityFaults()).toEqual([]);
    await field.fill('09/03/2026');
    await field.press('Enter');
    await page.getByText('16/03/2026').first().waitFor();
    expect(await record.count()).toBe(0);
    expect(await filing.count()).toBe(1);
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('is filed only when the end of the work is recorded, from which its limit runs', async () => {
    const visit = await portal.as('so-xay-dung', `/bao-cao/${reportOf('so-xay-dung')}/gui`);
    await visit.page.getByText('Hạn gửi báo cáo này tính từ ngày kết thúc công việc.').waitFor();
    expect(await visit.page.getByRole('button', { name: 'Gửi báo cáo' }).count()).toBe(0);
    expect(await visit.accessibilityFaults()).toEqual([]);
    await visit.page.getByRole('link', { name: 'ghi nhận ngày kết thúc công việc' }).click();
    await visit.page.getByRole('button', { name: 'Ghi nhận ngày kết thúc' }).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('says that somebody else recorded it first, and shows what they recorded', async () => {
    const visit = await portal.as('so-xay-dung', `/bao-cao/${reportOf('so-xay-dung')}`, { allowed: [/status of 409/] });
    const { page } = visit;
    await page.getByRole('button', { name: 'Ghi nhận ngày kết thúc' }).waitFor();
    const path = `/v1/obligations/${reportOf('so-xay-dung')}/work-end`;
    const byOffice = await portal.office.as('office', 'POST', path, { version: 1, endedOn: '2026-03-06' });
    expect(byOffice.status).toBe(201);
    await page.getByRole('button', { name: 'Ghi nhận ngày kết thúc' }).click();
    await page.getByText('13/03/2026').first().waitFor();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('button', { name: 'Ghi nhận ngày kết thúc' }).count()).toBe(0);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});

describe('the page of a periodic report', () => {
  it('says of every planned notice what becomes of it', async () => {
    const id = 'so-tu-phap.q1.2026-Q1';
    const visit = await portal.as('so-tu-phap', `/bao-cao/${id}`);
    const { page } = visit;
    await page.locator('.report-status').getByText('Kỳ báo cáo: từ ngày').waitFor();
    const answer = await portal.office.as('so-tu-phap', 'GET', `/v1/obligations/${id}`);
    const { why } = obligation.parse(answer.body);
    const summary = page.getByText('Vì sao có, hoặc chưa có, từng thông báo');
    const details = page.locator('details', { has: summary });
    expect(await details.locator('li').first().isVisible()).toBe(false);
    await summary.focus();
    await page.keyboard.press('Enter');
    await details.locator('li').first().waitFor();
    const told = await details.locator('li').allTextContents();
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual(why?.notices.map(({ sentence }) => expect.stringContaining(sentence)));
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});
