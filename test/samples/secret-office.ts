import type { HostileSample } from './hostile-sample.ts';
import { docxParts, type OfficeParts, packOffice, paragraph, sampleXlsx, wordPart, xlsxParts } from './office.ts';

const docx =
  (body: string, more: OfficeParts = {}) =>
  () =>
    packOffice(docxParts(body, more));
const xlsx =
  (more: OfficeParts, cells = '') =>
  () =>
    packOffice(xlsxParts(cells, [], more));
const run = (inner: string) => `<w:p><w:r>${inner}</w:r></w:p>`;
const name = 'bao-cao.docx';

const secretDocuments: HostileSample[] = [
  { title: 'a DOCX stamped MẬT', bytes: docx(paragraph('TỈNH ỦY ĐIỆN BIÊN') + paragraph('MẬT')) },
  { title: 'a DOCX with the stamp in pieces', bytes: docx(paragraph('TUY', 'ỆT', ' M', 'ẬT')) },
  { title: 'a DOCX with the stamp in decomposed letters', bytes: docx(paragraph('TỐI MẬT'.normalize('NFD'))) },
  { title: 'a DOCX with the stamp as character references', bytes: docx(run('<w:t>M&#x1EAC;&#84;</w:t>')) },
  {
    title: 'a DOCX with the stamp in capitals by format',
    bytes: docx(run('<w:rPr><w:caps/></w:rPr><w:t>mật</w:t>')),
  },
  {
    title: 'a DOCX with the stamp in a drawing in capitals by format',
    bytes: docx('<a:p xmlns:a="a"><a:r><a:rPr cap="all"/><a:t>Tối mật</a:t></a:r></a:p>'),
  },
  { title: 'a DOCX stamped after a line break', bytes: docx(run('<w:t>Số 12-BC/TU</w:t><w:br/><w:t>MẬT</w:t>')) },
  {
    title: 'a DOCX with the stamp in a text box',
    bytes: docx(run(`<w:t>BÁO CÁO</w:t><w:txbxContent>${paragraph('MẬT')}</w:txbxContent><w:t> THÁNG 1</w:t>`)),
  },
  {
    title: 'a DOCX with the stamp in its header',
    bytes: docx('', { 'word/header1.xml': wordPart('hdr', paragraph('TỐI MẬT')) }),
  },
  {
    title: 'a DOCX with the stamp in its footer',
    bytes: docx('', { 'word/footer1.xml': wordPart('ftr', paragraph('Độ mật: Mật')) }),
  },
  {
    title: 'a DOCX with the stamp as a watermark',
    bytes: docx(run('<w:pict><v:shape xmlns:v="v"><v:textpath string="MẬT"/></v:shape></w:pict>')),
  },
  {
    title: 'a DOCX with a deleted stamp still inside',
    bytes: docx('<w:p><w:del><w:r><w:delText>MẬT</w:delText></w:r></w:del></w:p>'),
  },
  {
    title: 'a DOCX in UTF-16 with the stamp',
    bytes: docx('', {
      'word/document.xml': Buffer.from(
        `\ufeff${wordPart('document', paragraph('MẬT')).replace('UTF-8', 'UTF-16')}`,
        'utf16le',
      ),
    }),
  },
  {
    title: 'a DOCX with a stamped workbook inside',
    bytes: docx('', { 'word/embeddings/a.xlsx': sampleXlsx([['MẬT']]) }),
  },
  { title: 'a DOCX with the stamp in an old font', bytes: docx(paragraph('tèi mËt')) },
].map((sample) => ({ ...sample, name, code: 'secrecy-mark' }));

const secretSheets: HostileSample[] = [
  { title: 'an XLSX with the stamp in a cell', bytes: () => sampleXlsx([['Biểu 1'], ['TUYỆT MẬT']]) },
  {
    title: 'an XLSX with the stamp written into the cell',
    bytes: xlsx({}, '<row><c t="inlineStr"><is><t>MẬT</t></is></c></row>'),
  },
  { title: 'an XLSX with the stamp as a result', bytes: xlsx({}, '<row><c t="str"><f>A1</f><v>MẬT</v></c></row>') },
  {
    title: 'an XLSX with the stamp in its page header',
    bytes: xlsx(
      {},
      '</sheetData><headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;14MẬT&amp;RTrang &amp;P</oddHeader></headerFooter><sheetData>',
    ),
  },
  {
    title: 'an XLSX with the stamp as a sheet name',
    bytes: xlsx({ 'xl/workbook.xml': '<workbook><sheets><sheet name="MẬT"/></sheets></workbook>' }),
  },
].map((sample) => ({ ...sample, name: 'bang.xlsx', code: 'secrecy-mark' }));

/** Documents and workbooks that carry a mark of secrecy, wherever one can stand. */
export const secretOffice: HostileSample[] = [...secretDocuments, ...secretSheets];
