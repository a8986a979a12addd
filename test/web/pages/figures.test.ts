import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../../functions/api/schemas/index.ts';
import { openPortal, type Portal } from '../browser/portal.ts';
import { PHONE } from '../browser/visit.ts';

/** Two days after the monthly report's last acceptable day. */
const NOW = '2026-01-29T02:00:00Z';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(NOW, { goLive: '2025-11-15' });
  for (const [unit, receivedAt] of [
    ['so-tu-phap', '2026-01-26T03:00:00Z'],
    ['so-y-te', '2026-01-28T03:00:00Z'],
  ]) {
    const answer = await portal.office.as('office', 'POST', `/v1/obligations/${unit}.monthly.2026-01/receipts`, {
      ...{ version: 1, receivedAt, documentNumber: '9-BC', documentDate: '2026-01-26', signedBy: 'Nguyễn Văn A' },
      channel: 'in-person',
    });
    expect(answer.status).toBe(201);
  }
  const said = { reportedAt: '2026-01-27T15:00:00+07:00', reporter: 'Lò Văn A', receiver: 'Quàng Thị B' };
  await portal.office.as('so-tu-phap', 'POST', '/v1/ad-hoc-reports', { ...said, channel: 'telephone' });
});
afterAll(() => portal.close());

const compliance = async (query: string) =>
  schemas.compliance.parse((await portal.office.as('leader', 'GET', `/v1/compliance?${query}`)).body);

describe('the leaders’ page', () => {
  it('says how many of how many, who is late and for how long, and what was reported out of turn', async () => {
    const visit = await portal.as('leader', '/');
    const { page } = visit;
    const { expected, missing } = await compliance('rule=monthly&period=2026-01');
    const headline = page.getByRole('region', { name: 'Báo cáo tháng 1/2026' });
    expect(await headline.textContent()).toContain(`2/${expected} đơn vị đã gửi`);
    expect(await headline.getByRole('listitem').allTextContents()).toEqual([
      '✓ 1 Đúng hạn',
      '! 1 Chậm',
      `✕ ${missing} Chưa gửi`,
    ]);
    const late = page.getByRole('table', { name: 'Báo cáo quá hạn chưa gửi' });
    const days = async () =>
      (await late.locator('td:last-child').allTextContents()).map((text) => Number.parseInt(text, 10));
    const few = await days();
    expect(few).toHaveLength(10);
    await page.getByRole('button', { name: /^Hiện cả \d+ báo cáo$/ }).click();
    const all = await days();
    expect(all.length).toBeGreaterThan(expected);
    expect(all).toEqual(all.toSorted((a, b) => b - a));
    expect(all[0]).toBeGreaterThan(2);
    await page.getByText('báo tin ngày 27/01/2026, đã 2 ngày').waitFor();
    expect(await page.getByRole('img').getAttribute('aria-label')).toContain('Tháng 1/2026: ');
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('holds on a phone, with nothing on it that changes anything', async () => {
    const visit = await portal.as('leader', '/', { viewport: PHONE });
    expect(await visit.page.locator('form, input, textarea, select').count()).toBe(0);
    expect(await visit.accessibilityFaults()).toEqual([]);
    await visit.close();
  });

  it('is not the first page of a unit', async () => {
    const visit = await portal.as('so-tu-phap', '/');
    expect(await visit.page.locator('h1').textContent()).not.toBe('Tình hình thực hiện');
    await visit.close();
  });

  it('says when its figures cannot be had, and has them after another try', async () => {
    const visit = await portal.visit({ allowed: [/status of 500/] });
    let refused = 0;
    await visit.page.route('**/v1/board?*', (route) => {
      refused += 1;
      const problem = { type: 'about:blank', title: 'Hệ thống gặp lỗi', status: 500, code: 'internal-error' };
      if (refused > 2) return route.continue();
      return route.fulfill({ status: 500, json: { ...problem, detail: 'Đề nghị thử lại.' } });
    });
    await visit.signIn('leader');
    await visit.page.getByRole('alert').getByText('Hệ thống gặp lỗi').waitFor();
    await visit.page.getByRole('button', { name: 'Thử lại' }).click();
    await visit.page.getByRole('region', { name: 'Báo cáo tháng 1/2026' }).waitFor();
    await visit.close();
  });
});

describe('the figures of a year', () => {
  it('stand in tables that add up, and in files with the same numbers', async () => {
    const visit = await portal.as('office', '/so-lieu');
    const { page } = visit;
    const { expected, onTime, late, missing, notYetDue, waived } = await compliance('year=2026');
    const total = [expected, onTime + late + missing, onTime, late, missing, notYetDue, waived].map(String);
    for (const [name, file] of [
      ['Theo tháng đến hạn, năm 2026', 'theo-thang-2026.csv'],
      ['Theo khối cơ quan, năm 2026', 'theo-khoi-2026.csv'],
      ['Theo đơn vị, năm 2026', 'theo-don-vi-2026.csv'],
    ] as const) {
      const table = page.getByRole('table', { name });
      const rows = await table
        .locator('tr')
        .evaluateAll((lines) =>
          lines.map((line) => [...line.querySelectorAll('th, td')].map(({ textContent }) => textContent)),
        );
      expect(rows.at(-1)?.slice(0, 8)).toEqual(['Cộng', ...total]);
      const download = page.waitForEvent('download');
      await page.locator('section', { has: table }).getByRole('button', { name: 'Tải bảng này' }).click();
      const saved = await download;
      expect(saved.suggestedFilename()).toBe(file);
      expect(parse(await readFile(await saved.path()), { bom: true })).toEqual(rows);
    }
    expect(await page.getByRole('img').count()).toBe(2);
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('are those of the year that the address names, or that is chosen by the keyboard', async () => {
    const visit = await portal.as('leader', '/so-lieu?nam=2024', { viewport: PHONE });
    const { page } = visit;
    await page.getByText('Năm 2024 không có báo cáo nào phải gửi.').waitFor();
    await page.getByLabel('Năm').focus();
    await page.keyboard.press('ArrowUp');
    await page.getByRole('table', { name: 'Theo tháng đến hạn, năm 2025' }).waitFor();
    expect(page.url()).toContain('nam=2025');
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('are not for units', async () => {
    const visit = await portal.as('so-tu-phap', '/so-lieu');
    await visit.page.locator('h1', { hasText: 'Không có trang này' }).waitFor();
    await visit.close();
  });
});
