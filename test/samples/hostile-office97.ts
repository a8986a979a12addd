import { makeOle2 } from '../../infra/tools/province/ole2.ts';
import { docStreams, type Streams } from '../../infra/tools/province/word97.ts';
import type { HostileSample } from './hostile-sample.ts';
import { biffRecord, biffString, sampleDoc, sampleXls, workbookStream } from './office97.ts';

const one = new Uint8Array([1]);
const doc =
  (more: Streams, text = 'BÁO CÁO\r') =>
  () =>
    makeOle2({ ...docStreams(text), ...more });
const xls =
  (more: Streams, records: Uint8Array[] = [], sheetKind = 0) =>
  () =>
    makeOle2({ Workbook: workbookStream(['Biểu 1'], records, sheetKind), ...more });
const template = (path: string) => () => makeOle2(docStreams('A\r', { template: path }));
const sealed = { EncryptionInfo: one, EncryptedPackage: new Uint8Array(5000) };
const ddeBook = biffRecord(0x1ae, new Uint8Array([0, 0]), biffString('cmd\u0003/c calc'));

export const hostileOffice97: HostileSample[] = [
  {
    title: 'a .doc with macros',
    name: 'a.doc',
    code: 'macros',
    bytes: doc({ 'Macros/VBA/dir': one, 'Macros/PROJECT': one }),
  },
  {
    title: 'a .doc with an object',
    name: 'a.doc',
    code: 'macros',
    bytes: doc({ 'ObjectPool/_1/\u0001Ole10Native': one }),
  },
  {
    title: 'a .doc with a DDE field',
    name: 'a.doc',
    code: 'macros',
    bytes: doc({}, '\u0013 DDEAUTO cmd "/k" \u0014A\u0015\r'),
  },
  {
    title: 'a .doc with a template on a web server',
    name: 'a.doc',
    code: 'macros',
    bytes: template('http://example.com/a.dot'),
  },
  {
    title: 'a .doc with a template on a file server',
    name: 'a.doc',
    code: 'macros',
    bytes: template('\\\\10.0.0.1\\a.dot'),
  },
  { title: 'an .xls with macros', name: 'a.xls', code: 'macros', bytes: xls({ '_VBA_PROJECT_CUR/VBA/dir': one }) },
  { title: 'an .xls with an object', name: 'a.xls', code: 'macros', bytes: xls({ 'MBD0001A2B3/Package': one }) },
  { title: 'an .xls with an XLM macro sheet', name: 'a.xls', code: 'macros', bytes: xls({}, [], 1) },
  { title: 'an .xls with a DDE link', name: 'a.xls', code: 'macros', bytes: xls({}, [ddeBook]) },
  { title: 'a DOCX with a password', name: 'a.docx', code: 'encrypted', bytes: () => makeOle2(sealed) },
  { title: 'an XLSX with a password', name: 'a.xlsx', code: 'encrypted', bytes: () => makeOle2(sealed) },
  {
    title: 'a .doc with a password',
    name: 'a.doc',
    code: 'encrypted',
    bytes: () => makeOle2(docStreams('A\r', { flags: 0x0100 })),
  },
  { title: 'an .xls with a password', name: 'a.xls', code: 'encrypted', bytes: xls({}, [biffRecord(0x2f, one)]) },
  { title: 'a .doc cut off', name: 'a.doc', code: 'malformed', bytes: () => sampleDoc(['A']).subarray(0, 3000) },
  {
    title: 'a .doc with foreign data behind',
    name: 'a.doc',
    code: 'malformed',
    bytes: () => new Uint8Array(Buffer.concat([sampleDoc(['A']), Buffer.alloc(70_000, 'x')])),
  },
  {
    title: 'a .doc older than Word 97',
    name: 'a.doc',
    code: 'malformed',
    bytes: () => makeOle2(docStreams('A\r', { version: 101 })),
  },
  {
    title: 'a .doc whose text repeats beyond its length',
    name: 'a.doc',
    code: 'malformed',
    bytes: () => makeOle2(docStreams('A'.repeat(1000), { copies: 500 })),
  },
  { title: 'a .doc without its text table', name: 'a.doc', code: 'malformed', bytes: doc({ '1Table': one }) },
  {
    title: 'a file that is .doc and .xls at once',
    name: 'a.doc',
    code: 'malformed',
    bytes: doc({ Workbook: workbookStream(['A']) }),
  },
  {
    title: 'a presentation sent as a .doc',
    name: 'a.doc',
    code: 'type-mismatch',
    bytes: () => makeOle2({ 'PowerPoint Document': one }),
  },
  {
    title: 'a .doc stamped MẬT',
    name: 'a.doc',
    code: 'secrecy-mark',
    bytes: () => sampleDoc(['TỈNH ỦY ĐIỆN BIÊN', 'MẬT']),
  },
  {
    title: 'a .doc with the stamp in an old font',
    name: 'a.doc',
    code: 'secrecy-mark',
    bytes: () => makeOle2(docStreams('BC\rMËT\r', { narrow: true })),
  },
  {
    title: 'an .xls stamped TUYỆT MẬT',
    name: 'a.xls',
    code: 'secrecy-mark',
    bytes: () => sampleXls(['Biểu 1', 'TUYỆT MẬT']),
  },
  {
    title: 'an .xls stamped in its page header',
    name: 'a.xls',
    code: 'secrecy-mark',
    bytes: xls({}, [biffRecord(0x14, biffString('&CMẬT'))]),
  },
];
