import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortal, type Portal } from './browser/portal.ts';

const NOW = '2026-01-26T02:00:00Z';
const UNIT = 'so-tu-phap';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(NOW, { goLive: '2025-11-01' });
});
afterAll(() => portal.close());

describe('signing in', () => {
  it('leads to the page that was asked for, and leaves no code in the address', async () => {
    const visit = await portal.as(UNIT, '/?nam=2026');
    expect(visit.page.url()).toBe(`${portal.url}/?nam=2026`);
    expect(await visit.page.locator('h1').textContent()).toBe('Báo cáo phải gửi');
    expect(await visit.page.locator('.who-name').textContent()).toBe('Sở Tư pháp');
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('outlives a reload, lies in its tab alone, and asks nobody again in another', async () => {
    const visit = await portal.as(UNIT);
    await visit.page.reload();
    await visit.page.locator('h1', { hasText: 'Báo cáo phải gửi' }).waitFor();
    const second = await visit.page.context().newPage();
    await second.goto(`${portal.url}/robots.txt`);
    const shared = await second.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
    expect(shared).toEqual([0, 0, '']);
    await second.goto(portal.url);
    await second.locator('h1', { hasText: 'Báo cáo phải gửi' }).waitFor();
    await visit.close();
  });

  it('finds an account without diacritics', async () => {
    const { page, close } = await portal.visit();
    await page.goto(portal.url);
    await page.fill('#q', 'so tu phap');
    await page.click('form[role=search] button');
    await page.locator('button[value=office]').waitFor({ state: 'detached' });
    expect(await page.locator('button[value]').allTextContents()).toEqual([expect.stringContaining('Sở Tư pháp')]);
    await close();
  });
});

describe('signing out', () => {
  it('ends the session here, at the sign-in pages and in every other tab', async () => {
    const visit = await portal.as(UNIT);
    const { page } = visit;
    const other = await page.context().newPage();
    await other.goto(portal.url);
    await other.locator('h1', { hasText: 'Báo cáo phải gửi' }).waitFor();
    const refresh = await page.evaluate(() => JSON.parse(sessionStorage.getItem('session.tokens') ?? '{}').refresh);

    await page.getByRole('button', { name: 'Đăng xuất' }).click();
    await page.locator('h1', { hasText: 'Đã đăng xuất' }).waitFor();
    await other.getByRole('dialog').getByText('Phiên làm việc đã hết hạn').waitFor();

    const { clientId, signIn } = await (await fetch(`${portal.url}/config.json`)).json();
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refresh, client_id: clientId });
    const renewal = await fetch(`${signIn}/oauth2/token`, { method: 'POST', body });
    expect(await renewal.json()).toEqual({ error: 'invalid_grant' });

    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.locator(`button[value="${UNIT}"]`).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});

describe('a session', () => {
  it('is renewed before it ends, unseen', async () => {
    const visit = await portal.visit();
    await visit.page.clock.install();
    await visit.signIn(UNIT);
    const renewed = visit.page.waitForRequest((request) => request.url().endsWith('/oauth2/token'));
    await visit.page.clock.fastForward('59:30');
    await visit.page.evaluate(() => document.querySelector<HTMLAnchorElement>('nav a')?.click());
    await visit.page.evaluate(() => history.pushState({}, '', '/khong-co'));
    await visit.page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
    await visit.page.locator('h1', { hasText: 'Không có trang này' }).waitFor();
    await visit.page.locator('a', { hasText: 'Về trang đầu' }).click();
    await renewed;
    await visit.page.locator('h1', { hasText: 'Báo cáo phải gửi' }).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('that the Office has ended says so over the page, and leads back to it', async () => {
    const visit = await portal.visit({ allowed: [/400 \(Bad Request\)/] });
    const { page } = visit;
    await page.clock.install();
    await visit.signIn('so-noi-vu', '/khong-co');
    await portal.office.as('office', 'DELETE', '/v1/accounts/so-noi-vu');
    const account = { role: 'unit', unit: 'so-noi-vu', email: 'so-noi-vu@dienbien.example' };
    expect((await portal.office.as('office', 'PUT', '/v1/accounts/so-noi-vu', account)).status).toBe(200);
    await page.clock.fastForward('01:00:00');
    await page.locator('a', { hasText: 'Về trang đầu' }).click();
    const dialog = page.getByRole('dialog', { name: 'Phiên làm việc đã hết hạn' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    await dialog.getByRole('button', { name: 'Đăng nhập lại' }).click();
    await page.locator('h1', { hasText: 'Báo cáo phải gửi' }).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});
