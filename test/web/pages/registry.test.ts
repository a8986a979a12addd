import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../../functions/api/schemas/index.ts';
import { parseUnitsCsv } from '../../../lib/units/csv.ts';
import { PDF } from '../../e2e/office.ts';
import { samplePdf } from '../../samples/pdf.ts';
import { openPortal, type Portal } from '../browser/portal.ts';
import { PHONE, type Visit } from '../browser/visit.ts';

/** A Thursday morning, 09:00 in Điện Biên. */
const NOW = '2026-01-29T02:00:00Z';
const HEADER = 'id,name,category,armed_forces,valid_from,valid_to,successors,contact_email,head_email';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(NOW, { goLive: '2026-01-01' });
});
afterAll(() => portal.close());

/** The present registry as the page hands it out. */
async function saved({ page }: Visit): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tải danh sách hiện tại (CSV)' }).click();
  return readFile(await (await download).path(), 'utf8');
}

const choose = ({ page }: Visit, text: string | Buffer) =>
  page.locator('input[type=file]').setInputFiles({
    ...{ name: 'danh-sach.csv', mimeType: 'text/csv' },
    buffer: Buffer.from(text),
  });

describe('the registry', () => {
  it('is searched without diacritics and filtered, on the phone as well', async () => {
    const visit = await portal.as('office', '/don-vi', { viewport: PHONE });
    const { page } = visit;
    await page.getByLabel('Tìm đơn vị').fill('tuan giao');
    await page.getByText('1 đơn vị.').waitFor();
    await page.getByLabel('Tình trạng').selectOption('all');
    await page.getByRole('link', { name: 'Huyện ủy Tuần Giáo' }).waitFor();
    await page.getByLabel('Khối cơ quan').selectOption('commune-committee');
    await page.getByRole('link', { name: 'Huyện ủy Tuần Giáo' }).waitFor({ state: 'detached' });
    await page.getByLabel('Tìm đơn vị').fill('không có đơn vị này');
    await page.getByText('Không có đơn vị nào khớp.').waitFor();
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('is shown as it was on a day: the districts before 1 July 2025, and none after', async () => {
    const visit = await portal.as('office', '/don-vi');
    const { page } = visit;
    await page.getByLabel('Xem tại ngày').fill('30/6/2025');
    await page.getByText(/đơn vị, theo danh sách ngày 30\/06\/2025/).waitFor();
    await page.getByRole('link', { name: 'Huyện ủy Tuần Giáo' }).click();
    await page.locator('h1', { hasText: 'Huyện ủy Tuần Giáo' }).waitFor();
    await page.getByText('đến hết 30/06/2025').first().waitFor();
    await page.getByRole('link', { name: 'Đảng ủy xã Tuần Giáo' }).waitFor();
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('is not for units', async () => {
    const visit = await portal.as('so-tu-phap', '/don-vi');
    await visit.page.locator('h1', { hasText: 'Không có trang này' }).waitFor();
    await visit.close();
  });
});

describe('an address that letters did not reach', () => {
  it('is written to again when the Office says that it is right', async () => {
    const { office } = portal;
    const address = 'so-tu-phap@dienbien.example';
    office.cloud.killAddress(address);
    const report = { name: 'bao-cao.pdf', type: PDF, role: 'main' as const, bytes: samplePdf(['Báo cáo tháng 01']) };
    await office.file('so-tu-phap', 'so-tu-phap.monthly.2026-01', [report]);
    await office.cloud.functions.settled();
    const visit = await portal.as('office', '/don-vi/so-tu-phap');
    const { page } = visit;
    await page.getByText(`${address} không nhận được thư: thư bị trả lại lúc`).waitFor();
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.getByRole('button', { name: 'Gửi thư trở lại' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Gửi thư trở lại' }).click();
    await page.getByText('không nhận được thư').waitFor({ state: 'detached' });
    const { body } = await office.as('office', 'GET', '/v1/units/so-tu-phap');
    expect(schemas.unit.parse(body).deadAddresses).toEqual([]);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});

describe('loading a list', () => {
  it('that was just handed out changes nothing', async () => {
    const visit = await portal.as('office', '/don-vi');
    const text = await saved(visit);
    expect(parseUnitsCsv(text)).toMatchObject({ ok: true });
    await visit.goTo('/don-vi/nap');
    await choose(visit, text);
    await visit.page.getByText('Danh sách này không làm thay đổi gì.').waitFor();
    expect(await visit.page.getByRole('button', { name: 'Nạp danh sách này' }).isDisabled()).toBe(true);
    await visit.close();
  });

  it('shows what changes and what follows, asks, and then holds', async () => {
    const visit = await portal.as('office', '/don-vi');
    const { page } = visit;
    const text = (await saved(visit)).replace('Sở Xây dựng', 'Sở Xây dựng và Giao thông');
    await visit.goTo('/don-vi/nap');
    await choose(
      visit,
      `${text}so-moi,"=Sở mới, lập năm 2026",department,no,2026-01-01,,,so-moi@dienbien.example,,\r\n`.replace(
        '"=Sở',
        '"\'=Sở',
      ),
    );
    await page.getByText('1 đơn vị mới, 1 đơn vị thay đổi').waitFor();
    await page.getByRole('row', { name: /Tên đơn vị.*Sở Xây dựng.*Sở Xây dựng và Giao thông/ }).waitFor();
    await page.getByText('Đơn vị mới: 1').click();
    await page.getByText('=Sở mới, lập năm 2026, từ ngày 01/01/2026').waitFor();
    await page.getByText(/Báo cáo được mở thêm: [1-9]/).click();
    await page.getByRole('row', { name: /^=Sở mới, lập năm 2026 Báo cáo tháng 1\/2026/ }).waitFor();
    expect(await page.getByText('so-moi').count()).toBe(0);
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.getByRole('button', { name: 'Nạp danh sách này' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Nạp danh sách' }).click();
    await page.getByText('Đã nạp danh sách: 1 đơn vị mới, 1 đơn vị thay đổi.').waitFor();
    await visit.goTo('/don-vi/so-xay-dung');
    await page.getByRole('row', { name: /từ 29\/01\/2026.*Sở Xây dựng và Giao thông/ }).waitFor();
    await page
      .getByRole('row', { name: /từ 24\/08\/2021.*Sở Xây dựng/ })
      .first()
      .waitFor();
    expect(visit.faults).toEqual([]);

    await visit.goTo('/don-vi');
    await page.getByRole('link', { name: '=Sở mới, lập năm 2026' }).waitFor();
    const again = await saved(visit);
    expect(again).toContain('so-moi,"\'=Sở mới, lập năm 2026",');
    await visit.goTo('/don-vi/nap');
    await choose(visit, again);
    await page.getByText('Danh sách này không làm thay đổi gì.').waitFor();
    await visit.close();
  });

  it('with faults is refused by line and column', async () => {
    const visit = await portal.as('office', '/don-vi/nap', { viewport: PHONE, allowed: [/status of 422/] });
    const { page } = visit;
    await choose(
      visit,
      `${HEADER}\nso-a,Sở A,department,no,2021-08-24,,,sai-dia-chi,\nSO B,Sở B,xx,no,hôm nay,,,b@x.vn,`,
    );
    await page.getByRole('alert').getByText('chưa có gì được ghi').waitFor();
    await page.getByRole('row', { name: /Dòng 2.*contact_email/ }).waitFor();
    await page.getByRole('row', { name: /Dòng 3.*valid_from/ }).waitFor();
    expect(await visit.accessibilityFaults()).toEqual([]);
    await choose(visit, Buffer.from([0x69, 0x64, 0xff, 0xfe]));
    await page.getByText(/không ở dạng UTF-8/).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it('over a registry that somebody else has loaded since is refused, and looked at again', async () => {
    const visit = await portal.as('office', '/don-vi', { allowed: [/status of 409/] });
    const { page } = visit;
    const text = await saved(visit);
    await visit.goTo('/don-vi/nap');
    await choose(visit, text.replace('Sở Nội vụ', 'Sở Nội vụ và Lao động'));
    await page.getByText('0 đơn vị mới, 1 đơn vị thay đổi').waitFor();
    const headers = { authorization: `Bearer ${await portal.office.tokenOf('office')}`, 'content-type': 'text/csv' };
    const other = text.replace('Sở Y tế', 'Sở Y tế và Dân số');
    expect((await portal.office.request('PUT', '/v1/units', other, headers)).status).toBe(200);
    await page.getByRole('button', { name: 'Nạp danh sách này' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Nạp danh sách' }).click();
    await page.getByRole('alert').getByText('Danh sách đơn vị đã thay đổi kể từ lần xem trước').waitFor();
    await page.getByRole('button', { name: 'Xem lại thay đổi' }).click();
    // The list that was looked at holds the old name of the other unit: that is now a change as well.
    await page.getByText('0 đơn vị mới, 2 đơn vị thay đổi').waitFor();
    expect(await page.getByRole('button', { name: 'Nạp danh sách này' }).isEnabled()).toBe(true);
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});
