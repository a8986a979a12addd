import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortal, type Portal } from '../browser/portal.ts';
import { PHONE } from '../browser/visit.ts';

const NOW = '2026-01-29T02:00:00Z';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(NOW, { goLive: '2026-01-01' });
});
afterAll(() => portal.close());

describe('accounts', () => {
  it('are made for a unit that is found without diacritics, and work', async () => {
    const visit = await portal.as('office', '/tai-khoan');
    const { page } = visit;
    await page.getByRole('button', { name: 'Mời người dùng' }).click();
    await page.getByLabel('Tên đăng nhập').fill('van-thu.so-tu-phap');
    await page.getByRole('combobox', { name: 'Đơn vị' }).fill('so tu phap');
    await page.getByRole('combobox', { name: 'Đơn vị' }).press('Enter');
    await page.getByRole('textbox', { name: 'Thư điện tử', exact: true }).fill('van-thu@dienbien.example');
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.getByRole('button', { name: 'Gửi lời mời' }).click();
    await page.getByText('Đã mời van-thu.so-tu-phap.').waitFor();
    await page.getByRole('row', { name: /van-thu\.so-tu-phap.*Sở Tư pháp/ }).waitFor();
    expect(await portal.office.as('van-thu.so-tu-phap', 'GET', '/v1/me')).toMatchObject({
      body: { role: 'unit', unit: { id: 'so-tu-phap' } },
    });
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('are changed to another role', async () => {
    const visit = await portal.as('office', '/tai-khoan', { viewport: PHONE });
    const { page } = visit;
    await page.getByRole('button', { name: 'Sửa tài khoản so-noi-vu' }).click();
    await page.getByLabel('Thường trực Tỉnh ủy').check();
    await page.getByRole('button', { name: 'Lưu thay đổi' }).click();
    await page.getByText('Đã sửa tài khoản so-noi-vu.').waitFor();
    expect(await portal.office.as('so-noi-vu', 'GET', '/v1/me')).toMatchObject({ body: { role: 'leader' } });
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('that are removed end at once, stand apart, and can be invited again', async () => {
    const removed = await portal.as('so-y-te', '/lich', { allowed: [/status of 403 .*\/v1\/(calendar|me)\)/] });
    const visit = await portal.as('office', '/tai-khoan');
    const { page } = visit;
    const remove = page.getByRole('button', { name: 'Thu hồi tài khoản so-y-te' });
    await remove.click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await portal.office.as('so-y-te', 'GET', '/v1/me')).toMatchObject({ status: 200 });
    await remove.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText('Đã thu hồi tài khoản so-y-te.').waitFor();
    const apart = page.getByRole('table', { name: 'Tài khoản đã thu hồi' });
    await apart.getByRole('row', { name: /so-y-te/ }).waitFor();
    expect(await apart.textContent()).not.toContain('@');

    await removed.page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    await removed.page.getByRole('alert').getByText('Tài khoản chưa được cấp quyền.').first().waitFor();
    expect(await removed.page.getByLabel('Địa chỉ lịch').count()).toBe(0);
    await removed.page.reload();
    await removed.page.locator('h1', { hasText: 'Tài khoản chưa được cấp quyền' }).waitFor();
    expect(removed.faults).toEqual([]);
    await removed.close();
    expect(await portal.office.as('so-y-te', 'GET', '/v1/me')).toMatchObject({ status: 403 });

    await apart.getByRole('button', { name: 'Mời lại tài khoản so-y-te' }).click();
    // The address went with the account, and is typed anew.
    await page.getByRole('button', { name: 'Gửi lời mời' }).click();
    await page.getByRole('alert').getByText('Thư điện tử: không phải là địa chỉ thư điện tử').waitFor();
    await page.getByRole('textbox', { name: 'Thư điện tử', exact: true }).fill('so-y-te@dienbien.example');
    await page.getByRole('button', { name: 'Gửi lời mời' }).click();
    await page.getByText('Đã mời so-y-te.').waitFor();
    await apart.waitFor({ state: 'detached' });
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('with faults are refused by field, and what was typed outlives a reload', async () => {
    const visit = await portal.as('office', '/tai-khoan', { allowed: [/status of 400/] });
    const { page } = visit;
    await page.getByRole('button', { name: 'Mời người dùng' }).click();
    await page.getByLabel('Tên đăng nhập').fill('so-tai-chinh');
    await page.getByRole('button', { name: 'Gửi lời mời' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('Tên đăng nhập: đã có tài khoản này').waitFor();
    await alert.getByText('Đơn vị: chọn đơn vị trong danh sách').waitFor();
    await alert.getByText('Thư điện tử: không phải là địa chỉ thư điện tử').waitFor();
    await page.getByLabel('Tên đăng nhập').fill('nguoi-moi');
    await page.getByLabel('Thường trực Tỉnh ủy').check();
    // An address that looks like one, and that only the API knows to be none.
    await page.getByRole('textbox', { name: 'Thư điện tử', exact: true }).fill('nguoi-moi@dien_bien.example');
    await page.getByRole('button', { name: 'Gửi lời mời' }).click();
    await alert.getByText('Đề nghị sửa các trường sau.').waitFor();
    await alert
      .getByRole('listitem')
      .getByText(/^Thư điện tử: /)
      .waitFor();
    const { body } = await portal.office.as('office', 'GET', '/v1/accounts');
    expect(JSON.stringify(body)).not.toContain('nguoi-moi');
    await page.reload();
    expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('nguoi-moi');
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('cannot be taken from oneself', async () => {
    const visit = await portal.as('office', '/tai-khoan');
    const { page } = visit;
    await page.getByRole('row', { name: /đang đăng nhập/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Thu hồi tài khoản office' }).count()).toBe(0);
    await visit.close();
  });
});
