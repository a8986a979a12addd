import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortal, type Portal } from './browser/portal.ts';
import { DESKTOP, PHONE } from './browser/visit.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal('2026-01-26T02:00:00Z');
});
afterAll(() => portal.close());

const menuButton = (page: Page) => page.getByRole('button', { name: 'Danh mục' });
const ways = (page: Page) => page.getByRole('navigation', { name: 'Danh mục chính' }).getByRole('link');
/** What has the focus, by its words. */
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);

const isOpen = (page: Page, open: boolean) =>
  menuButton(page)
    .and(page.locator(`[aria-expanded=${open}]`))
    .waitFor();

describe('the menu', () => {
  it('stands open on wide screens, with no button', async () => {
    const { page, close } = await portal.as('office', '/', { viewport: DESKTOP });
    expect(await ways(page).count()).toBeGreaterThan(8);
    expect(await menuButton(page).count()).toBe(0);
    await close();
  });

  it('is folded away on a phone, unfolds over the page, and leads there', async () => {
    const visit = await portal.as('office', '/', { viewport: PHONE });
    const { page } = visit;
    expect(await ways(page).count()).toBe(0);
    const below = await page.locator('h1').boundingBox();
    await menuButton(page).click();
    expect(await menuButton(page).getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('h1').boundingBox()).toEqual(below);
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.getByRole('link', { name: 'Đơn vị', exact: true }).click();
    await page.locator('h1', { hasText: 'Danh sách đơn vị' }).waitFor();
    expect(await ways(page).count()).toBe(0);
    await visit.close();
  });

  it('is worked by keys alone: Enter opens, Tab walks, Escape closes and keeps the place, and it closes behind who walks on', async () => {
    const { page, close } = await portal.as('leader', '/', { viewport: PHONE });
    await menuButton(page).focus();
    await page.keyboard.press('Enter');
    await isOpen(page, true);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Tình hình thực hiện');
    await page.keyboard.press('Escape');
    await isOpen(page, false);
    expect(await focused(page)).toContain('Danh mục');
    await page.keyboard.press('Enter');
    await isOpen(page, true);
    for (let step = await ways(page).count(); step >= 0; step -= 1) await page.keyboard.press('Tab');
    await isOpen(page, false);
    await close();
  });
});

describe('a question', () => {
  it('keeps the keyboard within, and gives it back to where it was', async () => {
    const { page, close } = await portal.as('office', '/tai-khoan');
    const asking = page.getByRole('button', { name: 'Thu hồi tài khoản so-y-te' });
    await asking.press('Enter');
    const dialog = page.getByRole('dialog', { name: /Thu hồi/ });
    await dialog.waitFor();
    for (const key of ['Tab', 'Tab', 'Tab', 'Shift+Tab']) {
      await page.keyboard.press(key);
      // Past the last button the browser hands the focus to its own bar, never to the page behind.
      const behind = await page.evaluate(() => document.activeElement?.closest('main, header') !== null);
      expect(behind).toBe(false);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await asking.and(page.locator(':focus')).waitFor();
    await close();
  });
});

describe('going from page to page', () => {
  it('names each page in the tab, and brings the keyboard to its heading', async () => {
    const { page, close } = await portal.as('office', '/');
    expect(await page.title()).toBe('Việc cần làm · Đúng hạn');
    expect(await page.locator('html').getAttribute('lang')).toBe('vi');
    await page.getByRole('link', { name: 'Tài khoản' }).press('Enter');
    await page.locator('h1:focus', { hasText: 'Tài khoản' }).waitFor();
    expect(await page.title()).toBe('Tài khoản người dùng · Đúng hạn');
    await close();
  });

  it('lets the keyboard pass over the menu', async () => {
    const { page, close } = await portal.as('office', '/tai-khoan');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Đến nội dung chính');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
    await close();
  });
});
