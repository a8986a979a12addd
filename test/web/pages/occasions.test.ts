import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortal, type Portal } from '../browser/portal.ts';
import { DESKTOP, PHONE } from '../browser/visit.ts';

/** A Tuesday morning, 09:00 in Điện Biên. */
const NOW = '2026-03-10T02:00:00Z';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(NOW, { goLive: '2026-03-01' });
});
afterAll(() => portal.close());

describe('the ad hoc log', () => {
  it('is filled in by the unit, alerts at once, and has no place for what happened', async () => {
    const visit = await portal.as('so-tu-phap', '/dot-xuat', { viewport: PHONE, allowed: [/status of 400/] });
    const { page } = visit;
    expect(await page.locator('form textarea').count()).toBe(0);
    expect(await page.getByLabel('Giờ báo cáo').inputValue()).toBe('09:00');
    await page.getByLabel('Người báo cáo').fill('Ông A: cháy kho lúc 2 giờ');
    await page.getByLabel('Người tiếp nhận').fill('Quàng Thị B');
    await page.getByRole('button', { name: 'Ghi nhận và báo ngay' }).click();
    await page.getByRole('alert').getByText('Người báo cáo: chỉ ghi họ tên, chức vụ; không ghi nội dung').waitFor();
    await page.getByLabel('Người báo cáo').fill('Lò Văn A, Chánh Văn phòng');
    await page.getByRole('button', { name: 'Ghi nhận và báo ngay' }).click();
    await page.getByText('Đã ghi nhận và đã báo').waitFor();
    const [alert] = await portal.office.mailed(({ subject }) => subject === '[Báo cáo đột xuất] Sở Tư pháp');
    expect(alert?.to).toContain('lanhdao.tinhuy@dienbien.example');
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.getByRole('link', { name: 'Mở báo cáo' }).click();
    await page.getByText('Lò Văn A, Chánh Văn phòng').waitFor();
    expect(await page.locator('h1').textContent()).toContain('Báo cáo đột xuất số 001/2026');
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('is seen by leaders, who log nothing, and by the Office, which logs for a unit', async () => {
    const leader = await portal.as('leader', '/dot-xuat');
    await leader.page.getByRole('cell', { name: 'Sở Tư pháp' }).waitFor();
    expect(await leader.page.locator('form').count()).toBe(0);
    await leader.close();
    const office = await portal.as('office', '/dot-xuat', { viewport: DESKTOP });
    await office.page.getByRole('combobox', { name: 'Đơn vị báo cáo' }).fill('xay dung');
    await office.page.getByRole('option', { name: 'Sở Xây dựng' }).click();
    await office.page.getByLabel('Người báo cáo').fill('Lò Văn C');
    await office.page.getByLabel('Người tiếp nhận').fill('Quàng Thị B');
    await office.page.getByRole('button', { name: 'Ghi nhận và báo ngay' }).click();
    await office.page.getByText('Đã ghi nhận và đã báo').waitFor();
    await portal.office.mailed(
      (m) => m.to.includes('so-xay-dung@dienbien.example') && /Yêu cầu báo cáo/.test(m.subject),
    );
    expect(await office.accessibilityFaults()).toEqual([]);
    expect(office.faults).toEqual([]);
    await office.close();
  });
});

describe('what a unit files that nobody asked for', () => {
  it('is put on record and leads on to the files', async () => {
    const visit = await portal.as('so-tu-phap', '/gui-khac', { viewport: PHONE });
    const { page } = visit;
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.getByLabel('Trích yếu', { exact: true }).fill('Mô hình chuyển đổi số');
    await page.getByRole('button', { name: 'Ghi nhận và gửi tệp' }).first().click();
    await page.waitForURL(/\/bao-cao\/so-tu-phap\.thematic\.own-2026-001\/gui$/);
    await visit.goTo('/gui-khac');
    await page.getByLabel('Cơ quan Trung ương nhận báo cáo').fill('Bộ Tư pháp');
    await page.getByLabel('Trích yếu báo cáo').fill('Thống kê thi hành án');
    await page.getByRole('button', { name: 'Ghi nhận và gửi tệp' }).last().click();
    await page.waitForURL(/\/bao-cao\/so-tu-phap\.central-copy\.2026-001\/gui$/);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('is refused at the field as well, also when the page would not have let it be chosen', async () => {
    const visit = await portal.as('so-tu-phap', '/gui-khac', { allowed: [/status of 400/] });
    const kind = visit.page.getByRole('group', { name: 'Loại nội dung' });
    await visit.page.route('**/v1/thematic-reports', (route, request) =>
      route.continue({ postData: JSON.stringify({ ...request.postDataJSON(), kind: 'unheard-of' }) }),
    );
    await visit.page.getByLabel('Trích yếu', { exact: true }).fill('Mô hình chuyển đổi số');
    await visit.page.getByRole('button', { name: 'Ghi nhận và gửi tệp' }).first().click();
    await visit.page
      .getByRole('alert')
      .getByText(/^Loại nội dung: /)
      .waitFor();
    expect(await kind.locator('.field-error').count()).toBe(1);
    expect(await visit.accessibilityFaults()).toEqual([]);
    await visit.close();
  });

  it('of a unit that owes no copy is refused in words, and what was typed stays', async () => {
    const visit = await portal.as('dang-uy-xa-tuan-giao', '/gui-khac', { allowed: [/status of 400/] });
    await visit.page.getByLabel('Cơ quan Trung ương nhận báo cáo').fill('Bộ Tư pháp');
    await visit.page.getByLabel('Trích yếu báo cáo').fill('Thống kê');
    await visit.page.getByRole('button', { name: 'Ghi nhận và gửi tệp' }).last().click();
    await visit.page.getByRole('alert').getByText('không thuộc đối tượng của quy định').waitFor();
    expect(await visit.page.getByLabel('Cơ quan Trung ương nhận báo cáo').inputValue()).toBe('Bộ Tư pháp');
    await visit.close();
  });
});

describe('the unit’s calendar address', () => {
  it('is made, works without signing in, is replaced and taken back', async () => {
    const visit = await portal.as('so-tu-phap', '/lich', { viewport: PHONE });
    const { page } = visit;
    await page.getByText('Chưa có địa chỉ lịch nào đang dùng.').waitFor();
    await page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    const url = await page.getByLabel('Địa chỉ lịch').inputValue();
    const feed = await fetch(url);
    expect(feed.headers.get('content-type')).toContain('text/calendar');
    expect(await feed.text()).toContain('SUMMARY:Hạn gửi: Báo cáo quý I/2026');
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.getByRole('button', { name: 'Tạo địa chỉ mới thay thế' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Tạo địa chỉ mới' }).click();
    await expect.poll(() => page.getByLabel('Địa chỉ lịch').inputValue()).not.toBe(url);
    const second = await page.getByLabel('Địa chỉ lịch').inputValue();
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(second)).status).toBe(200);
    await page.getByRole('button', { name: 'Thu hồi địa chỉ' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByText('Chưa có địa chỉ lịch nào đang dùng.').waitFor();
    expect((await fetch(second)).status).toBe(404);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('is shown once, and is marked for copying by hand where the browser keeps the clipboard', async () => {
    const visit = await portal.as('so-xay-dung', '/lich');
    const { page } = visit;
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    });
    await page.getByRole('button', { name: 'Tạo địa chỉ lịch' }).click();
    await page.getByRole('button', { name: 'Sao chép địa chỉ' }).click();
    await page.getByText('đề nghị nhấn Ctrl+C').waitFor();
    const marked = await page.getByLabel('Địa chỉ lịch').evaluate((field: HTMLInputElement) => {
      return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
    });
    expect(marked).toBe(await page.getByLabel('Địa chỉ lịch').inputValue());
    await page.reload();
    await page.getByText('Đang có một địa chỉ lịch').waitFor();
    expect(await page.getByLabel('Địa chỉ lịch').count()).toBe(0);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});
