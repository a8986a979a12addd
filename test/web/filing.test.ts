import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { PDF } from '../e2e/office.ts';
import { docx, fillIn, pdf, receipt, send } from './browser/filing-form.ts';
import { openPortal, type Portal } from './browser/portal.ts';

const MORNING = '2026-01-26T02:00:00Z';
const JANUARY = 'monthly.2026-01';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(MORNING, { goLive: '2026-01-01' });
});
afterAll(() => portal.close());

describe('a unit files its report', () => {
  it('from the first screen in three steps, and holds the receipt in its hands', async () => {
    const visit = await portal.as('so-tu-phap');
    const { page } = visit;
    const due = page.locator('.todo-next');
    expect(await due.textContent()).toContain('Chậm nhất hết ngày 27/01/2026 (thứ Ba), còn 1 ngày làm việc');
    await due.getByRole('link', { name: 'Gửi báo cáo' }).click();
    await page.locator('input[type=file]').setInputFiles([docx('Phụ lục số liệu.docx'), pdf('Báo cáo tháng 1.pdf')]);
    const main = page.locator('li', { hasText: 'Báo cáo tháng 1.pdf' });
    expect(await main.getByRole('radio').isChecked()).toBe(true);
    await fillIn(page);
    await send(page);

    await page.locator('h1', { hasText: 'Biên nhận: Báo cáo tháng 1/2026' }).waitFor();
    const receipt = await page.getByRole('region', { name: 'Biên nhận' }).textContent();
    const { body } = await portal.office.as('so-tu-phap', 'GET', `/v1/submissions/so-tu-phap.${JANUARY}.1`);
    const submission = schemas.submission.parse(body);
    expect(submission).toMatchObject({ documentDate: '2026-01-26', signedBy: 'Nguyễn Văn A' });
    expect(submission.files.map(({ name, role }) => [name, role])).toEqual([
      ['Phụ lục số liệu.docx', 'annex'],
      ['Báo cáo tháng 1.pdf', 'main'],
    ]);
    for (const text of [
      'Sở Tư pháp',
      '09:00, thứ Hai, 26/01/2026',
      'Đúng hạn',
      submission.receipt?.historyHash ?? 'no hash',
      ...submission.files.map(({ sha256 }) => sha256),
    ])
      expect(receipt).toContain(text);
    expect(await visit.accessibilityFaults()).toEqual([]);

    await page.goto(portal.url);
    await page.locator('.todo-received', { hasText: 'Báo cáo tháng 1/2026' }).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('with files dropped on the field, whose button is the portal’s own', async () => {
    const visit = await portal.as('so-giao-duc-va-dao-tao', `/bao-cao/so-giao-duc-va-dao-tao.${JANUARY}/gui`);
    const { page } = visit;
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      for (const name of ['Báo cáo.pdf', 'Phụ lục.docx']) transfer.items.add(new File(['x'], name));
      return transfer;
    });
    await page.locator('.drop').dispatchEvent('drop', { dataTransfer: dropped });
    expect(await page.locator('.files-name').allTextContents()).toEqual([
      expect.stringContaining('Báo cáo.pdf'),
      expect.stringContaining('Phụ lục.docx'),
    ]);
    expect(await page.locator('.drop .button').textContent()).toBe('Chọn tệp');
    const shown = await page.locator('input[type=file]').evaluate((input) => input.getBoundingClientRect().width);
    expect(shown).toBeLessThan(2);
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('and is advised, beside the receipt and not on its print, which part was not found', async () => {
    const visit = await portal.as('so-y-te', `/bao-cao/so-y-te.${JANUARY}/gui`);
    const { page } = visit;
    await page
      .locator('input[type=file]')
      .setInputFiles([
        docx('Báo cáo tháng 1.docx', [
          ...[
            'I. Vấn đề nổi lên',
            'Không có.',
            'II. Kết quả thực hiện nhiệm vụ',
            'Đã hoàn thành các nhiệm vụ được giao.',
          ],
          ...['III. Công tác lãnh đạo, chỉ đạo', 'Đã ban hành 03 kế hoạch.'],
        ]),
      ]);
    await fillIn(page);
    await send(page);
    const advice = page.getByRole('region', { name: 'Kiểm tra nội dung' });
    await advice.getByText('Chưa tìm thấy mục riêng cho 1 nội dung phải có; đề nghị kiểm tra lại:').waitFor();
    const [absent, found] = await Promise.all(
      [0, 1].map((place) => advice.getByRole('list').nth(place).getByRole('listitem').allTextContents()),
    );
    expect(absent).toEqual(['Nhiệm vụ trọng tâm trong tháng tiếp theo']);
    expect(found).toHaveLength(3);
    expect(await advice.textContent()).toContain('chỉ để tham khảo; không ảnh hưởng đến biên nhận');
    expect(await page.getByRole('region', { name: 'Biên nhận' }).textContent()).toContain('Đúng hạn');
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await advice.isVisible()).toBe(false);
    expect(await page.getByRole('region', { name: 'Biên nhận' }).isVisible()).toBe(true);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('by the keyboard alone', async () => {
    const visit = await portal.as('so-noi-vu');
    const { page } = visit;
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Đến nội dung chính');
    await page.keyboard.press('Enter');
    const tabTo = async (locator: ReturnType<Page['locator']>) => {
      for (let i = 0; i < 30; i += 1) {
        await page.keyboard.press('Tab');
        if (await locator.evaluate((element) => element === document.activeElement)) return;
      }
      throw new Error('the keyboard does not get there');
    };
    await tabTo(page.locator('.todo-next .button'));
    await page.keyboard.press('Enter');
    await page.locator('h1', { hasText: 'Gửi báo cáo tháng 1/2026' }).waitFor();
    await expect.poll(focused).toBe('Gửi báo cáo tháng 1/2026');
    await visit.quiet();
    const picker = page.locator('input[type=file]');
    await tabTo(picker);
    await picker.setInputFiles([pdf('bao-cao.pdf')]);
    await tabTo(page.getByLabel('Số, ký hiệu văn bản'));
    await page.keyboard.type('12-BC/SNV');
    await page.keyboard.press('Tab');
    await page.keyboard.type('26/01/2026');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Trần Thị B');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await receipt(page).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('is told what is wrong before a byte is sent, and led to the first fault', async () => {
    const visit = await portal.as('so-tai-chinh', `/bao-cao/so-tai-chinh.${JANUARY}/gui`);
    const { page } = visit;
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await page.getByLabel('Ngày văn bản').fill('31/2/2026');
    await send(page);
    for (const text of ['Chưa chọn tệp nào.', 'Không được để trống.', 'Ngày chưa đúng.', 'chỉ nhận tài liệu không mật'])
      await page.getByText(text).first().waitFor();
    expect(await visit.accessibilityFaults()).toEqual([]);

    await page
      .locator('input[type=file]')
      .setInputFiles([
        pdf('bao-cao.pdf'),
        pdf('bao-cao.pdf.exe'),
        { name: 'anh.png', mimeType: 'image/png', buffer: Buffer.from('x') },
        { name: 'rong.pdf', mimeType: PDF, buffer: Buffer.alloc(0) },
      ]);
    const refusalOf = (name: string) =>
      page.locator('.files li', { hasText: name }).locator('.field-error').textContent();
    expect(await refusalOf('bao-cao.pdf.exe')).toContain('hai phần mở rộng');
    expect(await refusalOf('anh.png')).toContain('Chỉ nhận tệp');
    expect(await refusalOf('rong.pdf')).toContain('Tệp rỗng');
    await fillIn(page);
    await send(page);
    await page.getByText('Có tệp không gửi được').waitFor();
    expect(sent).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('keeps what it typed over a reload, and remembers who signed last', async () => {
    const path = `/bao-cao/so-tu-phap.${JANUARY}/gui`;
    const visit = await portal.as('so-tu-phap', path);
    const { page } = visit;
    await page.getByLabel('Số, ký hiệu văn bản').fill('216-BC/STP');
    await page.reload();
    await page.getByLabel('Số, ký hiệu văn bản').waitFor();
    expect(await page.getByLabel('Số, ký hiệu văn bản').inputValue()).toBe('216-BC/STP');
    await page.locator('input[type=file]').setInputFiles([pdf('bao-cao-sua.pdf')]);
    await fillIn(page);
    await send(page);
    await receipt(page).waitFor();
    await page.goto(`${portal.url}${path}`);
    await page.getByLabel('Người ký').waitFor();
    expect(await page.getByLabel('Người ký').inputValue()).toBe('Nguyễn Văn A');
    expect(await page.getByLabel('Số, ký hiệu văn bản').inputValue()).toBe('');
    await visit.close();
  });

  it('reads why a file was not taken, and how to go on', async () => {
    const visit = await portal.as('so-cong-thuong', `/bao-cao/so-cong-thuong.${JANUARY}/gui`);
    const { page } = visit;
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'bao-cao.pdf', mimeType: PDF, buffer: Buffer.from('MZ this is a program') }]);
    await fillIn(page);
    await send(page);
    await page.locator('h1', { hasText: 'Chưa được tiếp nhận' }).waitFor();
    await page.getByText('Loại tệp thực tế không đúng').waitFor();
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.getByRole('link', { name: 'Gửi lại báo cáo' }).click();
    await page.locator('h1', { hasText: 'Gửi báo cáo tháng 1/2026' }).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});
