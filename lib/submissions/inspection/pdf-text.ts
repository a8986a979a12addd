import { limits } from './limits.ts';
import { type PdfDocument, type PdfPage, type TextPiece, textPieces, withPdf } from './pdf-document.ts';
import { Refusal } from './reasons.ts';

/** The text of a PDF's first and last pages, line by line, and whether it runs scripts or carries files. */
export type PdfText = { lines: string[]; active: boolean };

/** Reads a PDF. A page whose text cannot be read has none, like a scanned one; a document that cannot be opened is refused. */
export const readPdfText = (bytes: Uint8Array, mostPages: number): Promise<PdfText> =>
  withPdf(bytes, async (document) => {
    const lines = await titleLines(document);
    let items: number = limits.pdf.textItems;
    for (const number of sampledPages(document.numPages, mostPages)) {
      const page = await document.getPage(number).catch(() => undefined);
      // A page that does not exist is no page without text.
      if (page === undefined) throw new Refusal('malformed');
      const pieces = await textPieces(page, Math.min(items, limits.pdf.textItemsPerPage));
      items -= pieces.length;
      lines.push(...linesOf(pieces), ...(await annotationLines(page)), '-');
      page.cleanup();
    }
    return { lines, active: await isActive(document) };
  });

function* sampledPages(count: number, most: number): Generator<number> {
  const last = Math.min(limits.pdf.lastPages, Math.floor(most / 3));
  const first = Math.min(limits.pdf.firstPages, most - last);
  for (let number = 1; number <= Math.min(count, first); number += 1) yield number;
  for (let number = Math.max(first, count - last) + 1; number <= count; number += 1) yield number;
}

async function isActive(document: PdfDocument): Promise<boolean> {
  const [actions, attachments, scripts] = await Promise.all([
    document.getJSActions().catch(() => null),
    document.getAttachments().catch(() => null),
    document.hasJSActions().catch(() => false),
  ]);
  return actions !== null || attachments !== null || scripts;
}

async function titleLines(document: PdfDocument): Promise<string[]> {
  const metadata = await document.getMetadata().catch(() => undefined);
  const info: object = metadata?.info ?? {};
  return Object.entries(info).flatMap(([key, value]) =>
    shownInfo.has(key) && typeof value === 'string' ? [value] : [],
  );
}

const shownInfo = new Set(['Title', 'Subject', 'Keywords']);

// Comments, stamps and form fields are drawn over the page and are not in its text.
async function annotationLines(page: PdfPage): Promise<string[]> {
  const annotations: unknown[] = await page.getAnnotations().catch(() => []);
  return annotations.flatMap((annotation) => {
    if (typeof annotation !== 'object' || annotation === null) return [];
    const shown: { contentsObj?: { str?: unknown }; textContent?: unknown; fieldValue?: unknown } = annotation;
    return [shown.contentsObj?.str, shown.textContent, shown.fieldValue]
      .flat()
      .filter((text) => typeof text === 'string');
  });
}

/** Joins the pieces of a page into lines; a gap wider than words have becomes a tab, as between columns. */
function linesOf(pieces: TextPiece[]): string[] {
  const lines: string[] = [];
  let line = '';
  let height = 0;
  for (const { str, width, height: own, hasEOL } of pieces) {
    height = own || height;
    const isGap = str.trim() === '' && width > 1.5 * height;
    line += isGap ? '\t' : str;
    if (!hasEOL) continue;
    lines.push(line);
    line = '';
  }
  return [...lines, line];
}
