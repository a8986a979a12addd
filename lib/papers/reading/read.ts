import { type DeclaredType, fileTypeOf } from '../../submissions/file-types.ts';
import { Refusal } from '../../submissions/inspection/reasons.ts';
import type { Unreadable } from '../../submissions/readability.ts';
import { readDoc } from './doc.ts';
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

type Found = Pick<Extract<Reading, { ok: true }>, 'paragraphs' | 'blankPages'>;

/** Reads the bytes of a type; a document of pictures only has no paragraphs, or as few as a stamp. */
async function readAs(type: DeclaredType | undefined, bytes: Uint8Array): Promise<Found> {
  if (type === 'docx') return { paragraphs: readDocx(bytes), blankPages: 0 };
  if (type === 'doc') return { paragraphs: readDoc(bytes), blankPages: 0 };
  const found = await readPdf(bytes);
  return textLength(found.paragraphs) < LEAST_CHARACTERS ? { ...found, paragraphs: [] } : found;
}

function reasonOf({ code }: Refusal, type: DeclaredType | undefined): Unreadable {
  if (code === 'encrypted') return 'protected';
  if (code === 'zip-bomb') return 'too-large';
  return type === 'doc' ? 'old-format' : 'broken';
}

/** Why a file need not even be fetched to be read; undefined when its bytes decide. */
export function unreadableAsDeclared({ name, type, size }: Declared): Unreadable | undefined {
  const declared = fileTypeOf(name, type);
  if (declared === 'xls' || declared === 'xlsx') return 'spreadsheet';
  return size > readingLimits.fileBytes ? 'too-large' : undefined;
}

/** Reads a file of a submission for its paragraphs; what cannot be read says why, and is never an error. */
export async function readFile(bytes: Uint8Array, file: { name: string; type: string }): Promise<Reading> {
  const reason = unreadableAsDeclared({ ...file, size: bytes.length });
  if (reason) return { ok: false, reason };
  const type = fileTypeOf(file.name, file.type);
  try {
    const { paragraphs, blankPages } = await readAs(type, bytes);
    // A document of pictures only is a scan, whatever its name says.
    return paragraphs.length === 0 ? { ok: false, reason: 'scan' } : { ok: true, paragraphs, blankPages };
  } catch (error) {
    // Reading past the end of the bytes is how a broken table shows.
    const refusal = error instanceof RangeError ? new Refusal('malformed') : error;
    if (refusal instanceof Refusal) return { ok: false, reason: reasonOf(refusal, type) };
    throw error;
  }
}
