import * as schemas from '../../../functions/api/schemas.ts';
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

/** Every main page, one line each, pictured in this order on the demo's data. */
export const pages: readonly Pictured[] = [
  { name: 'don-vi-bao-cao-phai-gui', user: 'so-tu-phap', path: '/' },
  { name: 'don-vi-bao-cao', user: 'so-tu-phap', path: `/bao-cao/${NOVEMBER}`, before: fileNovember },
  { name: 'don-vi-gui-bao-cao', user: 'so-tu-phap', path: '/bao-cao/so-tu-phap.monthly.2026-01/gui' },
  { name: 'don-vi-bien-nhan', user: 'so-tu-phap', path: `/lan-gui/${NOVEMBER}.1` },
  ...officePages,
  { name: 'van-phong-van-ban', user: 'office', path: '/van-ban' },
];
