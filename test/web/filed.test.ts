import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as schemas from '../../functions/api/schemas/index.ts';
import { PDF } from '../e2e/office.ts';
import { samplePdf } from '../samples/pdf.ts';
import { fillIn, pdf, receipt, send } from './browser/filing-form.ts';
import { openPortal, type Portal } from './browser/portal.ts';
import { DESKTOP, PHONE } from './browser/visit.ts';

const MORNING = '2026-01-26T02:00:00Z';
const JANUARY = 'monthly.2026-01';

const report = { name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo']) } as const;

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal(MORNING, { goLive: '2026-01-01' });
});
afterAll(() => portal.close());

describe('a report that the Office sends back', () => {
  it('shows its reason and date, and is supplemented', async () => {
    const unit = 'so-tu-phap';
    const id = `${unit}.${JANUARY}`;
    await portal.office.file(unit, id, [report]);
    const found = schemas.obligation.parse((await portal.office.as('office', 'GET', `/v1/obligations/${id}`)).body);
    const decision = {
      kind: 'return',
      version: found.version,
      submission: found.submissions.length,
      lastDay: '2026-01-30',
      reason: 'Thiếu số liệu về tổ chức đảng',
      authority: 'Chánh Văn phòng Tỉnh ủy',
    };
    const answer = await portal.office.as('office', 'POST', `/v1/obligations/${id}/decisions`, decision);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);

    const visit = await portal.as(unit);
    const { page } = visit;
    const item = page.locator('.todo-returned');
    expect(await item.textContent()).toContain('Bổ sung chậm nhất hết ngày 30/01/2026, còn 4 ngày làm việc');
    await item.getByRole('link', { name: 'Báo cáo tháng 1/2026', exact: true }).click();
    await page.getByText('Thiếu số liệu về tổ chức đảng').first().waitFor();
    expect(await visit.accessibilityFaults()).toEqual([]);
    await page.getByRole('link', { name: 'Gửi bổ sung' }).click();
    await fillIn(page, [pdf('bo-sung.pdf')]);
    await send(page);
    await receipt(page).waitFor();
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});

describe('a report', () => {
  it('is fetched by the unit as it was sent', async () => {
    await portal.office.file('so-giao-duc-va-dao-tao', `so-giao-duc-va-dao-tao.${JANUARY}`, [report]);
    const visit = await portal.as('so-giao-duc-va-dao-tao', `/bao-cao/so-giao-duc-va-dao-tao.${JANUARY}`);
    const download = visit.page.waitForEvent('download');
    await visit.page.getByRole('button', { name: 'bao-cao.pdf' }).click();
    expect((await download).suggestedFilename()).toBe('bao-cao.pdf');
    expect(visit.faults).toEqual([]);
    await visit.close();
  });

  it.each([
    ['on a phone', PHONE],
    ['on a desktop', DESKTOP],
  ])('and its pages hold to what axe and the screen ask for %s', async (_title, viewport) => {
    const visit = await portal.as('so-noi-vu', '/', { viewport });
    for (const path of ['/', '/?nam=2026', `/bao-cao/so-noi-vu.${JANUARY}`, `/bao-cao/so-noi-vu.${JANUARY}/gui`]) {
      await visit.goTo(path);
      expect(await visit.accessibilityFaults(), path).toEqual([]);
    }
    await visit.goTo('/bao-cao/so-tu-phap.monthly.2026-01');
    await visit.page.getByRole('alert').getByText('Không tìm thấy').waitFor();
    await visit.close();
  });
});
