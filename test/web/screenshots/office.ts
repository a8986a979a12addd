import * as schemas from '../../../functions/api/schemas/index.ts';
import { PDF } from '../../e2e/office.ts';
import { samplePdf } from '../../samples/pdf.ts';
import type { Portal } from '../browser/portal.ts';
import type { Pictured } from './pictured.ts';

const WAITING = 'so-noi-vu.monthly.2026-01';

async function fileJanuary({ office }: Portal): Promise<void> {
  const bytes = samplePdf(['Báo cáo tháng 1 năm 2026']);
  const file = { name: 'Báo cáo tháng 1.pdf', type: PDF, role: 'main', bytes } as const;
  const particulars = { documentNumber: '15-BC/SNV', documentDate: '2026-01-26', signedBy: 'Lò Văn B' };
  const answer = await office.declare('so-noi-vu', WAITING, [file], particulars);
  const { id, uploads } = schemas.declared.parse(answer.body);
  for (const form of uploads) await office.upload(form, bytes);
  await office.settled('so-noi-vu', id);
}

/** The Office's pages, while one report waits for review and others are late. */
export const officePages: readonly Pictured[] = [
  { name: 'van-phong-viec-can-lam', user: 'office', path: '/', before: fileJanuary },
  { name: 'van-phong-theo-doi', user: 'office', path: '/bang-theo-doi' },
  { name: 'van-phong-theo-doi-nam-truoc', user: 'office', path: '/bang-theo-doi?nam=2025&bao-cao=every' },
  { name: 'van-phong-xem-xet', user: 'office', path: `/xem-xet/${WAITING}`, pauseMs: 2000 },
  { name: 'van-phong-don-doc', user: 'office', path: '/don-doc?qua-han=lau' },
];
