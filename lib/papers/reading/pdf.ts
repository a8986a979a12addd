import { Refusal } from '../../submissions/inspection/reasons.ts';
import { type ReadParagraph, tidy } from './paragraph.ts';
import { goesOn, linesOf, type Piece, paragraphsOfPage } from './pdf-lines.ts';

type Pdfjs = typeof import('unpdf/pdfjs');
type Document = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>;

async function piecesOf(document: Document, number: number): Promise<Piece[]> {
  const page = await document.getPage(number);
  try {
    const { items } = await page.getTextContent();
    return items.flatMap((item) => ('str' in item ? [item] : []));
  } finally {
    page.cleanup();
  }
}

/**
 * The paragraphs of a PDF that holds text, page after page, and how many of its pages hold none, as scanned ones do. Throws a
 * Refusal when the file cannot be opened.
 */
export async function readPdf(bytes: Uint8Array): Promise<{ paragraphs: ReadParagraph[]; blankPages: number }> {
  // Loaded only when a PDF comes: it is most of the bundle.
  const pdfjs = await import('unpdf/pdfjs');
  const task = pdfjs.getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    useSystemFonts: true,
    disableFontFace: true,
    verbosity: 0,
  });
  try {
    const document = await task.promise.catch((error: unknown) => {
      const protectedByPassword = error instanceof Error && error.name === 'PasswordException';
      throw new Refusal(protectedByPassword ? 'encrypted' : 'malformed');
    });
    const found: ReadParagraph[] = [];
    let blankPages = 0;
    for (let page = 1; page <= document.numPages; page += 1) {
      // A page whose text cannot be read has none, like a scanned one.
      const pieces = await piecesOf(document, page).catch(() => []);
      const onPage = paragraphsOfPage(linesOf(pieces), page);
      if (onPage.length === 0) blankPages += 1;
      for (const [i, paragraph] of onPage.entries()) {
        const last = found.at(-1);
        if (i === 0 && last && goesOn(last.text, paragraph)) last.text = `${last.text} ${paragraph.text}`;
        else found.push({ text: tidy(paragraph.text), place: `trang ${page}`, emphasised: false });
      }
    }
    return { paragraphs: found, blankPages };
  } finally {
    await task.destroy();
  }
}
