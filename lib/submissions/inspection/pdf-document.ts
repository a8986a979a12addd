import { Refusal } from './reasons.ts';

type Pdfjs = typeof import('unpdf/pdfjs');
export type PdfDocument = Awaited<ReturnType<Pdfjs['getDocument']>['promise']>;
export type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

/** A piece of text on a page, measured in points from the lower left corner. */
export interface TextPiece {
  str: string;
  width: number;
  height: number;
  hasEOL: boolean;
  transform: readonly number[];
}

/**
 * Lends a PDF opened by PDF.js (fonts, encodings and compressed objects are beyond a small reader), and closes it. A document
 * that cannot be opened is refused.
 */
export async function withPdf<T>(bytes: Uint8Array, work: (document: PdfDocument) => Promise<T>): Promise<T> {
  // Loaded only when a PDF comes: it is most of the bundle.
  const pdfjs = await import('unpdf/pdfjs');
  const task = pdfjs.getDocument({
    // PDF.js takes the memory it is given away from its owner.
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
    return await work(document);
  } finally {
    await task.destroy();
  }
}

/** The pieces of text of a page, no more than so many; of a damaged page, those before the damage. */
export async function textPieces(page: PdfPage, most: number): Promise<TextPiece[]> {
  const pieces: TextPiece[] = [];
  const reader = page.streamTextContent().getReader();
  try {
    while (pieces.length < most) {
      const { done, value }: { done: boolean; value?: { items: (TextPiece | object)[] } } = await reader.read();
      if (done) break;
      for (const item of value?.items ?? []) if ('str' in item) pieces.push(item);
    }
    await reader.cancel(new Error('read enough'));
  } catch {
    // What was read before the damage counts.
  }
  return pieces;
}
