import { fileTypeOf } from '../../submissions/file-types.ts';
import { Refusal } from '../../submissions/inspection/reasons.ts';
import { readDocx } from './docx.ts';
import type { Reading, ReadParagraph } from './paragraph.ts';
import { readPdf } from './pdf.ts';

/** A cover page typed over a scanned report has a line or two; a report has more. */
const LEAST_CHARACTERS = 200;

const textLength = (paragraphs: readonly ReadParagraph[]): number =>
  paragraphs.reduce((sum, { text }) => sum + text.length, 0);

/** Reads a file of a submission for its paragraphs; what cannot be read says why, and is never an error. */
export async function readFile(bytes: Uint8Array, { name, type }: { name: string; type: string }): Promise<Reading> {
  const declared = fileTypeOf(name, type);
  if (declared === 'doc' || declared === 'xls') return { ok: false, reason: 'old-format' };
  if (declared === 'xlsx') return { ok: false, reason: 'spreadsheet' };
  try {
    const { paragraphs, blankPages } =
      declared === 'docx' ? { paragraphs: readDocx(bytes), blankPages: 0 } : await readPdf(bytes);
    if (declared !== 'docx' && textLength(paragraphs) < LEAST_CHARACTERS) return { ok: false, reason: 'scan' };
    // A document of pictures only is a scan, whatever its name says.
    return paragraphs.length === 0 ? { ok: false, reason: 'scan' } : { ok: true, paragraphs, blankPages };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.code === 'encrypted' ? 'protected' : 'broken' };
    if (error instanceof RangeError) return { ok: false, reason: 'broken' };
    throw error;
  }
}
