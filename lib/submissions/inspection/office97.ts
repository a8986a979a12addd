import type { DeclaredType } from '../file-types.ts';
import { readWorkbook97 } from './excel97.ts';
import { OleFile } from './ole2.ts';
import type { Findings } from './reasons.ts';
import { MarkFinder } from './secrecy.ts';
import { readDocument97 } from './word97.ts';

const macroNames = new Set(['macros', '_vba_project_cur', 'vba', '_vba_project']);
const encryptedNames = new Set(['encryptedpackage', 'encryptioninfo', '\u0006dataspaces', '\u0009drmcontent']);
// Objects put into a document or a sheet, whatever program they belong to, and ActiveX controls.
const objectNames = new Set(['\u0001ole10native', 'package', '\u0003ocxname', 'ocxdata', 'ctls']);
const objectPath = /^(?:objectpool\/|mbd[0-9a-f]{8}$)/;

/**
 * Inspects a .doc or .xls (Word and Excel 97 to 2003) and the envelope of an encrypted DOCX or XLSX.
 * Returns the type its streams state; undefined when it is another kind of OLE2 file, or encrypted as a whole.
 */
export function inspectOle2(bytes: Uint8Array, findings: Findings): DeclaredType | undefined {
  const file = new OleFile(bytes);
  const has = (names: Set<string>) => file.entries.some(({ name }) => names.has(name.toLowerCase()));
  if (has(encryptedNames)) {
    findings.add('encrypted');
    return undefined;
  }
  if (has(macroNames)) findings.add('macros', 'Tệp có macro.');
  if (has(objectNames) || file.entries.some(({ path }) => objectPath.test(path.toLowerCase()))) {
    findings.add('macros', 'Tệp có đối tượng nhúng.');
  }

  const document = file.stream('WordDocument');
  const workbook = file.stream('Workbook');
  if (document && workbook) findings.add('malformed');
  const marks = new MarkFinder();
  const sink = { line: (text: string) => marks.line(text), active: (note: string) => findings.add('macros', note) };
  if (document) readDocument97(document, (name) => file.stream(name), sink);
  else if (workbook) readWorkbook97(workbook, sink);
  else return undefined;
  const mark = marks.gravest();
  if (mark !== undefined) findings.add('secrecy-mark', `Dấu tìm thấy: ${mark}.`);
  return document ? 'doc' : 'xls';
}
