import type { Portal } from '../browser/portal.ts';
import { fileOn, reviewMonth, WAITING } from './month.ts';
import type { Pictured } from './pictured.ts';

/** Two days after the deadline: most reports are there and accepted, some were late, some are missing. */
async function twoDaysAfter(portal: Portal): Promise<void> {
  await fileOn(portal, { from: 0, to: 2 });
  await reviewMonth(portal);
}

/** The Office's pages, while one report waits for review and others are late. */
export const officePages: readonly Pictured[] = [
  { name: 'van-phong-viec-can-lam', user: 'office', path: '/', before: twoDaysAfter },
  { name: 'van-phong-theo-doi', user: 'office', path: '/bang-theo-doi' },
  { name: 'van-phong-xem-xet', user: 'office', path: `/xem-xet/${WAITING}`, pauseMs: 2000 },
  { name: 'van-phong-don-doc', user: 'office', path: '/don-doc' },
];
