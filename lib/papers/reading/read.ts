import { fileTypeOf } from '../../submissions/file-types.ts';
import { type InspectionCode, Refusal } from '../../submissions/inspection/reasons.ts';
import type { Unreadable } from '../../submissions/readability.ts';
import { readDocx } from './docx.ts';
import { readingLimits } from './limits.ts';
import type { Reading, ReadParagraph } from './paragraph.ts';
import { readPdf } from './pdf.ts';

/** A cover page typed over a scanned report has a line or two; a report has more. */
const LEAST_CHARACTERS = 200;

interface Declared {
  name: string;
  type: string;
  size: number;
}

const textLength = (paragraphs: readonly ReadParagraph[]): number =>
  paragraphs.reduce((sum, { text }) => sum + text.length, 0);

const reasonOf: Partial<Record<InspectionCode, Unreadable>> = { encrypted: 'protected', 'zip-bomb': 'too-large' };

/** Why a file need not even be fetched to be read; undefined when its bytes decide. */
export function unreadableAsDeclared({ name, type, size }: Declared): Unreadable | undefined {
  const declared = fileTypeOf(name, type);
  if (declared === 'doc') return 'old-format';
  if (declared === 'xls' || declared === 'xlsx') return 'spreadsheet';
  return size > readingLimits.fileBytes ? 'too-large' : undefined;
}

/** Reads a file of a submission for its paragraphs; what cannot be read says why, and is never an error. */
export async function readFile(bytes: Uint8Array, file: { name: string; type: string }): Promise<Reading> {
  const reason = unreadableAsDeclared({ ...file, size: bytes.length });
  if (reason) return { ok: false, reason };
  const isPdf = fileTypeOf(file.name, file.type) === 'pdf';
  try {
    const { paragraphs, blankPages } = isPdf ? await readPdf(bytes) : { paragraphs: readDocx(bytes), blankPages: 0 };
    // A document of pictures only is a scan, whatever its name says.
    const isScan = paragraphs.length === 0 || (isPdf && textLength(paragraphs) < LEAST_CHARACTERS);
    return isScan ? { ok: false, reason: 'scan' } : { ok: true, paragraphs, blankPages };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: reasonOf[error.code] ?? 'broken' };
    if (error instanceof RangeError) return { ok: false, reason: 'broken' };
    throw error;
  }
}
