import * as schemas from '../../../functions/api/schemas/index.ts';
import { reportAsDocx } from '../../../infra/tools/province/docx.ts';
import { createChance } from '../../../infra/tools/province/random.ts';
import { writeReport } from '../../../infra/tools/province/report.ts';
import { DOCX } from '../../e2e/office.ts';
import type { Portal } from '../browser/portal.ts';
import { fileOn, UNIT } from './month.ts';
import { officePages } from './office.ts';
import type { Pictured } from './pictured.ts';

const JANUARY = `${UNIT}.monthly.2026-01`;

/** The day before the deadline: most have filed, the pictured unit not yet, and a request has come. */
async function dayBefore(portal: Portal): Promise<void> {
  await fileOn(portal, { from: -4, to: -1 });
  await askForReports(portal);
}

async function fileJanuary({ office }: Portal): Promise<void> {
  const paper = { documentNumber: '12-BC/STP', documentDate: '2026-01-26' };
  const layout = { layout: 'roman', rich: true } as const;
  const report = writeReport({ unitName: 'Sở Tư pháp', ...paper }, '2026-01', layout, createChance(353));
  const bytes = await reportAsDocx(report);
  const particulars = { ...paper, signedBy: 'Quàng Thị Hoa' };
  const file = { name: 'Báo cáo tháng 1.docx', type: DOCX, role: 'main', bytes } as const;
  const answer = await office.declare(UNIT, JANUARY, [file], particulars);
  const { id, uploads } = schemas.declared.parse(answer.body);
  for (const form of uploads) await office.upload(form, bytes);
  await office.settled(UNIT, id);
}

const REQUEST = 'r-2026-12-cv-tu';

async function askForReports({ office }: Portal): Promise<void> {
  await office.as('office', 'POST', '/v1/requests', {
    documentNumber: '12-CV/TU',
    documentDate: '2026-01-26',
    subject: 'Kết quả thực hiện Nghị quyết số 18-NQ/TW',
    kind: 'inspection',
    audience: { kind: 'category', categories: ['department', 'mass-organisation'] },
    deadline: { kind: 'date', date: '2026-02-10', bound: 'before' },
    sections: ['Kết quả đạt được', 'Hạn chế, nguyên nhân'],
    secrecy: 'none',
  });
}

/** Every main page, one line each, pictured in this order on the demo's data. */
export const pages: readonly Pictured[] = [
  { name: 'don-vi-bao-cao-phai-gui', user: UNIT, path: '/', before: dayBefore },
  { name: 'don-vi-gui-bao-cao', user: UNIT, path: `/bao-cao/${JANUARY}/gui` },
  { name: 'don-vi-bien-nhan', user: UNIT, path: `/lan-gui/${JANUARY}.1`, before: fileJanuary },
  { name: 'don-vi-bao-cao', user: UNIT, path: `/bao-cao/${JANUARY}` },
  ...officePages,
  { name: 'van-phong-van-ban', user: 'office', path: '/van-ban' },
  { name: 'van-phong-yeu-cau-moi', user: 'office', path: '/yeu-cau/moi' },
  { name: 'van-phong-yeu-cau', user: 'office', path: `/yeu-cau/${REQUEST}` },
  { name: 'van-phong-don-vi', user: 'office', path: '/don-vi' },
  { name: 'van-phong-tai-khoan', user: 'office', path: '/tai-khoan' },
  { name: 'van-phong-so-lieu', user: 'office', path: '/so-lieu' },
  { name: 'lanh-dao', user: 'leader', path: '/' },
  { name: 'dot-xuat', user: 'office', path: '/dot-xuat' },
  { name: 'don-vi-gui-khac', user: UNIT, path: '/gui-khac' },
  { name: 'don-vi-lich', user: UNIT, path: '/lich' },
];
