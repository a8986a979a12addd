import { makeOle2 } from '../../infra/tools/province/ole2.ts';
import { type HostileSample, sampleProgram } from './hostile-sample.ts';
import {
  contentTypes,
  docxParts,
  escapeXml,
  type OfficeParts,
  packOffice,
  paragraph,
  relationships,
  sampleDocx,
  xlsxParts,
} from './office.ts';
import { makeZip, type ZipFrame, type ZipPart } from './zip.ts';

const slides = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';
const withMacros = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const macroSheet = 'application/vnd.ms-excel.macrosheet+xml';
const documentRels = 'word/_rels/document.xml.rels';
const name = 'bao-cao.docx';

const docx =
  (more: OfficeParts, body = paragraph('BÁO CÁO')) =>
  () =>
    packOffice(docxParts(body, more));
const xlsx =
  (more: OfficeParts, cells = '', strings: string[] = []) =>
  () =>
    packOffice(xlsxParts(cells, strings, more));
const main = (type: string) => ({ '[Content_Types].xml': contentTypes({ '/word/document.xml': type }) });
const relation = (kind: string, target: string, external = false) => ({
  [documentRels]: relationships([{ kind, target, external }]),
});
const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const instruction = (text: string) => `<w:r><w:instrText>${escapeXml(text)}</w:instrText></w:r>`;
const nestedField = `${mark('begin')}${instruction('QUOTE 1')}${mark('separate')}${mark('end')}`;
const field = (...pieces: string[]) =>
  `<w:p>${mark('begin')}${pieces.map((text) => (text.startsWith('<') ? text : instruction(text))).join('')}${mark('end')}</w:p>`;

const macros: HostileSample[] = [
  { title: 'a DOCM renamed to .docx', bytes: docx(main(withMacros)) },
  { title: 'a DOCX with vbaProject.bin', bytes: docx({ 'word/vbaProject.bin': 'x' }) },
  { title: 'a DOCX with vbaProject.bin in an odd place', bytes: docx({ 'customXml/VBAPROJECT.BIN': 'x' }) },
  { title: 'a DOCX whose VBA project has a plain name', bytes: docx(relation('vbaProject', 'media/image1.png')) },
  {
    title: 'a DOCX with an old-style object',
    bytes: docx({ 'word/embeddings/oleObject1.bin': makeOle2({ Package: new Uint8Array(9) }) }),
  },
  {
    title: 'a DOCX with a link to an object elsewhere',
    bytes: docx(relation('oleObject', 'https://example.com/a!x', true)),
  },
  { title: 'a DOCX with a program as a picture', bytes: docx({ 'word/media/image1.png': sampleProgram() }) },
  { title: 'a DOCX with an ActiveX control', bytes: docx({ 'word/activeX/activeX1.xml': '<x/>' }) },
  {
    title: 'a DOCX with a template on a web server',
    bytes: docx({
      'word/_rels/settings.xml.rels': relationships([
        { kind: 'attachedTemplate', target: 'http://example.com/a.dotm', external: true },
      ]),
    }),
  },
  {
    title: 'a DOCX with a template on a file server',
    bytes: docx({
      'word/_rels/settings.xml.rels': relationships([
        { kind: 'attachedTemplate', target: 'file:///\\\\10.0.0.1\\a.dotm', external: true },
      ]),
    }),
  },
  { title: 'a DOCX that takes in another document', bytes: docx(relation('aFChunk', 'a.htm')) },
  {
    title: 'a DOCX that fetches a part of itself',
    bytes: docx(relation('subDocument', 'https://example.com/a.docx', true)),
  },
  {
    title: 'a DOCX with a DDE field in pieces',
    bytes: docx({}, field('D', 'DEAU', 'TO c:\\\\windows\\\\cmd.exe "/k"')),
  },
  {
    title: 'a DOCX with a DDE field around another field',
    bytes: docx({}, field('DD', nestedField, 'EAUTO cmd')),
  },
  { title: 'a DOCX with a simple DDE field', bytes: docx({}, '<w:p><w:fldSimple w:instr=" DDE excel a"/></w:p>') },
].map((sample) => ({ ...sample, name, code: 'macros' }));

const sheetMacros: HostileSample[] = [
  { title: 'an XLSX with an XLM macro sheet', bytes: xlsx({ 'xl/macrosheets/sheet2.xml': '<x/>' }) },
  {
    title: 'an XLSX whose sheet is a macro sheet by type',
    bytes: xlsx({
      '[Content_Types].xml': contentTypes({
        '/xl/workbook.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
        '/xl/worksheets/sheet1.xml': macroSheet,
      }),
    }),
  },
  {
    title: 'an XLSX with a DDE link',
    bytes: xlsx({
      'xl/externalLinks/externalLink1.xml':
        '<x:externalLink xmlns:x="x"><x:ddeLink ddeService="cmd"/></x:externalLink>',
    }),
  },
].map((sample) => ({ ...sample, name: 'bang.xlsx', code: 'macros' }));

const parts = (more: OfficeParts = {}): ZipPart[] =>
  Object.entries(docxParts(paragraph('BÁO CÁO'), more)).map(([key, data]) => ({ name: key, data }));
const zip =
  (change: (all: ZipPart[]) => ZipPart[], frame: ZipFrame = {}) =>
  () =>
    makeZip(change(parts()), frame);
const last = (all: ZipPart[], lies: ZipPart['lies']) =>
  all.map((part, index) => (index === all.length - 1 ? { ...part, ...(lies && { lies }) } : part));
const spaces = (bytes: number) => ' '.repeat(bytes);
const MiB = 1024 * 1024;

const bombs: HostileSample[] = [
  { title: 'a DOCX with a part that inflates a thousandfold', bytes: () => docx({}, spaces(70 * MiB))() },
  { title: 'a DOCX with a part beyond all measure', bytes: () => docx({}, spaces(129 * MiB))() },
  {
    title: 'a DOCX with ten thousand parts',
    bytes: zip((all) => [
      ...all,
      ...Array.from({ length: 10_000 }, (_, n) => ({ name: `x${n}`, data: '', stored: true })),
    ]),
  },
  { title: 'a DOCX with an archive inside', bytes: docx({ 'word/media/a.bin': makeZip([{ name: 'a', data: 'a' }]) }) },
  {
    title: 'a DOCX in a DOCX in a DOCX',
    bytes: docx({ 'word/embeddings/a.docx': docx({ 'word/embeddings/b.docx': sampleDocx(['A']) })() }),
  },
  { title: 'a DOCX with overlapping parts', bytes: zip((all) => last(all, { offset: 0 })) },
  { title: 'a DOCX with a part larger than it says', bytes: zip((all) => last(all, { size: 10 })) },
].map((sample) => ({ ...sample, name, code: 'zip-bomb' }));

const foreign = new TextEncoder().encode('foreign data');
const broken: HostileSample[] = [
  { title: 'a DOCX cut off in the middle', bytes: () => sampleDocx(['BÁO CÁO']).subarray(0, 600) },
  { title: 'a ZIP that is no document', bytes: () => makeZip([{ name: 'bao-cao.txt', data: 'A' }]) },
  {
    title: 'a DOCX without its root relationships',
    bytes: zip((all) => all.filter((part) => part.name !== '_rels/.rels')),
  },
  { title: 'a DOCX with foreign data in front', bytes: zip((all) => all, { before: foreign }) },
  { title: 'a DOCX with foreign data between its parts', bytes: zip((all) => all, { between: foreign }) },
  { title: 'a DOCX with foreign data behind', bytes: zip((all) => all, { after: foreign }) },
  { title: 'a DOCX with an archive comment', bytes: zip((all) => all, { comment: '<script>' }) },
  {
    title: 'a DOCX with two parts of one name',
    bytes: zip((all) => [...all, { name: 'WORD/document.xml', data: '<a/>' }]),
  },
  { title: 'a DOCX with a part outside its folder', bytes: zip((all) => [...all, { name: '../a.xml', data: '<a/>' }]) },
  { title: 'a DOCX whose headers disagree', bytes: zip((all) => last(all, { localName: 'word/other.xmll' })) },
  {
    title: 'a DOCX with data left over in a part',
    bytes: zip((all) => all.map((part) => ({ ...part, leftover: foreign }))),
  },
  { title: 'a DOCX with a damaged part', bytes: zip((all) => last(all, { crc: 1 })) },
  {
    title: 'a DOCX that also reads as a PDF',
    bytes: zip((all) => [{ name: 'a', data: '%PDF-1.4 %%EOF', stored: true }, ...all]),
  },
  { title: 'a DOCX with a DOCTYPE', bytes: docx({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }) },
  {
    title: 'a DOCX in an unknown encoding',
    bytes: docx({ 'word/document.xml': '<?xml version="1.0" encoding="utf-7"?><a/>' }),
  },
].map((sample) => ({ ...sample, name, code: 'malformed' }));

const others: HostileSample[] = [
  { title: 'a presentation renamed to .docx', name, code: 'type-mismatch', bytes: docx(main(slides)) },
  {
    title: 'a DOCX whose main part is missing',
    name,
    code: 'type-mismatch',
    bytes: docx({ '_rels/.rels': relationships([{ kind: 'officeDocument', target: 'word/other.xml' }]) }),
  },
  { title: 'a DOCX with an encrypted part', name, code: 'encrypted', bytes: zip((all) => last(all, { flags: 1 })) },
];

export const hostileOffice: HostileSample[] = [...macros, ...sheetMacros, ...bombs, ...broken, ...others];
