import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../../functions/api/schemas/index.ts';
import { PDF } from '../../e2e/office.ts';
import { samplePdf } from '../../samples/pdf.ts';
import { openPortal, type Portal } from '../browser/portal.ts';
import { PHONE } from '../browser/visit.ts';

/** A Thursday morning, 09:00 in Điện Biên. */
const NOW = '2026-01-29T02:00:00Z';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(NOW, { goLive: '2026-01-01' });
});
afterAll(() => portal.close());

const form = { name: 'Biểu mẫu.pdf', mimeType: PDF, buffer: Buffer.from(samplePdf(['Biểu mẫu báo cáo'])) };

/** Opens a request by the API, where opening is not what is tried. */
async function ask(documentNumber: string, audience: object, change: object = {}): Promise<string> {
  const answer = await portal.office.as('office', 'POST', '/v1/requests', {
    ...{ documentNumber, documentDate: '2026-01-26', subject: 'Sắp xếp tổ chức bộ máy', kind: 'direction', audience },
    ...{ deadline: { kind: 'date', date: '2026-02-10', bound: 'before' }, sections: [], secrecy: 'none' },
    ...change,
  });
  return schemas.openedRequest.parse(answer.body).id;
}

/** So-y-te's report under a request comes on paper. */
async function receive(id: string): Promise<void> {
  const answer = await portal.office.as('office', 'POST', `/v1/obligations/so-y-te.thematic.${id}/receipts`, {
    ...{ version: 1, receivedAt: '2026-01-29T01:30:00Z', documentNumber: '9-BC/SYT', documentDate: '2026-01-28' },
    ...{ signedBy: 'Nguyễn Văn A', channel: 'cipher' },
  });
  expect(answer.status).toBe(201);
}

async function fillIn(page: Page, documentNumber: string): Promise<void> {
  await page.getByLabel('Số văn bản').fill(documentNumber);
  await page.getByLabel('Ngày văn bản').fill('26/1/2026');
  await page.getByLabel('Trích yếu').fill('Kết quả thực hiện Nghị quyết số 18-NQ/TW');
  await page.locator('input[name=date]').fill('10/2/2026');
  await page.getByLabel(/^Không mật/).check();
}

const open = (page: Page) => page.getByRole('button', { name: 'Mở yêu cầu' }).click();

describe('opening a request', () => {
  it('asks the units that are found without diacritics, shows the last acceptable day and sends the attachments', async () => {
    const visit = await portal.as('office', '/yeu-cau');
    const { page } = visit;
    await page.getByRole('link', { name: 'Mở yêu cầu mới' }).click();
    await fillIn(page, '125-CV/TU');
    await page.getByText('Chậm nhất hết ngày 09/02/2026 (thứ Hai).').waitFor();
    await page.getByLabel('kể cả ngày đó').check();
    await page.getByText('Chậm nhất hết ngày 10/02/2026 (thứ Ba).').waitFor();
    await page.getByLabel('Một số đơn vị').check();
    await page.getByLabel('Tìm đơn vị').fill('so tu phap');
    await page.getByLabel('Sở Tư pháp').check();
    await page.getByLabel('Tìm đơn vị').fill('tuan giao');
    await page.getByLabel('Đảng ủy xã Tuần Giáo').check();
    await page.getByText('Đã chọn 2 đơn vị.').waitFor();
    await page.getByRole('button', { name: 'Thêm nội dung' }).click();
    await page.getByLabel('Nội dung 1').fill('Kết quả đạt được');
    await page.locator('input[type=file]').setInputFiles(form);
    expect(await visit.accessibilityFaults()).toEqual([]);
    await open(page);

    await page.waitForURL(/\/yeu-cau\/r-2026-125-cv-tu$/);
    await page.getByRole('row', { name: /Sở Tư pháp.*Chưa đến hạn/ }).waitFor();
    await page.getByRole('row', { name: /Tuần Giáo.*Chưa đến hạn/ }).waitFor();
    await page.getByText('Kết quả đạt được').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải về Biểu mẫu.pdf' }).click();
    expect((await download).suggestedFilename()).toBe('Biểu mẫu.pdf');
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('works by the keyboard alone, for named officials', async () => {
    const visit = await portal.as('office', '/yeu-cau/moi');
    const { page } = visit;
    await fillIn(page, '126-CV/TU');
    await page.getByLabel('Tất cả đơn vị').focus();
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('xay dung');
    await page.getByRole('option', { name: 'Sở Xây dựng' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.locator('input[name=official-unit-0]').inputValue()).toBe('Sở Xây dựng');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Lò Văn A');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/yeu-cau\/r-2026-126-cv-tu$/);
    await page.getByText('Đồng chí Lò Văn A').waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('without what it needs is refused field by field, before anything is sent; so is a secret', async () => {
    const visit = await portal.as('office', '/yeu-cau/moi', { viewport: PHONE });
    const { page } = visit;
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await page.locator('input[type=file]').setInputFiles({ name: 'a.exe', mimeType: 'x/y', buffer: Buffer.from('MZ') });
    await open(page);
    const alert = page.getByRole('alert');
    await alert.getByText('Số văn bản: không được để trống').waitFor();
    await alert.getByText('Độ mật: chọn một trong hai').waitFor();
    const refusal = '“a.exe”: chỉ nhận tệp pdf, doc, docx, xls, xlsx.';
    expect(await alert.getByRole('listitem').allTextContents()).toContain(`Tệp kèm theo: ${refusal}`);
    expect(await page.locator('.file-drop .field-error').textContent()).toBe(refusal);
    expect(await alert.evaluate((note) => note === document.activeElement)).toBe(true);
    expect(await visit.accessibilityFaults()).toEqual([]);
    await fillIn(page, '127-CV/TU');
    await page.getByRole('button', { name: 'Bỏ tệp a.exe' }).click();
    await page.getByLabel(/^Có độ mật/).check();
    await open(page);
    await alert.getByText('văn bản có độ mật không được đưa lên hệ thống').waitFor();
    expect(sent).toEqual([]);
    await visit.close();
  });

  it('of a number that is taken is refused in words, and what was typed outlives a reload', async () => {
    await ask('128-CV/TU', { kind: 'all' });
    const visit = await portal.as('office', '/yeu-cau/moi', { allowed: [/status of 409/] });
    const { page } = visit;
    await fillIn(page, '128-CV/TU');
    await open(page);
    await page.getByRole('alert').getByText('đã được dùng cho một yêu cầu khác trong năm').waitFor();
    await page.reload();
    await page.locator('h1', { hasText: 'Mở yêu cầu báo cáo' }).waitFor();
    await visit.quiet();
    expect(await page.getByLabel('Số văn bản').inputValue()).toBe('128-CV/TU');
    expect(await page.getByLabel('Trích yếu').inputValue()).toBe('Kết quả thực hiện Nghị quyết số 18-NQ/TW');
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('goes on with an attachment that broke off, and opens nothing twice', async () => {
    const visit = await portal.as('office', '/yeu-cau/moi', { allowed: [/ERR_FAILED/] });
    const { page } = visit;
    await fillIn(page, '129-CV/TU');
    await page.locator('input[type=file]').setInputFiles([form, { ...form, name: 'Phụ lục.pdf' }]);
    let broken = 0;
    await page.route(
      (url) => !url.pathname.startsWith('/v1/'),
      (route, request) => {
        if (request.method() !== 'POST' || broken > 0) return route.continue();
        broken += 1;
        return route.abort();
      },
    );
    await open(page);
    await page.getByText('Biểu mẫu.pdf: ✕ chưa gửi được').waitFor();
    await page.getByText('Phụ lục.pdf: ✓ đã gửi').waitFor();
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.getByRole('button', { name: 'Gửi lại tệp chưa gửi được' }).click();
    await page.waitForURL(/\/yeu-cau\/r-2026-129-cv-tu$/);
    await page.getByRole('button', { name: 'Tải về Biểu mẫu.pdf' }).waitFor();
    await page.getByRole('button', { name: 'Tải về Phụ lục.pdf' }).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});

describe('a request', () => {
  it('is closed once nothing is awaited, not before', async () => {
    const id = await ask('130-CV/TU', { kind: 'units', units: ['so-y-te'] });
    const visit = await portal.as('office', `/yeu-cau/${id}`);
    const { page } = visit;
    const closing = page.getByRole('button', { name: 'Đóng yêu cầu' });
    expect(await closing.isDisabled()).toBe(true);
    await receive(id);
    await page.reload();
    await page.getByRole('row', { name: /Sở Y tế.*Đúng hạn/ }).waitFor();
    await closing.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Không' }).click();
    await closing.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Đóng yêu cầu' }).click();
    await page.getByText(/Đã đóng lúc 09:/).waitFor();
    expect(await closing.count()).toBe(0);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('that somebody else has closed meanwhile is shown closed, and the click does no harm', async () => {
    const id = await ask('131-CV/TU', { kind: 'units', units: ['so-y-te'] });
    const visit = await portal.as('office', `/yeu-cau/${id}`, { allowed: [/status of 409/] });
    const obligation = `/v1/obligations/so-y-te.thematic.${id}`;
    const waiver = { kind: 'waiver', version: 1, reason: 'Đơn vị không có nội dung', authority: 'Chánh Văn phòng' };
    expect((await portal.office.as('office', 'POST', `${obligation}/decisions`, waiver)).status).toBe(201);
    await visit.page.reload();
    const closing = visit.page.getByRole('button', { name: 'Đóng yêu cầu' });
    await closing.click();
    expect((await portal.office.as('office', 'POST', `/v1/requests/${id}/closing`)).status).toBe(200);
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Đóng yêu cầu' }).click();
    await visit.page.getByText(/Đã đóng lúc 09:/).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('that opened itself again shows that it was closed to all but units, whom it would tell of others’ reports', async () => {
    const id = await ask('135-CV/TU', { kind: 'units', units: ['so-y-te'] });
    await receive(id);
    expect((await portal.office.as('office', 'POST', `/v1/requests/${id}/closing`)).status).toBe(200);
    const rejection = {
      kind: 'rejection',
      version: 2,
      submission: 1,
      reason: 'Sai biểu mẫu',
      authority: 'Chánh Văn phòng',
    };
    const path = `/v1/obligations/so-y-te.thematic.${id}/decisions`;
    expect((await portal.office.as('office', 'POST', path, rejection)).status).toBe(201);
    for (const [user, told] of [
      ['office', 1],
      ['leader', 1],
      ['so-y-te', 0],
    ] as const) {
      const visit = await portal.as(user, `/yeu-cau/${id}`, { viewport: PHONE });
      await visit.page.getByText('Đang mở').waitFor();
      const closed = visit.page.getByText(/^Đóng lúc 09:\d\d, thứ Năm, 29\/01\/2026; tự mở lại lúc 09:/);
      expect(await closed.count()).toBe(told);
      expect(await visit.accessibilityFaults()).toEqual([]);
      await visit.close();
      const { body } = await portal.office.as(user, 'GET', `/v1/requests/${id}`);
      expect(schemas.request.parse(body).closings ?? []).toHaveLength(told);
    }
  });

  it('shows a unit its own part; another unit does not find it', async () => {
    const id = await ask('132-CV/TU', { kind: 'units', units: ['so-tu-phap', 'so-y-te'] });
    const own = await portal.as('so-tu-phap', `/yeu-cau/${id}`, { viewport: PHONE });
    await own.page.getByRole('link', { name: 'Sở Tư pháp' }).waitFor();
    expect(await own.page.getByText('so-y-te').count()).toBe(0);
    expect(await own.page.getByRole('button', { name: 'Đóng yêu cầu' }).count()).toBe(0);
    expect(await own.accessibilityFaults()).toEqual([]);
    expect(own.faults).toEqual([]);
    await own.close();
    const other = await portal.as('so-noi-vu', `/yeu-cau/${id}`, { allowed: [/status of 404/] });
    await other.page.getByRole('alert').getByText('Không có yêu cầu này.').waitFor();
    await other.close();
  });

  it('is read by leaders, who open none and see none about named officials', async () => {
    const officials = { kind: 'officials', officials: [{ unit: 'so-y-te', name: 'Lò Văn B' }] };
    await ask('133-CV/TU', officials, { kind: 'self-review', subject: 'Kiểm điểm cá nhân năm 2025' });
    await ask('134-CV/TU', { kind: 'tag', tag: 'armed-forces' }, { subject: 'Công tác bảo vệ biên giới' });
    const visit = await portal.as('leader', '/yeu-cau');
    await visit.page.getByRole('link', { name: 'Số 134-CV/TU' }).waitFor();
    expect(await visit.page.getByText('Kiểm điểm cá nhân năm 2025').count()).toBe(0);
    expect(await visit.page.getByRole('link', { name: 'Mở yêu cầu mới' }).count()).toBe(0);
    await visit.page.getByRole('textbox').fill('bao ve bien gioi');
    await visit.page.getByRole('link', { name: 'Số 128-CV/TU' }).waitFor({ state: 'detached' });
    expect(await visit.page.getByRole('link', { name: 'Số 134-CV/TU' }).count()).toBe(1);
    expect(await visit.accessibilityFaults()).toEqual([]);
    await visit.close();
    const refused = await portal.as('leader', '/yeu-cau/moi', { allowed: [/status of 404/] });
    await refused.page.getByRole('alert').waitFor();
    expect(await refused.page.locator('form').count()).toBe(0);
    await refused.close();
  });
});
