import * as schemas from '../../../functions/api/schemas/index.ts';
import { PDF } from '../../e2e/office.ts';
import { samplePdf } from '../../samples/pdf.ts';
import type { Portal } from '../browser/portal.ts';
import { officePages } from './office.ts';
import type { Pictured } from './pictured.ts';

const NOVEMBER = 'so-tu-phap.monthly.2025-11';

async function fileNovember({ office }: Portal): Promise<void> {
  const bytes = samplePdf(['Báo cáo tháng 11 năm 2025']);
  const particulars = { documentNumber: '215-BC/STP', documentDate: '2025-11-25' };
  const file = { name: 'Báo cáo tháng 11.pdf', type: PDF, role: 'main', bytes } as const;
  const answer = await office.declare('so-tu-phap', NOVEMBER, [file], particulars);
  const { id, uploads } = schemas.declared.parse(answer.body);
  for (const form of uploads) await office.upload(form, bytes);
  await office.settled('so-tu-phap', id);
}

const REQUEST = 'r-2026-12-cv-tu';

async function askForReports({ office }: Portal): Promise<void> {
  await office.as('office', 'POST', '/v1/requests', {
    documentNumber: '12-CV/TU',
    documentDate: '2026-01-26',
    subject: 'Kết quả thực hiện Nghị quyết số 18-NQ/TW',
    kind: 'inspection',
    audience: { kind: 'category', categories: ['mass-organisation'] },
    deadline: { kind: 'date', date: '2026-02-10', bound: 'before' },
    sections: ['Kết quả đạt được', 'Hạn chế, nguyên nhân'],
    secrecy: 'none',
  });
}

async function logEvent({ office }: Portal): Promise<void> {
  const said = { reporter: 'Lò Văn A', receiver: 'Quàng Thị B', channel: 'telephone' };
  await office.as('so-tu-phap', 'POST', '/v1/ad-hoc-reports', { reportedAt: '2026-01-26T08:30:00+07:00', ...said });
}

/** Every main page, one line each, pictured in this order on the demo's data. */
export const pages: readonly Pictured[] = [
  { name: 'don-vi-bao-cao-phai-gui', user: 'so-tu-phap', path: '/' },
  { name: 'don-vi-bao-cao', user: 'so-tu-phap', path: `/bao-cao/${NOVEMBER}`, before: fileNovember },
  { name: 'don-vi-gui-bao-cao', user: 'so-tu-phap', path: '/bao-cao/so-tu-phap.monthly.2026-01/gui' },
  { name: 'don-vi-bien-nhan', user: 'so-tu-phap', path: `/lan-gui/${NOVEMBER}.1` },
  ...officePages,
  { name: 'van-phong-van-ban', user: 'office', path: '/van-ban' },
  { name: 'van-phong-yeu-cau-moi', user: 'office', path: '/yeu-cau/moi' },
  { name: 'van-phong-yeu-cau', user: 'office', path: `/yeu-cau/${REQUEST}`, before: askForReports },
  { name: 'van-phong-don-vi', user: 'office', path: '/don-vi' },
  { name: 'van-phong-tai-khoan', user: 'office', path: '/tai-khoan' },
  { name: 'van-phong-so-lieu', user: 'office', path: '/so-lieu' },
  { name: 'lanh-dao', user: 'leader', path: '/' },
  { name: 'dot-xuat', user: 'office', path: '/dot-xuat', before: logEvent },
  { name: 'don-vi-gui-khac', user: 'so-tu-phap', path: '/gui-khac' },
  { name: 'don-vi-lich', user: 'so-tu-phap', path: '/lich' },
];
