import type { Portal } from '../browser/portal.ts';
import { fileOn, reviewMonth, UNIT, WAITING } from './month.ts';
import type { Pictured } from './pictured.ts';

/** A unit has told of an event; its report is due at once. */
async function logEvent({ office }: Portal): Promise<void> {
  const said = { reporter: 'Lò Văn Minh', receiver: 'Quàng Thị Hoa', channel: 'telephone' };
  await office.as(UNIT, 'POST', '/v1/ad-hoc-reports', { reportedAt: '2026-01-29T08:30:00+07:00', ...said });
}

/** Two days after the deadline: most reports are there and accepted, some were late, some are missing, one is due at once. */
async function twoDaysAfter(portal: Portal): Promise<void> {
  await fileOn(portal, { from: 0, to: 2 });
  await reviewMonth(portal);
  await logEvent(portal);
}

/** The Office's pages, while one report waits for review and others are late. */
export const officePages: readonly Pictured[] = [
  { name: 'van-phong-viec-can-lam', user: 'office', path: '/', before: twoDaysAfter },
  { name: 'van-phong-theo-doi', user: 'office', path: '/bang-theo-doi' },
  { name: 'van-phong-xem-xet', user: 'office', path: `/xem-xet/${WAITING}`, pauseMs: 2000 },
  { name: 'van-phong-don-doc', user: 'office', path: '/don-doc' },
];
