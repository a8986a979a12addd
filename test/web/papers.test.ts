import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportAsDocx } from '../../infra/tools/province/docx.ts';
import { createChance } from '../../infra/tools/province/random.ts';
import { writeReport } from '../../infra/tools/province/report.ts';
import { fileTypes } from '../../lib/submissions/file-types.ts';
import { periodOf, spanOf } from '../../web/src/pages/papers/periods.ts';
import { paragraphsOf } from '../support/read-docx.ts';
import { openPortal, type Portal } from './browser/portal.ts';
import { PHONE, type Visit } from './browser/visit.ts';

const NOW = '2026-10-26T02:00:00Z';
const THE_MORNING_AFTER = '2026-10-28T03:00:00Z';

let portal: Portal;
let visit: Visit;
beforeAll(async () => {
  portal = await openPortal(NOW, { goLive: '2026-10-01' });
  const paper = { unitName: 'Sở Tư pháp', documentNumber: '215-BC/HU', documentDate: '2026-10-26' };
  const bytes = await reportAsDocx(writeReport(paper, '2026-10', { layout: 'roman', rich: false }, createChance(1)));
  const file = { name: 'bao-cao.docx', type: fileTypes.docx, role: 'main' as const, bytes };
  await portal.office.file('so-tu-phap', 'so-tu-phap.monthly.2026-10', [file]);
  await portal.office.moveTo(THE_MORNING_AFTER);
  visit = await portal.as('office', '/van-ban');
}, 240_000);
afterAll(async () => {
  await visit.close();
  await portal.close();
});

/** What a click saves: the file's name and its bytes. */
async function saved(click: () => Promise<void>): Promise<{ name: string; bytes: Uint8Array }> {
  const [download] = await Promise.all([visit.page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}
const button = (name: string) => visit.page.getByRole('button', { name, exact: true });

describe('the Office’s papers in the portal', () => {
  it('gives the compliance report of a month, and says how a time is written when it is not one', async () => {
    await visit.page.fill('input[name=span]', 'tháng mười');
    await button('Tải bản Word').click();
    expect(await visit.page.locator('.field-error').textContent()).toContain('10/2026');
    await visit.page.fill('input[name=span]', '10/2026');
    const { name, bytes } = await saved(() => button('Tải bản Word').click());
    expect(name).toBe('bao-cao-tinh-hinh-thuc-hien-thang-2026-10.docx');
    expect(paragraphsOf(bytes)).toContain('tình hình thực hiện chế độ thông tin, báo cáo tháng 10/2026');
  });

  it('gives the urging letter', async () => {
    const { name, bytes } = await saved(() => button('Lập công văn').click());
    expect(name).toBe('cong-van-don-doc-2026-10-28.docx');
    expect(paragraphsOf(bytes).join('\n')).toContain('đã quá hạn');
  });

  it('compiles a period while one looks on, and gives the bundle and the draft', async () => {
    await visit.page.fill('input[name=period]', '10/2026');
    await button('Tổng hợp').click();
    await visit.page.getByText('1 đơn vị đã gửi').waitFor({ timeout: 60_000 });
    await button('Tải về').click();
    const { bytes } = await saved(() => visit.page.getByRole('button', { name: /^Bản nháp tổng hợp/ }).click());
    expect(paragraphsOf(bytes)).toContain('Sở Tư pháp');
  });

  it('shows the month’s report, which leaders see once it is released', async () => {
    const leader = await portal.as('leader', '/van-ban');
    expect(await leader.page.getByText('Chưa có báo cáo tháng nào.').count()).toBe(1);
    expect(await leader.page.getByRole('button', { name: 'Tổng hợp', exact: true }).count()).toBe(0);
    await button('Phát hành').click();
    await visit.page.getByRole('dialog').getByRole('button', { name: 'Phát hành' }).click();
    await visit.page.getByText('Đã phát hành').waitFor();
    await leader.goTo('/van-ban');
    expect(await leader.page.getByText('Đã phát hành').count()).toBe(1);
    expect(leader.faults).toEqual([]);
    await leader.close();
  });

  it('can be used by everybody, on a telephone too, without an error unseen', async () => {
    expect(await visit.accessibilityFaults()).toEqual([]);
    await visit.page.setViewportSize(PHONE);
    expect(await visit.accessibilityFaults()).toEqual([]);
    expect(visit.faults).toEqual([]);
  });
});

describe('periods as people write them', () => {
  it.each([
    ['10/2026', 'month=2026-10'],
    ['quý 3/2026', 'quarter=2026-Q3'],
    ['Quý IV/2026', 'quarter=2026-Q4'],
    ['2026', 'year=2026'],
  ])('%s is %s', (text, query) => {
    expect(spanOf(text)?.toString()).toBe(query);
  });

  it('belong to a rule: a month to the monthly, a year to the longer ones', () => {
    const read = [
      ['monthly', '1/2026'],
      ['weekly', '44/2026'],
      ['q1', '2026'],
      ['annual', '2026'],
      ['monthly', '2026'],
      ['q1', '1/2026'],
    ];
    expect(read.map(([rule = '', text = '']) => periodOf(rule, text))).toEqual([
      ...['2026-01', '2026-W44', '2026-Q1', '2026', undefined, undefined],
    ]);
    expect(spanOf('hôm nay')).toBeUndefined();
  });
});
