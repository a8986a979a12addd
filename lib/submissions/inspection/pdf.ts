import { checkObjectStream, checkObjects } from './pdf-names.ts';
import { PdfBudget, segmentsOf } from './pdf-streams.ts';
import { readPdfText } from './pdf-text.ts';
import { type Findings, Refusal } from './reasons.ts';
import { findSecrecyMark } from './secrecy.ts';

const blanks = new Set([0, 0x09, 0x0a, 0x0c, 0x0d, 0x1a, 0x20]);

/**
 * Inspects a PDF: its frame, its objects (those in object streams too) and then its text. Names are looked for only
 * outside the streams' bodies, where chance cannot spell them; a body that hides objects of its own is refused.
 */
export async function inspectPdf(bytes: Uint8Array, findings: Findings): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkFrame(buffer);
  const budget = new PdfBudget();
  for (const segment of segmentsOf(buffer)) {
    if (segment.kind === 'plain') checkObjects(segment.text, findings);
    else checkStream(segment.dictionary, segment.body, budget, findings);
  }
  if (findings.has('encrypted')) return;

  const { lines, active } = await readPdfText(bytes, budget.pages);
  if (active) findings.add('active-content');
  const mark = findSecrecyMark(lines);
  if (mark !== undefined) findings.add('secrecy-mark', `Dấu tìm thấy: ${mark}.`);
}

// From the header to the end mark that follows `startxref`, with nothing but blanks behind it.
function checkFrame(buffer: Buffer): void {
  const end = buffer.lastIndexOf('%%EOF', -1, 'latin1');
  const tail = end < 0 ? '' : buffer.toString('latin1', Math.max(0, end - 1024), end);
  if (!/startxref\s+\d+\s*$/.test(tail)) throw new Refusal('malformed');
  for (let at = end + 5; at < buffer.length; at += 1) {
    if (!blanks.has(buffer[at] ?? 0)) throw new Refusal('malformed');
  }
}

function checkStream(dictionary: string, body: Buffer, budget: PdfBudget, findings: Findings): void {
  if (hidesObjects(body)) throw new Refusal('malformed');
  const holdsObjects =
    /\/Type\s*\/ObjStm\b/.test(dictionary) || (/\/First\b/.test(dictionary) && /\/N\b/.test(dictionary));
  const content = budget.inflate(dictionary, body, holdsObjects);
  if (!holdsObjects || findings.has('encrypted')) return;
  // Compressed objects are read here or not at all; no writer puts a predictor on them.
  if (content === undefined || /\/Predictor\s+(?!1\b)/.test(dictionary)) throw new Refusal('malformed');
  checkObjectStream(dictionary, content.toString('latin1'), findings);
}

// A cross-reference can point into a stream's body; no honest one holds the head of an object.
function hidesObjects(body: Buffer): boolean {
  for (let at = body.indexOf('obj', 0, 'latin1'); at >= 0; at = body.indexOf('obj', at + 3, 'latin1')) {
    const around = body.toString('latin1', Math.max(0, at - 24), at + 16);
    if (/\d[\s\0]+\d+[\s\0]+obj[\s\0]*(?:<<|\[)/.test(around)) return true;
  }
  return false;
}
