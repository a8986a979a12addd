import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tablesOf } from '../../support/read-docx.ts';
import { openPortal, type Portal } from '../browser/portal.ts';
import { PHONE, type Visit } from '../browser/visit.ts';

const BEFORE = '2026-01-26T02:00:00Z';
/** Two days after the last acceptable day of January's report. */
const AFTER = '2026-01-29T02:00:00Z';
const said = { reporter: 'Lò Văn A', receiver: 'Quàng Thị B', channel: 'telephone' };

let portal: Portal;
let visit: Visit;
beforeAll(async () => {
  portal = await openPortal(BEFORE, { goLive: '2026-01-26' });
  await portal.office.as('so-y-te', 'POST', '/v1/ad-hoc-reports', { ...said, reportedAt: '2026-01-26T08:00:00+07:00' });
  await portal.office.moveTo(AFTER);
  visit = await portal.as('office', '/don-doc');
});
afterAll(async () => {
  await visit.close();
  await portal.close();
});

const choose = (name: string) => visit.page.getByRole('checkbox', { name: new RegExp(`^${name}`) });

describe('the list of what waits', () => {
  it('shows what is due at once with the days gone by, and leads to urging for it', async () => {
    const office = await portal.as('office');
    const waiting = office.page.getByRole('region', { name: 'Phải gửi ngay, chưa nhận được (1)' });
    await waiting.waitFor();
    expect(await waiting.locator('tbody tr > *').allTextContents()).toEqual([
      'Sở Y tế',
      'Báo cáo đột xuất số 001/2026',
      'Từ ngày 26/01/2026, đã qua 3 ngày',
      'Đôn đốc',
    ]);
    expect(await office.accessibilityFaults()).toEqual([]);
    await waiting.getByRole('link', { name: 'Đôn đốc các đơn vị này' }).click();
    await office.page.getByRole('checkbox', { name: /^Sở Y tế/ }).waitFor();
    expect(await office.page.locator('input[name=don-vi]').count()).toBe(1);
    await office.close();
  });
});

describe('the urging page', () => {
  it('lists what is due at once beside what is late, and finds the units that owe it', async () => {
    await choose('Sở Y tế').waitFor();
    expect(await visit.page.locator('li', { has: choose('Sở Y tế') }).textContent()).toContain(
      '1 báo cáo, quá hạn lâu nhất 2 ngày: tháng 1/2026. 1 báo cáo phải gửi ngay: đột xuất số 001/2026 (đã qua 3 ngày)',
    );
    await visit.page.getByLabel('Tình trạng').selectOption('ngay');
    expect(await visit.page.locator('input[name=don-vi]').count()).toBe(1);
    await visit.page.getByLabel('Tình trạng').selectOption('');
  });

  it('writes the official letter for the chosen units alone, with all that each owes', async () => {
    const button = visit.page.getByRole('button', { name: 'Lập công văn đôn đốc' });
    expect(await button.isDisabled()).toBe(true);
    await choose('Sở Y tế').check();
    await choose('Sở Nội vụ').check();
    const [download] = await Promise.all([visit.page.waitForEvent('download'), button.click()]);
    expect(download.suggestedFilename()).toBe('cong-van-don-doc-2026-01-29.docx');
    const bytes = new Uint8Array(readFileSync(await download.path()));
    const rows = tablesOf(bytes).get('Danh sách báo cáo chưa nhận được') ?? [];
    expect(rows.slice(1).map(([, unit, report]) => [unit, report])).toEqual([
      ['Sở Y tế', 'Báo cáo đột xuất số 001/2026'],
      ['Sở Nội vụ', 'Báo cáo tháng 1/2026'],
      ['Sở Y tế', 'Báo cáo tháng 1/2026'],
    ]);
    expect(await visit.page.getByRole('status').filter({ hasText: 'Đã chọn' }).textContent()).toBe('Đã chọn 2 đơn vị.');
  });

  it('shows the mail that urges for both, before it is sent', async () => {
    await choose('Sở Nội vụ').uncheck();
    await visit.page.getByRole('button', { name: 'Xem thư trước khi gửi' }).click();
    await visit.page.locator('h2', { hasText: '1 thư đôn đốc' }).waitFor();
    const text = await visit.page.locator('.letter pre').textContent();
    expect(text).toContain('Báo cáo đột xuất số 001/2026');
    expect(text).toContain('Báo cáo tháng 1/2026');
    await visit.page.getByRole('button', { name: 'Chọn lại' }).click();
  });

  it('can be used on a telephone, without an error unseen', async () => {
    await visit.page.setViewportSize(PHONE);
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
  });
});
