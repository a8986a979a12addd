import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortal, type Portal } from './browser/portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal('2026-01-29T02:00:00Z', { goLive: '2026-01-01' });
});
afterAll(() => portal.close());

/** What the browsers of the five years that `web/vite.config.ts` names do not all have. */
function forget(): void {
  const newer: readonly (readonly [object, readonly string[]])[] = [
    [Map, ['groupBy']],
    [Object, ['groupBy']],
    [Array, ['fromAsync']],
    [Promise, ['withResolvers', 'try']],
    [AbortSignal, ['any', 'timeout']],
    [URL, ['canParse', 'parse']],
    [Array.prototype, ['findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
    [String.prototype, ['isWellFormed', 'toWellFormed']],
    [Set.prototype, ['union', 'intersection', 'difference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom']],
    [window, ['structuredClone', 'Iterator', 'navigation', 'scheduler']],
  ];
  for (const [owner, names] of newer) for (const name of names) Reflect.deleteProperty(owner, name);
}

describe('a browser of some years ago', () => {
  it.each([
    ['so-tu-phap', '/'],
    ['so-tu-phap', '/bao-cao/so-tu-phap.monthly.2026-01'],
    ['so-tu-phap', '/bao-cao/so-tu-phap.monthly.2026-01/gui'],
    ['so-tu-phap', '/gui-khac'],
    ['so-tu-phap', '/lich'],
    ['office', '/'],
    ['office', '/bang-theo-doi'],
    ['office', '/xem-xet/so-tu-phap.monthly.2026-01'],
    ['office', '/don-doc'],
    ['office', '/yeu-cau/moi'],
    ['office', '/so-lieu'],
    ['office', '/don-vi'],
    ['office', '/tai-khoan'],
    ['office', '/van-ban'],
    ['leader', '/'],
    ['leader', '/dot-xuat'],
  ])('shows %s the page %s', async (user, path) => {
    const visit = await portal.visit();
    await visit.page.addInitScript(forget);
    await visit.signIn(user, path);
    expect(await visit.page.getByRole('alert').count()).toBe(0);
    expect(await visit.page.locator('main').textContent()).not.toBe('');
    expect(visit.faults).toEqual([]);
    await visit.close();
  });
});
