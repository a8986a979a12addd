import { limits } from '../../submissions/inspection/limits.ts';
import { type PdfDocument, textPieces, withPdf } from '../../submissions/inspection/pdf-document.ts';
import { measureStreams } from '../../submissions/inspection/pdf-streams.ts';
import { Refusal } from '../../submissions/inspection/reasons.ts';
import { readingLimits } from './limits.ts';
import { type ReadParagraph, tidy } from './paragraph.ts';
import { ParagraphList } from './paragraph-list.ts';
import { goesOn, linesOf, paragraphsOfPage } from './pdf-lines.ts';

/** The paragraphs of a page; a page that cannot be read has none, like a scanned one. */
async function readPage(document: PdfDocument, number: number) {
  const page = await document.getPage(number).catch(() => undefined);
  if (!page) return [];
  const most = limits.pdf.textItemsPerPage;
  const pieces = await textPieces(page, most + 1);
  page.cleanup();
  // Half a page would be in the draft as if it were the whole.
  if (pieces.length > most) throw new Refusal('zip-bomb');
  return paragraphsOfPage(linesOf(pieces), number);
}

/**
 * The paragraphs of a PDF that holds text, page after page, and how many of its pages hold none, as scanned ones do. Throws a
 * Refusal when the file cannot be opened, or is more than may be read.
 */
export function readPdf(bytes: Uint8Array): Promise<{ paragraphs: ReadParagraph[]; blankPages: number }> {
  const most = Math.min(readingLimits.pages, measureStreams(bytes).textPages(readingLimits.pageWorkBytes));
  return withPdf(bytes, async (document) => {
    if (document.numPages > most) throw new Refusal('zip-bomb');
    const found = new ParagraphList();
    let blankPages = 0;
    for (let page = 1; page <= document.numPages; page += 1) {
      const onPage = await readPage(document, page);
      if (onPage.length === 0) blankPages += 1;
      for (const [i, paragraph] of onPage.entries()) {
        const last = found.all.at(-1);
        if (i === 0 && last && goesOn(last.text, paragraph)) found.extend(paragraph.text);
        else found.add({ text: tidy(paragraph.text), place: `trang ${page}`, emphasised: false });
      }
    }
    return { paragraphs: found.all, blankPages };
  });
}
