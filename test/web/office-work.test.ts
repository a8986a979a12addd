import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { PDF } from '../e2e/office.ts';
import { samplePdf } from '../samples/pdf.ts';
import { openPortal, type Portal } from './browser/portal.ts';
import { DESKTOP, PHONE } from './browser/visit.ts';

const BEFORE = '2026-01-26T02:00:00Z';
/** Two days after the last acceptable day of January's report; a Thursday morning. */
const AFTER = '2026-01-29T02:00:00Z';
const NEXT_SWEEP = '2026-01-29T02:15:00Z';
const UNIT = 'so-tu-phap';
const report = { name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo']) } as const;

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(BEFORE, { goLive: '2026-01-26' });
  await portal.office.file(UNIT, `${UNIT}.monthly.2026-01`, [report]);
  await portal.office.moveTo(AFTER);
});
afterAll(() => portal.close());

const choose = (page: Page, name: string) => page.getByRole('checkbox', { name: new RegExp(`^${name}`) });

describe('the work list', () => {
  it.each([PHONE, DESKTOP])('is the Office’s first screen, without fault, at %j', async (viewport) => {
    const visit = await portal.as('office', '/', { viewport });
    const { page } = visit;
    expect(await page.locator('h1').textContent()).toBe('Việc cần làm');
    expect(await page.locator('.tally li').allTextContents()).toEqual([
      '1 chờ xem xét',
      expect.stringMatching(/^\d\d mới quá hạn$/),
      '0 quá hạn trên 7 ngày',
      '0 phải gửi ngay',
      '0 địa chỉ thư hỏng',
      '0 yêu cầu có thể kết thúc',
    ]);
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('leads from each line to its next step, and shows a long list whole when asked', async () => {
    const { page, close } = await portal.as('office');
    const late = page.getByRole('region', { name: /^Mới quá hạn/ });
    expect(await late.locator('tbody tr').count()).toBe(8);
    const more = late.getByRole('button', { name: /^Hiện cả \d+ dòng$/ });
    await more.click();
    expect(await late.locator('tbody tr').count()).toBeGreaterThan(70);
    const urge = late.getByRole('link', { name: 'Đôn đốc Sở Nội vụ' });
    expect(await urge.getAttribute('href')).toBe('/don-doc?don-vi=so-noi-vu');
    await page.getByRole('link', { name: 'Xem xét Báo cáo tháng 1/2026 của Sở Tư pháp' }).click();
    await page.locator('h1', { hasText: 'Xem xét báo cáo' }).waitFor();
    await close();
  });

  it('shows an address that mail does not reach and a request that can be closed, and says when all is done', async () => {
    const { page, close } = await portal.visit();
    const answers = [
      {
        deadAddresses: [
          { unit: UNIT, unitName: 'Sở Tư pháp', address: 'a@dienbien.example', kind: 'bounce', since: BEFORE },
        ],
        requestsToClose: [
          { id: 'r-1', documentNumber: '125-CV/TU', documentDate: '2026-01-10', subject: 'Kết quả kiểm tra' },
        ],
      },
      {},
    ];
    const nothing = {
      at: AFTER,
      toReview: [],
      newlyLate: [],
      overdue: [],
      atOnce: [],
      deadAddresses: [],
      requestsToClose: [],
    };
    await page.route('**/v1/worklist', (route) => route.fulfill({ json: { ...nothing, ...answers.shift() } }));
    await page.goto(portal.url);
    await page.locator('button[value="office"]').click();
    const dead = page.getByRole('region', { name: 'Địa chỉ thư hỏng (1)' });
    expect(await dead.textContent()).toContain('thư bị trả lại');
    expect(await page.getByRole('link', { name: 'Kết thúc yêu cầu 125-CV/TU' }).getAttribute('href')).toBe(
      '/yeu-cau/r-1',
    );
    await page.reload();
    await page.getByText('Không có việc nào chờ xử lý.').waitFor();
    await close();
  });
});

describe('urging by hand', () => {
  it.each([PHONE, DESKTOP])('stands without fault at %j', async (viewport) => {
    const visit = await portal.as('office', '/don-doc', { viewport });
    await choose(visit.page, 'Sở Nội vụ').waitFor();
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('chooses by search and category, all that are shown or one by one', async () => {
    const { page, close } = await portal.as('office', '/don-doc');
    const status = page.getByRole('status').filter({ hasText: 'Đã chọn' });
    await page.getByLabel('Tìm đơn vị').fill('tuan giao');
    await page.getByRole('checkbox', { name: /^Chọn cả \d đơn vị$/ }).check();
    const found = await page.locator('input[name=don-vi]:checked').count();
    expect(found).toBeGreaterThan(0);
    expect(await status.textContent()).toBe(`Đã chọn ${found} đơn vị.`);
    await page.getByLabel('Tìm đơn vị').fill('');
    await page.getByLabel('Khối').selectOption('department');
    await choose(page, 'Sở Nội vụ').check();
    expect(await status.textContent()).toBe(`Đã chọn ${found + 1} đơn vị.`);
    expect(await page.locator('.chooser input[name=tat-ca]').evaluate((box) => box.matches(':indeterminate'))).toBe(
      true,
    );
    await close();
  });

  it('shows the letters word for word, asks, and sends what was shown with the next sweep', async () => {
    const visit = await portal.as('office', '/don-doc?don-vi=so-noi-vu');
    const { page } = visit;
    expect(await choose(page, 'Sở Nội vụ').isChecked()).toBe(true);
    await choose(page, 'Sở Xây dựng').check();
    await page.getByRole('button', { name: 'Xem thư trước khi gửi' }).click();
    await page.locator('h2', { hasText: '2 thư đôn đốc' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('2 thư đôn đốc');
    expect(await visit.accessibilityFaults()).toEqual([]);
    const shown = await page.locator('.letter pre').allTextContents();
    await page.getByRole('button', { name: 'Gửi 2 thư đôn đốc' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Không' }).click();
    const stillOpen = await portal.office.as('office', 'GET', '/v1/obligations/so-noi-vu.monthly.2026-01');
    expect(schemas.obligation.parse(stillOpen.body).history.map(({ type }) => type)).not.toContain('urged');
    await page.getByRole('button', { name: 'Gửi 2 thư đôn đốc' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Gửi' }).click();
    await page.getByText('Đã ghi nhận đôn đốc 2 báo cáo.').waitFor();

    await portal.office.moveTo(NEXT_SWEEP);
    const letters = (await portal.office.mail()).filter(({ at }) => at >= AFTER);
    for (const text of shown) expect(letters.map((letter) => letter.text)).toContain(text);
    expect(shown).toHaveLength(2);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('tells when the letters could not be made, and keeps the choice', async () => {
    const visit = await portal.as('office', '/don-doc?don-vi=so-tai-chinh', { allowed: [/500/] });
    const { page } = visit;
    await page.route('**/v1/urgings', (route) => route.fulfill({ status: 500, json: {} }));
    await page.getByRole('button', { name: 'Xem thư trước khi gửi' }).click();
    await page.getByRole('alert').filter({ hasText: 'Hệ thống gặp lỗi' }).waitFor();
    expect(await choose(page, 'Sở Tài chính').isChecked()).toBe(true);
    await visit.close();
  });

  it('is for the Office only', async () => {
    const { page, close } = await portal.as('leader', '/don-doc');
    await page.locator('h1', { hasText: 'Không có trang này' }).waitFor();
    await close();
  });
});
