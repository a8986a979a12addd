import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { docx, fillIn, pdf, receipt, send, sending } from './browser/filing-form.ts';
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

const file = pdf('bao-cao.pdf');
const isForUploads = (url: URL) => url.hostname === '127.0.0.1';

describe('a unit that is interrupted', () => {
  it('by its own second click files once', async () => {
    const { page, close, faults } = await portal.as('so-tu-phap', filingOf('so-tu-phap'));
    await fillIn(page, [file]);
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
    await fillIn(page, [file]);
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
    await fillIn(page, [file]);
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

  it('by a file that does not arrive sends only that one again, and is warned before it leaves', async () => {
    const visit = await portal.as('so-tai-chinh', '/', { allowed: [/ERR_FAILED/] });
    const { page } = visit;
    await page.locator('.todo-next').getByRole('link', { name: 'Gửi báo cáo' }).click();
    let uploads = 0;
    let broken = true;
    await page.route(
      (url) => url.hostname === '127.0.0.1',
      (route) => {
        uploads += 1;
        return broken && uploads === 2 ? route.abort() : route.continue();
      },
    );
    await fillIn(page, [file, docx('phu-luc.docx')]);
    await send(page);
    await page.getByText('Có tệp chưa gửi được').waitFor();
    expect(await page.locator('[data-state=failed]').textContent()).toContain('phu-luc.docx');
    expect(await visit.accessibilityFaults()).toEqual([]);

    await page.locator('.brand').click();
    const question = page.getByRole('dialog', { name: 'Rời trang này?' });
    await question.getByRole('button', { name: 'Ở lại' }).click();
    await page.goBack();
    await question.getByRole('button', { name: 'Ở lại' }).click();
    expect(page.url()).toContain('/gui');

    broken = false;
    await page.getByRole('button', { name: 'Gửi lại tệp chưa gửi được' }).click();
    await receipt(page).waitFor();
    expect(uploads).toBe(3);
    const { body } = await portal.office.as('so-tai-chinh', 'GET', `/v1/obligations/so-tai-chinh.${JANUARY}`);
    expect(schemas.obligation.parse(body).submissions).toHaveLength(1);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('until its forms have expired begins anew with the same files', async () => {
    const visit = await portal.as('so-giao-duc-va-dao-tao', `/bao-cao/so-giao-duc-va-dao-tao.${JANUARY}/gui`, {
      allowed: [/403 \(Forbidden\)/],
    });
    const { page } = visit;
    let refuse = true;
    await page.route(
      (url) => url.hostname === '127.0.0.1',
      (route) => {
        if (!refuse) return route.continue();
        return route.fulfill({ status: 403, headers: { 'access-control-allow-origin': portal.url } });
      },
    );
    await fillIn(page, [file]);
    await send(page);
    await page.getByText('Thời gian gửi tệp của lần này đã hết').waitFor();
    refuse = false;
    await page.getByRole('button', { name: 'Gửi lại từ đầu' }).click();
    await receipt(page).waitFor();
    await visit.close();
  });

  it('by a reload while a file is on its way is asked first, and can begin anew', async () => {
    const { page, close } = await portal.as('so-noi-vu', filingOf('so-noi-vu'), { allowed: [/ERR_/] });
    await fillIn(page, [file]);
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
    await fillIn(page, [file]);
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
    await fillIn(page, [file]);
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

describe('a lost connection', () => {
  it('says so, and goes on when it is back', async () => {
    const visit = await portal.as('so-noi-vu', '/', { allowed: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] });
    const { page } = visit;
    await page.context().setOffline(true);
    await page.getByText('Mất kết nối mạng').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Mất kết nối mạng').waitFor({ state: 'detached' });
    expect(visit.faults).toEqual([]);
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
