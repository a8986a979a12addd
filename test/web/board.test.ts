import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PDF } from '../e2e/office.ts';
import { samplePdf } from '../samples/pdf.ts';
import { madeUpBoard } from '../support/made-up-board.ts';
import { openPortal, type Portal } from './browser/portal.ts';
import { DESKTOP, PHONE } from './browser/visit.ts';

const BEFORE = '2026-01-26T02:00:00Z';
/** Two days after the last acceptable day of January's report. */
const AFTER = '2026-01-29T02:00:00Z';
const UNIT = 'so-tu-phap';
const BOARD = '/bang-theo-doi';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(BEFORE, { goLive: '2025-11-01' });
  const file = { name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo']) } as const;
  await portal.office.file(UNIT, `${UNIT}.monthly.2026-01`, [file]);
  await portal.office.moveTo(AFTER);
});
afterAll(() => portal.close());

const rowsOf = (page: Page) => page.locator('.board tbody tr');
const cellOf = (page: Page, unit: string, report: string) =>
  rowsOf(page).locator(`a[href="/bao-cao/${unit}.${report}"]`).first();

describe('the board', () => {
  it.each([PHONE, DESKTOP])(
    'shows each report by sign and in words, without fault, on a screen of %j',
    async (viewport) => {
      const visit = await portal.as('office', BOARD, { viewport });
      const { page } = visit;
      await rowsOf(page).first().waitFor();
      const received = cellOf(page, UNIT, 'monthly.2026-01');
      expect(await received.textContent()).toBe('✓ •');
      expect(await received.getAttribute('aria-label')).toBe('Sở Tư pháp. Báo cáo tháng 1/2026: Đúng hạn, chờ xem xét');
      expect(await cellOf(page, 'so-noi-vu', 'monthly.2026-01').textContent()).toBe('✕ 2');
      expect(await visit.accessibilityFaults()).toEqual([]);
      expect(visit.faults).toEqual([]);
      await visit.close();
    },
  );

  it('points from a folded month to the report that holds it, and leaves weekly reports out until they are asked for', async () => {
    const { page, close } = await portal.as('office', BOARD);
    const heads = page.locator('.board thead th');
    await heads.first().waitFor();
    expect((await heads.allTextContents()).slice(1, 5)).toEqual([
      'Tháng 1hạn 27/01',
      'Tháng 2hạn 27/02',
      'Tháng 3trong quý I',
      'Quý Ihạn 24/03',
    ]);
    const folded = page.getByRole('link', {
      name: /Sở Tư pháp.*tháng 3\/2026 \(lồng ghép trong báo cáo quý I\/2026\)/,
    });
    expect(await folded.getAttribute('href')).toBe(`/bao-cao/${UNIT}.q1.2026-Q1`);
    await page.getByLabel('Loại báo cáo').selectOption('weekly');
    await page.locator('.board thead th', { hasText: 'Tuần 4' }).waitFor();
    expect(await rowsOf(page).count()).toBe(3);
    await close();
  });

  it('finds a unit without diacritics, keeps the filters in the address, and has them again on the way back', async () => {
    const { page, close } = await portal.as('office', BOARD);
    await page.getByLabel('Tìm đơn vị').fill('tuan giao');
    await page
      .getByRole('status')
      .filter({ hasText: /^\d\/\d+ đơn vị/ })
      .waitFor();
    const names = await rowsOf(page).locator('th').allTextContents();
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toContain('Tuần Giáo');
    await page.getByLabel('Kết quả').selectOption('missing');
    expect(new URL(page.url()).search).toBe('?tim=tuan+giao&ket-qua=missing');

    const cell = page.locator('.board tbody a').first();
    const target = await cell.getAttribute('href');
    await cell.click();
    await page.waitForURL((address) => address.pathname === target);
    await page.goBack();
    await rowsOf(page).first().waitFor();
    expect(await page.getByLabel('Tìm đơn vị').inputValue()).toBe('tuan giao');
    expect(await rowsOf(page).locator('th').allTextContents()).toEqual(names);
    await page.getByLabel('Tìm đơn vị').fill('không có đơn vị này');
    await page.getByText('Không có đơn vị nào phù hợp.').waitFor();
    await close();
  });

  it('is found again as it was left, by the link back as well as by the browser: filter, place, and the focus on the cell', async () => {
    const { page, close } = await portal.as('office', `${BOARD}?ket-qua=missing`, { viewport: PHONE });
    await rowsOf(page).nth(80).waitFor();
    const places = () =>
      page.evaluate(() => [scrollY, ...[document.querySelector('.board-scroll')].map((box) => box?.scrollTop)]);
    const last = rowsOf(page).nth(80).locator('a').first();
    const target = await last.getAttribute('href');
    for (const back of ['link', 'browser']) {
      await last.scrollIntoViewIfNeeded();
      const left = await places();
      expect(left[1]).toBeGreaterThan(500);
      await last.click();
      await page.locator('.report-status').waitFor();
      expect((await places())[0]).toBe(0);
      if (back === 'link') await page.getByRole('link', { name: '← Theo dõi' }).click();
      else await page.goBack();
      await page.locator(`.board a[href="${target}"]:focus`).waitFor();
      expect(await places()).toEqual(left);
      expect(new URL(page.url()).search).toBe('?ket-qua=missing');
    }
    await close();
  });

  it('begins at its top for a reader who comes anew', async () => {
    const { page, close } = await portal.as('office', BOARD);
    await rowsOf(page).nth(80).locator('a').first().click();
    await page.locator('.report-status').waitFor();
    await page.getByRole('link', { name: 'Theo dõi', exact: true }).click();
    await rowsOf(page).nth(80).waitFor();
    expect(await page.evaluate(() => [scrollY, document.querySelector('.board-scroll')?.scrollTop])).toEqual([0, 0]);
    await close();
  });

  it('is one stop of the Tab key; arrows move between cells and Enter opens the report', async () => {
    const { page, close } = await portal.as('office', `${BOARD}?khoi=department`);
    await rowsOf(page).first().waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'));
    await page.getByRole('button', { name: 'In bảng' }).focus();
    await page.keyboard.press('Tab');
    const first = await focused();
    expect(first).toMatch(/monthly\.2026-01$/);
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe(first?.replace('2026-01', '2026-02'));
    await page.keyboard.press('ArrowDown');
    const below = await focused();
    expect(below).toMatch(/monthly\.2026-02$/);
    expect(below).not.toBe(first?.replace('2026-01', '2026-02'));
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe(first);
    expect(await page.locator('.board tbody a[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.waitForURL((address) => address.pathname === first);
    await close();
  });

  it('gives what is filtered as a file for spreadsheets', async () => {
    const { page, close } = await portal.as('office', `${BOARD}?tim=so+tu+phap`);
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải bảng (CSV)' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('theo-doi-2026.csv');
    const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
    expect(lines[1]).toMatch(
      /^Sở Tư pháp,"Sở, ban, ngành","Đúng hạn, chờ xem xét",Chưa đến hạn,xem báo cáo quý I\/2026,/,
    );
    expect(lines.filter((line) => line !== '' && !line.startsWith('Cộng: '))).toHaveLength(2);
    await close();
  });

  it('is there for leaders, and for no unit', async () => {
    const leader = await portal.as('leader', BOARD);
    await rowsOf(leader.page).first().waitFor();
    await leader.close();
    const unit = await portal.as(UNIT, BOARD);
    await unit.page.locator('h1', { hasText: 'Không có trang này' }).waitFor();
    await unit.close();
  });

  it('goes from year to year, and says when a year has nothing', async () => {
    const { page, close } = await portal.as('office', BOARD);
    await page.getByRole('link', { name: '← 2025' }).click();
    await page.locator('h1', { hasText: 'năm 2025' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: '2027 →' }).click();
    await page.getByText('Năm 2027 chưa có báo cáo nào phải gửi.').waitFor();
    await close();
  });
});

describe('a board of many units', () => {
  /** How many rows stand at the first painting, and in the end. */
  async function grow(units: number): Promise<{ first: number; whole: number }> {
    const visit = await portal.visit();
    await visit.page.route('**/v1/board*', (route) => route.fulfill({ json: madeUpBoard(units) }));
    await visit.page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        const { length } = document.querySelectorAll('.board tbody tr');
        if (length === 0) return;
        document.documentElement.dataset.firstRows = String(length);
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await visit.signIn('office', BOARD);
    await rowsOf(visit.page)
      .nth(units - 1)
      .waitFor({ state: 'attached' });
    const first = await visit.page.evaluate(() => Number(document.documentElement.dataset.firstRows));
    const whole = await rowsOf(visit.page).count();
    await visit.close();
    return { first, whole };
  }

  it('appears with as many rows for a thousand as for a hundred, and has all of them in the end', async () => {
    const [hundred, thousand] = [await grow(100), await grow(1000)];
    expect(thousand.first).toBe(hundred.first);
    expect(thousand.first).toBeLessThan(100);
    expect([hundred.whole, thousand.whole]).toEqual([100, 1000]);
  });
});
