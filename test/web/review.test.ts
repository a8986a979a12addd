import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { DOCX, PDF } from '../e2e/office.ts';
import { sampleDocx } from '../samples/office.ts';
import { samplePdf } from '../samples/pdf.ts';
import { openPortal, type Portal } from './browser/portal.ts';
import { DESKTOP, PHONE, type Visit } from './browser/visit.ts';

const BEFORE = '2026-01-26T02:00:00Z';
const pdf = { name: 'Báo cáo tháng 1.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo tháng 1']) } as const;
const docx = { name: 'Phụ lục.docx', type: DOCX, role: 'annex', bytes: sampleDocx(['Phụ lục']) } as const;
const UNITS = ['so-tu-phap', 'so-noi-vu', 'so-xay-dung', 'so-cong-thuong'];
const idOf = (unit: string) => `${unit}.monthly.2026-01`;
const grounds = { 'Lý do': 'Thiếu số liệu', 'Căn cứ, người cho phép': 'Chánh Văn phòng' };

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(BEFORE, { goLive: '2026-01-01' });
  for (const unit of UNITS) await portal.office.file(unit, idOf(unit), [pdf, docx]);
});
afterAll(() => portal.close());

const read = async (unit: string) =>
  schemas.obligation.parse((await portal.office.as('office', 'GET', `/v1/obligations/${idOf(unit)}`)).body);
const review = (unit: string, options = {}): Promise<Visit> => portal.as('office', `/xem-xet/${idOf(unit)}`, options);
const decision = (page: Page) => page.getByRole('region', { name: 'Quyết định' });
const submit = (page: Page, name: string) => decision(page).getByRole('button', { name }).click();
const done = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words }).waitFor();
async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(fields))
    await decision(page).getByRole('textbox', { name: label }).fill(text);
}

describe('reviewing a report', () => {
  it.each([PHONE, DESKTOP])(
    'shows document, manifest, required contents and history without fault, at %j',
    async (viewport) => {
      const visit = await review('so-tu-phap', { viewport });
      const { page } = visit;
      await page.frameLocator('iframe').locator('body').waitFor({ state: 'attached' });
      expect(await page.locator('iframe').getAttribute('src')).toMatch(/^blob:/);
      expect(await page.locator('.manifest li').allTextContents()).toEqual([
        expect.stringContaining('Báo cáo tháng 1.pdf'),
        expect.stringContaining('Phụ lục.docx'),
      ]);
      expect(await page.getByRole('button', { name: 'Xem Phụ lục.docx' }).count()).toBe(0);
      expect(await page.getByRole('region', { name: 'Nội dung phải có' }).textContent()).toContain('(nếu có)');
      const contents = page.getByRole('region', { name: 'Kiểm tra nội dung' });
      await contents.waitFor();
      expect(await contents.textContent()).toContain('Báo cáo tháng 1.pdf: bản chụp (ảnh), không có chữ để trích.');
      expect(await page.getByRole('region', { name: 'Lịch sử' }).textContent()).toContain(
        'Nhận đủ tệp của lần gửi thứ 1',
      );
      expect(await visit.accessibilityFaults()).toEqual([]);
      expect(visit.faults).toEqual([]);
      await visit.close();
    },
  );

  it('warns when the stored file is not what was declared', async () => {
    const visit = await portal.visit();
    await visit.page.route('**/v1/obligations/*', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replaceAll(/"sha256":"[^"]+"/g, '"sha256":"other"');
      await route.fulfill({ response: answer, body });
    });
    await visit.signIn('office', `/xem-xet/${idOf('so-tu-phap')}`);
    await visit.page.getByRole('alert').filter({ hasText: 'không khớp với mã SHA-256' }).waitFor();
    await visit.close();
  });

  it('saves a file that cannot be shown', async () => {
    const { page, close } = await review('so-tu-phap');
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải về Phụ lục.docx' }).click();
    expect((await coming).suggestedFilename()).toBe('Phụ lục.docx');
    await close();
  });

  it('accepts by the keyboard alone, and the next report is one step away', async () => {
    const visit = await review('so-tu-phap');
    const { page } = visit;
    await decision(page)
      .getByRole('radio', { name: /^Chấp nhận/ })
      .focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Báo cáo đầy đủ');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await done(page, 'Đã chấp nhận báo cáo.');
    const accepted = await read('so-tu-phap');
    expect(accepted.status).toBe('accepted');
    expect(accepted.history.at(-1)).toMatchObject({ type: 'accepted', data: { number: 1, note: 'Báo cáo đầy đủ' } });
    await page.getByRole('link', { name: 'Xem xét báo cáo tiếp theo' }).click();
    await page.waitForURL((address) => address.pathname !== `/xem-xet/${idOf('so-tu-phap')}`);
    await decision(page)
      .getByRole('radio', { name: /^Chấp nhận/ })
      .waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('says what is missing and what date cannot be, keeps what was typed over a reload, and returns the report', async () => {
    const visit = await review('so-noi-vu', { allowed: [/422/] });
    const { page } = visit;
    await decision(page)
      .getByRole('radio', { name: /^Yêu cầu bổ sung/ })
      .check();
    await submit(page, 'Yêu cầu bổ sung');
    expect(await page.locator('.field-error').count()).toBe(3);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('lastDay');
    await fill(page, { 'Chậm nhất hết ngày': '20/1/2026', ...grounds });
    await submit(page, 'Yêu cầu bổ sung');
    await page.locator('.field-error', { hasText: 'không được trước hôm nay' }).waitFor();
    await page.reload();
    expect(await decision(page).getByLabel('Lý do').inputValue()).toBe('Thiếu số liệu');
    await fill(page, { 'Chậm nhất hết ngày': '30/1/2026' });
    await submit(page, 'Yêu cầu bổ sung');
    await done(page, 'Đã gửi yêu cầu bổ sung');
    expect(await read('so-noi-vu')).toMatchObject({ status: 'returned', supplement: { lastDay: '2026-01-30' } });
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('asks before it voids a receipt, and does nothing on no', async () => {
    const { page, close } = await review('so-xay-dung');
    await decision(page)
      .getByRole('radio', { name: /^Không công nhận/ })
      .check();
    await fill(page, grounds);
    await submit(page, 'Không công nhận');
    await page.getByRole('dialog').getByRole('button', { name: 'Quay lại' }).click();
    expect((await read('so-xay-dung')).status).toBe('received');
    await submit(page, 'Không công nhận');
    await page.getByRole('dialog').getByRole('button', { name: 'Không công nhận' }).click();
    await done(page, 'không được công nhận');
    expect(await read('so-xay-dung')).toMatchObject({ status: 'open', verdict: 'not-yet-due' });
    await close();
  });

  it('tells that somebody else decided meanwhile, shows the report anew and keeps what was typed', async () => {
    const visit = await review('so-cong-thuong', { allowed: [/409/] });
    const { page } = visit;
    await decision(page)
      .getByRole('radio', { name: /^Yêu cầu bổ sung/ })
      .check();
    await fill(page, { 'Chậm nhất hết ngày': '30/1/2026', ...grounds });
    const { version } = await read('so-cong-thuong');
    const accepted = { kind: 'acceptance', version, submission: 1 };
    await portal.office.as('office', 'POST', `/v1/obligations/${idOf('so-cong-thuong')}/decisions`, accepted);
    await submit(page, 'Yêu cầu bổ sung');
    await page.getByText('Trang đã tải lại báo cáo; nội dung vừa nhập được giữ nguyên.').waitFor();
    await page.getByRole('region', { name: 'Lịch sử' }).getByText('Chấp nhận lần gửi thứ 1.').waitFor();
    expect(await decision(page).getByLabel('Lý do').inputValue()).toBe('Thiếu số liệu');
    await submit(page, 'Yêu cầu bổ sung');
    await done(page, 'Đã gửi yêu cầu bổ sung');
    await visit.close();
  });
});

describe('a report that is not there', () => {
  const extend = {
    'Chậm nhất hết ngày': '30/1/2026',
    'Lý do': 'Mưa lũ',
    'Căn cứ, người cho phép': 'Thường trực Tỉnh ủy',
  };

  it('is given more time', async () => {
    const { page, close } = await review('so-tai-chinh');
    await decision(page)
      .getByRole('radio', { name: /^Gia hạn/ })
      .check();
    await fill(page, extend);
    await submit(page, 'Gia hạn');
    await done(page, 'Đã gia hạn.');
    expect(await read('so-tai-chinh')).toMatchObject({
      lastDay: '2026-01-30',
      extension: { originalLastDay: '2026-01-27' },
    });
    await close();
  });

  it('is waived after the question', async () => {
    const { page, close } = await review('so-y-te');
    await decision(page)
      .getByRole('radio', { name: /^Miễn báo cáo/ })
      .check();
    await fill(page, grounds);
    await submit(page, 'Miễn báo cáo');
    await page.getByRole('dialog').getByRole('button', { name: 'Miễn báo cáo' }).click();
    await done(page, 'Đã miễn báo cáo.');
    expect((await read('so-y-te')).verdict).toBe('waived');
    await close();
  });

  it('is recorded as received off-system, by local time', async () => {
    const { page, close } = await review('dang-uy-quan-su-tinh');
    await decision(page)
      .getByRole('radio', { name: /^Ghi nhận báo cáo nhận ngoài hệ thống/ })
      .check();
    await fill(page, {
      'Ngày nhận': '26/01/2026',
      'Giờ nhận': '8:05',
      'Số văn bản': '15-BC/ĐU',
      'Ngày văn bản': '25/01/2026',
      'Người ký': 'Lò Văn B',
    });
    await decision(page).getByLabel('Hình thức nhận').selectOption('cipher');
    await submit(page, 'Ghi nhận báo cáo nhận ngoài hệ thống');
    await done(page, 'Đã ghi nhận báo cáo nhận ngoài hệ thống.');
    expect(await read('dang-uy-quan-su-tinh')).toMatchObject({
      verdict: 'on-time',
      receivedAt: '2026-01-26T01:05:00Z',
    });
    await page.getByText('Báo cáo nhận ngoài hệ thống, không có tệp để xem tại đây.').waitFor();
    await close();
  });

  it('of which the work has ended is counted from that day', async () => {
    const own = { unit: 'so-tu-phap', kind: 'inspection', subject: 'Kết quả kiểm tra', endedOn: '2026-01-20' };
    const opened = schemas.openedReport.parse(
      (await portal.office.as('so-tu-phap', 'POST', '/v1/thematic-reports', own)).body,
    );
    const { page, close } = await portal.as('office', `/xem-xet/${opened.id}`);
    await decision(page)
      .getByRole('radio', { name: /^Ghi nhận ngày kết thúc công việc/ })
      .check();
    await fill(page, { 'Ngày kết thúc công việc': '22/01/2026' });
    await submit(page, 'Ghi nhận ngày kết thúc công việc');
    await done(page, 'Đã ghi nhận ngày kết thúc công việc.');
    const { body } = await portal.office.as('office', 'GET', `/v1/obligations/${opened.id}`);
    expect(schemas.obligation.parse(body)).toMatchObject({ since: '2026-01-22', daysElapsed: 4 });
    await close();
  });
});

describe('the page of review', () => {
  it('is for the Office only, and says when there is no such report', async () => {
    const unit = await portal.as('so-tu-phap', `/xem-xet/${idOf('so-tu-phap')}`);
    await unit.page.locator('h1', { hasText: 'Không có trang này' }).waitFor();
    await unit.close();
    const office = await portal.as('office', '/xem-xet/so-tu-phap.monthly.2019-01', { allowed: [/404/] });
    await office.page.getByRole('alert').filter({ hasText: 'Không có báo cáo này' }).waitFor();
    expect(office.faults).toEqual([]);
    await office.close();
  });
});
