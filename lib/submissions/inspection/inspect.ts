import { createHash } from 'node:crypto';
import { type DeclaredType, fileTypeOf, hasDoubleExtension } from '../file-types.ts';
import { inspectPackage } from './office.ts';
import { inspectOle2 } from './office97.ts';
import { inspectPdf } from './pdf.ts';
import { Findings, type InspectionReason, Refusal } from './reasons.ts';
import { isPolyglot, type Sniffed, sniff } from './sniff.ts';

/** What the manifest says of a file; `size` in bytes, `sha256` in base64, `type` a MIME type. */
export type DeclaredFile = { name: string; type: string; size: number; sha256: string };

/** The verdict on a file: what it is, or every reason found to refuse it. */
export type Inspection = { ok: true; type: DeclaredType } | { ok: false; reasons: InspectionReason[] };

/**
 * Inspects an uploaded file by its bytes against what was declared (R19 and the manifest's rules). Depends on nothing
 * but its input and never throws for the sake of the file: what cannot be read is refused as malformed.
 */
export async function inspectFile({
  bytes,
  declared,
}: {
  bytes: Uint8Array;
  declared: DeclaredFile;
}): Promise<Inspection> {
  const findings = new Findings();
  if (bytes.length !== declared.size) findings.add('size-mismatch');
  if (createHash('sha256').update(bytes).digest('base64') !== declared.sha256) findings.add('checksum-mismatch');
  // Bytes that are not the ones declared say nothing about the unit's file.
  const broken = findings.list();
  if (broken.length > 0) return { ok: false, reasons: broken };

  if (hasDoubleExtension(declared.name)) findings.add('double-extension');
  const type = await inspectContent(bytes, fileTypeOf(declared.name, declared.type), findings);
  const reasons = findings.list();
  return type === undefined || reasons.length > 0 ? { ok: false, reasons } : { ok: true, type };
}

async function inspectContent(
  bytes: Uint8Array,
  declared: DeclaredType | undefined,
  findings: Findings,
): Promise<DeclaredType | undefined> {
  const sniffed = sniff(bytes);
  if (isPolyglot(bytes, sniffed.container)) findings.add('malformed', 'Tệp mang dữ liệu của nhiều loại tệp.');
  try {
    const actual = await readContainer(sniffed, bytes, findings);
    if (actual === undefined || actual !== declared) noteMismatch(findings, actual, sniffed);
    return actual;
  } catch (error) {
    // Reading past the end of the bytes is how a truncated table shows.
    if (error instanceof Refusal) findings.add(error.code, error.note);
    else if (error instanceof RangeError) findings.add('malformed');
    else throw error;
    if (declared === undefined || !containers[sniffed.container].includes(declared))
      noteMismatch(findings, undefined, sniffed);
    return undefined;
  }
}

const containers: Record<Sniffed['container'], readonly DeclaredType[]> = {
  pdf: ['pdf'],
  zip: ['docx', 'xlsx'],
  // An encrypted DOCX or XLSX is an OLE2 file around it.
  ole2: ['doc', 'xls', 'docx', 'xlsx'],
  other: [],
};

async function readContainer(
  sniffed: Sniffed,
  bytes: Uint8Array,
  findings: Findings,
): Promise<DeclaredType | undefined> {
  switch (sniffed.container) {
    case 'pdf':
      await inspectPdf(bytes, findings);
      return 'pdf';
    case 'zip':
      return inspectPackage(bytes, findings);
    case 'ole2':
      return inspectOle2(bytes, findings);
    case 'other':
      return undefined;
  }
}

// A document with macros or a password has been named for what it is; its type would only confuse.
function noteMismatch(findings: Findings, actual: DeclaredType | undefined, sniffed: Sniffed): void {
  if (actual === undefined && (findings.has('encrypted') || findings.has('macros'))) return;
  const other = sniffed.container === 'other' ? sniffed.label : 'loại tài liệu khác hoặc đời cũ';
  findings.add('type-mismatch', `Nội dung thực tế là ${actual?.toUpperCase() ?? other}.`);
}
