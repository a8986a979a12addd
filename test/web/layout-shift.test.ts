import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PDF } from '../e2e/office.ts';
import { samplePdf } from '../samples/pdf.ts';
import { openPortal, type Portal } from './browser/portal.ts';
import { DESKTOP, PHONE } from './browser/visit.ts';

const REPORTS = ['so-tu-phap.monthly.2026-01', 'so-noi-vu.monthly.2026-01'] as const;

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal('2026-01-26T02:00:00Z', { goLive: '2026-01-01' });
  const file = { name: 'bao-cao.pdf', type: PDF, role: 'main', bytes: samplePdf(['Báo cáo']) } as const;
  for (const report of REPORTS) await portal.office.file(report.split('.')[0] ?? '', report, [file]);
});
afterAll(() => portal.close());

interface Shift extends PerformanceEntry {
  value: number;
}

declare global {
  interface Window {
    shifted: number;
  }
}

/** Adds up how far what stood already was pushed aside, as browsers measure it: 0.1 is felt. */
function watch(): void {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += (entry as Shift).value;
  }).observe({ type: 'layout-shift', buffered: true });
}

describe('a page whose answers come late', () => {
  it.each(
    [PHONE, DESKTOP].flatMap((viewport) =>
      [
        ['so-tu-phap', '/'],
        ['so-tu-phap', `/bao-cao/${REPORTS[0]}`],
        ['office', '/'],
        ['office', '/bang-theo-doi'],
        ['office', `/xem-xet/${REPORTS[0]}`],
        ['office', '/van-ban'],
        ['leader', '/'],
      ].map(([user = '', path = '']) => ({ user, path, viewport })),
    ),
  )('pushes nothing aside when they are there: $user $path $viewport.width', async ({ user, path, viewport }) => {
    const visit = await portal.as(user, '/', { viewport });
    const { page } = visit;
    await page.addInitScript(watch);
    // Answers come only once the page has been painted without them.
    await page.route('**/v1/**', async (route) => {
      await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
      await route.continue();
    });
    await visit.goTo(path);
    const shifted = await page.evaluate(
      () =>
        new Promise<number>((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(window.shifted))),
        ),
    );
    expect(shifted).toBeLessThan(0.02);
    await visit.close();
  });
});
