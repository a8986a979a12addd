import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { PDF } from '../e2e/office.ts';
import { samplePdf } from '../samples/pdf.ts';
import { openPortal, type Portal } from './browser/portal.ts';

const JANUARY = 'monthly.2026-01';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal('2026-01-26T02:00:00Z', { goLive: '2026-01-01' });
});
afterAll(() => portal.close());

const filingOf = (unit: string) => `/bao-cao/${unit}.${JANUARY}/gui`;
const submissionsOf = async (unit: string) => {
  const { body } = await portal.office.as(unit, 'GET', `/v1/obligations/${unit}.${JANUARY}`);
  return schemas.obligation.parse(body).submissions.map(({ status }) => status);
};

async function fillIn(page: Page): Promise<void> {
  const buffer = Buffer.from(samplePdf(['Báo cáo tháng 1 năm 2026']));
  await page.locator('input[type=file]').setInputFiles([{ name: 'bao-cao.pdf', mimeType: PDF, buffer }]);
  await page.getByLabel('Số, ký hiệu văn bản').fill('215-BC/STP');
  await page.getByLabel('Ngày văn bản').fill('26/1/2026');
  await page.getByLabel('Người ký').fill('Nguyễn Văn A');
  await page.getByLabel(/không chứa bí mật nhà nước/).check();
}
const sending = (page: Page) => page.getByRole('button', { name: 'Gửi báo cáo' });
const receipt = (page: Page) => page.locator('h1', { hasText: 'Biên nhận' });
const isForUploads = (url: URL) => url.hostname === '127.0.0.1';

describe('a unit that is interrupted', () => {
  it('by its own second click files once', async () => {
    const { page, close, faults } = await portal.as('so-tu-phap', filingOf('so-tu-phap'));
    await fillIn(page);
    await page.locator('form').evaluate((form: HTMLFormElement) => {
      form.requestSubmit();
      form.requestSubmit();
    });
    await receipt(page).waitFor();
    expect(await submissionsOf('so-tu-phap')).toEqual(['received']);
    expect(faults).toEqual([]);
    await close();
  });

  it('goes back after sending to where it came from, not into the form that was sent', async () => {
    const { page, close } = await portal.as('so-xay-dung');
    await page.locator('.todo-next').getByRole('link', { name: 'Gửi báo cáo' }).click();
    await fillIn(page);
    await sending(page).click();
    await receipt(page).waitFor();
    await page.goBack();
    await page.locator('h1', { hasText: 'Báo cáo phải gửi' }).waitFor();
    await page.locator('.todo-received', { hasText: 'Báo cáo tháng 1/2026' }).waitFor();
    await close();
  });

  it('by a line that breaks in the middle of a file sends it again, and loses nothing', async () => {
    const { page, close } = await portal.as('so-y-te', filingOf('so-y-te'), {
      allowed: [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/],
    });
    await fillIn(page);
    await page.route(isForUploads, async (route) => {
      await page.context().setOffline(true);
      await route.abort('internetdisconnected');
    });
    await sending(page).click();
    await page.locator('[role=alert]:focus', { hasText: 'Có tệp chưa gửi được' }).waitFor();
    await page.getByText('Mất kết nối mạng').waitFor();
    await page.unroute(isForUploads);
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Gửi lại tệp chưa gửi được' }).click();
    await receipt(page).waitFor();
    expect(await submissionsOf('so-y-te')).toEqual(['received']);
    await close();
  });

  it('by a reload while a file is on its way is asked first, and can begin anew', async () => {
    const { page, close } = await portal.as('so-noi-vu', filingOf('so-noi-vu'), { allowed: [/ERR_/] });
    await fillIn(page);
    await page.route(isForUploads, () => undefined);
    await sending(page).click();
    await page.getByText('Đang gửi. Đề nghị không đóng trang này.').waitFor();
    const asked = page.waitForEvent('dialog');
    const reloading = page.reload();
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.accept();
    await reloading;
    await page.unroute(isForUploads);
    await sending(page).waitFor();
    expect(await page.getByLabel('Số, ký hiệu văn bản').inputValue()).toBe('215-BC/STP');
    await fillIn(page);
    await sending(page).click();
    await receipt(page).waitFor();
    expect(await submissionsOf('so-noi-vu')).toContain('received');
    await close();
  });

  it('by the end of its session signs in again and finds what it typed', async () => {
    const visit = await portal.visit({ allowed: [/400 \(Bad Request\)/, /401/] });
    const { page } = visit;
    await page.clock.install();
    await visit.signIn('so-cong-thuong', filingOf('so-cong-thuong'));
    await fillIn(page);
    await portal.office.as('office', 'DELETE', '/v1/accounts/so-cong-thuong');
    const account = { role: 'unit', unit: 'so-cong-thuong', email: 'so-cong-thuong@dienbien.example' };
    await portal.office.as('office', 'PUT', '/v1/accounts/so-cong-thuong', account);
    await page.clock.fastForward('01:00:00');
    await sending(page).click();
    const dialog = page.getByRole('dialog', { name: 'Phiên làm việc đã hết hạn' });
    await dialog.getByText('tệp đã chọn thì cần chọn lại').waitFor();
    expect(await visit.accessibilityFaults()).toEqual([]);
    await dialog.getByRole('button', { name: 'Đăng nhập lại' }).click();
    await page.getByLabel('Số, ký hiệu văn bản').waitFor();
    expect(new URL(page.url()).pathname).toBe(filingOf('so-cong-thuong'));
    expect(await page.getByLabel('Số, ký hiệu văn bản').inputValue()).toBe('215-BC/STP');
    expect(await page.getByLabel('Người ký').inputValue()).toBe('Nguyễn Văn A');
    await visit.close();
  });
});

describe('an answer that the portal cannot show', () => {
  it('is said to be a fault, and leaves the ways to other pages open', async () => {
    const visit = await portal.visit({ allowed: [/TypeError/] });
    await visit.page.route('**/v1/worklist', (route) => route.fulfill({ json: { at: '2026-01-26T02:00:00Z' } }));
    await visit.signIn('office');
    await visit.page.locator('h1', { hasText: 'Trang gặp lỗi' }).waitFor();
    await visit.page.getByRole('alert').getByText('Đề nghị tải lại trang.').waitFor();
    await visit.page.getByRole('link', { name: 'Văn bản', exact: true }).click();
    await visit.page.locator('h1', { hasText: 'Văn bản' }).waitFor();
    await visit.close();
  });
});
