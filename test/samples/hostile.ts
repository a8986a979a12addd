import { hostileOffice } from './hostile-office.ts';
import { hostileOffice97 } from './hostile-office97.ts';
import { hostilePdfs } from './hostile-pdf.ts';
import { type HostileSample, sampleProgram } from './hostile-sample.ts';
import { sampleDocx, sampleXlsx } from './office.ts';
import { sampleDoc, sampleXls } from './office97.ts';
import { samplePdf } from './pdf.ts';
import { secretOffice } from './secret-office.ts';

const text = (content: string) => () => new TextEncoder().encode(content);

const wrongTypes: HostileSample[] = [
  { title: 'a program renamed to .pdf', name: 'bao-cao.pdf', code: 'type-mismatch', bytes: sampleProgram },
  { title: 'a program renamed to .docx', name: 'bao-cao.docx', code: 'type-mismatch', bytes: sampleProgram },
  { title: 'a PDF sent as a DOCX', name: 'bao-cao.docx', code: 'type-mismatch', bytes: () => samplePdf(['A']) },
  { title: 'a DOCX sent as a PDF', name: 'bao-cao.pdf', code: 'type-mismatch', bytes: () => sampleDocx(['A']) },
  { title: 'a DOCX sent as a .doc', name: 'bao-cao.doc', code: 'type-mismatch', bytes: () => sampleDocx(['A']) },
  { title: 'an XLSX sent as a DOCX', name: 'bao-cao.docx', code: 'type-mismatch', bytes: () => sampleXlsx([['A']]) },
  { title: 'an .xls sent as a .doc', name: 'bao-cao.doc', code: 'type-mismatch', bytes: () => sampleXls(['A']) },
  { title: 'a .doc sent as an .xls', name: 'bao-cao.xls', code: 'type-mismatch', bytes: () => sampleDoc(['A']) },
  { title: 'RTF sent as a .doc', name: 'bao-cao.doc', code: 'type-mismatch', bytes: text('{\\rtf1\\ansi A}') },
  {
    title: 'a web page sent as an .xls',
    name: 'bang.xls',
    code: 'type-mismatch',
    bytes: text('<html><table></table></html>'),
  },
  { title: 'plain text sent as a PDF', name: 'bao-cao.pdf', code: 'type-mismatch', bytes: text('Báo cáo') },
  { title: 'nothing at all', name: 'bao-cao.pdf', code: 'type-mismatch', bytes: () => new Uint8Array() },
];

const wrongNames: HostileSample[] = [
  {
    title: 'a name that ends in .exe',
    name: 'bao-cao.pdf.exe',
    type: 'pdf',
    code: 'double-extension',
    bytes: () => samplePdf(['A']),
  },
  {
    title: 'a name with .exe inside',
    name: 'bao-cao.exe.pdf',
    code: 'double-extension',
    bytes: () => samplePdf(['A']),
  },
  {
    title: 'a name that runs backwards',
    name: 'bao-cao\u202efdp.docx',
    code: 'double-extension',
    bytes: () => sampleDocx(['A']),
  },
  {
    title: 'a MIME type of another kind',
    name: 'bao-cao.pdf',
    type: 'docx',
    code: 'type-mismatch',
    bytes: () => samplePdf(['A']),
  },
];

/** One file of every kind that must never be accepted. */
export const hostileSamples: HostileSample[] = [
  ...wrongTypes,
  ...wrongNames,
  ...hostilePdfs,
  ...hostileOffice,
  ...hostileOffice97,
  ...secretOffice,
];
