import type { Page } from 'playwright-core';
import { DOCX, PDF } from '../../e2e/office.ts';
import { sampleDocx } from '../../samples/office.ts';
import { samplePdf } from '../../samples/pdf.ts';

/** Files as a browser's picker takes them. */
export const pdf = (name: string) => ({
  name,
  mimeType: PDF,
  buffer: Buffer.from(samplePdf(['Báo cáo tháng 1 năm 2026', name])),
});
export const docx = (name: string, paragraphs = ['Phụ lục số liệu']) => ({
  ...{ name, mimeType: DOCX },
  buffer: Buffer.from(sampleDocx(paragraphs)),
});

/** Types what a filing declares, and chooses the files that are given. */
export async function fillIn(page: Page, files: readonly ReturnType<typeof pdf>[] = []): Promise<void> {
  if (files.length > 0) await page.locator('input[type=file]').setInputFiles([...files]);
  await page.getByLabel('Số, ký hiệu văn bản').fill('215-BC/STP');
  await page.getByLabel('Ngày văn bản').fill('26/1/2026');
  await page.getByLabel('Người ký').fill('Nguyễn Văn A');
  await page.getByLabel(/không chứa bí mật nhà nước/).check();
}

export const sending = (page: Page) => page.getByRole('button', { name: 'Gửi báo cáo' });
export const send = (page: Page) => sending(page).click();

/** The heading of the page that a filing ends on. */
export const receipt = (page: Page) => page.locator('h1', { hasText: 'Biên nhận' });
