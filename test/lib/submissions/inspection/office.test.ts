import { Document, Header, Packer, Paragraph } from 'docx';
import { describe, expect, it } from 'vitest';
import { inspectPackage } from '../../../../lib/submissions/inspection/office.ts';
import { Findings } from '../../../../lib/submissions/inspection/reasons.ts';
import {
  docxParts,
  type OfficeParts,
  packOffice,
  paragraph,
  relationships,
  sampleXlsx,
  wordPart,
  xlsxParts,
} from '../../../samples/office.ts';
import { makeZip } from '../../../samples/zip.ts';

function inspect(bytes: Uint8Array) {
  const findings = new Findings();
  const type = inspectPackage(bytes, findings);
  return { type, codes: findings.list().map(({ code }) => code) };
}

const docx = (more: OfficeParts, body = paragraph('BÁO CÁO')) => packOffice(docxParts(body, more));
const link = (kind: string, target: string) => ({
  'word/_rels/document.xml.rels': relationships([{ kind, target, external: true }]),
});

describe('an ordinary document', () => {
  it.each<[string, Uint8Array]>([
    ['with links to the web', docx(link('hyperlink', 'https://example.com/a?b=1&c=2'))],
    ['with a linked picture', docx(link('image', 'https://example.com/a.png'))],
    ['made from a template on its author’s disk', docx(link('attachedTemplate', 'file:///C:\\Users\\A\\Normal.dotm'))],
    ['made from the usual template', docx(link('attachedTemplate', 'Normal.dotm'))],
    [
      'with a chart and its workbook',
      docx({ 'word/embeddings/Microsoft_Excel_Sheet1.xlsx': sampleXlsx([['Quý I', 5]]) }),
    ],
    ['with a picture in SVG', docx({ 'word/media/image1.svg': '<!DOCTYPE svg><svg><text>MẬT</text></svg>' })],
    ['with a compressed picture', docx({ 'word/media/image1.emz': new Uint8Array([0x1f, 0x8b, 8, 0]) })],
    [
      'with page numbers',
      docx(
        {},
        '<w:p><w:fldSimple w:instr=" PAGE "/><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "DDE" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>DDE</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
      ),
    ],
    [
      'with building blocks to choose from',
      docx({ 'word/glossary/document.xml': wordPart('document', paragraph('MẬT')) }),
    ],
    [
      'in UTF-16',
      docx({
        'word/document.xml': Buffer.from(
          `\ufeff${wordPart('document', paragraph('A')).replace('UTF-8', 'UTF-16')}`,
          'utf16le',
        ),
      }),
    ],
    ['with a byte order mark', docx({ 'word/document.xml': `\ufeff${wordPart('document', paragraph('A'))}` })],
    ['with a greater-than sign in an attribute', docx({}, '<w:p w:rsid="a>MẬT"><w:r><w:t>A</w:t></w:r></w:p>')],
    [
      'with a comment and character data',
      docx({}, '<!-- <w:t>MẬT</w:t> --><w:p><w:r><w:t><![CDATA[A < B]]></w:t></w:r></w:p>'),
    ],
    ['that is large', docx({}, Array.from({ length: 40_000 }, (_, n) => paragraph(`Đoạn ${n}`)).join(''))],
  ])('%s is accepted', (_, bytes) => {
    expect(inspect(bytes)).toEqual({ type: 'docx', codes: [] });
  });

  it.each<[string, Uint8Array]>([
    [
      'with printer settings',
      packOffice(xlsxParts('', [], { 'xl/printerSettings/printerSettings1.bin': new Uint8Array(200) })),
    ],
    [
      'with a link to another workbook',
      packOffice(
        xlsxParts('', [], {
          'xl/externalLinks/_rels/externalLink1.xml.rels': relationships([
            { kind: 'externalLinkPath', target: 'Bieu2.xlsx', external: true },
          ]),
        }),
      ),
    ],
    [
      'that counts documents by level',
      sampleXlsx([
        ['TỔNG SỐ', 'TUYỆT MẬT', 'TỐI MẬT', 'MẬT'],
        [6, 1, 2, 3],
      ]),
    ],
    [
      'with long prose on secrecy',
      sampleXlsx([['Công tác bảo vệ bí mật nhà nước; văn bản Mật, Tối mật gửi qua cơ yếu.']]),
    ],
  ])('workbook %s is accepted', (_, bytes) => {
    expect(inspect(bytes)).toEqual({ type: 'xlsx', codes: [] });
  });

  it.each(['stored', 'streamed'] as const)('is accepted with its parts %s', (manner) => {
    const parts = Object.entries(docxParts(paragraph('BÁO CÁO'))).map(([name, data]) => ({
      name,
      data,
      [manner]: true,
    }));
    expect(inspect(makeZip(parts))).toEqual({ type: 'docx', codes: [] });
  });

  it('is accepted with folders among its parts', () => {
    const parts = Object.entries(docxParts(paragraph('BÁO CÁO'))).map(([name, data]) => ({ name, data }));
    expect(inspect(makeZip([...parts, { name: 'word/', data: '', stored: true }]))).toEqual({
      type: 'docx',
      codes: [],
    });
  });
});

describe('a document from a common library', () => {
  const made = (header: string) =>
    Packer.toBuffer(
      new Document({
        sections: [
          { headers: { default: new Header({ children: [new Paragraph(header)] }) }, children: [new Paragraph('A')] },
        ],
      }),
    );

  it('is accepted', async () => {
    expect(inspect(await made('Không mật'))).toEqual({ type: 'docx', codes: [] });
  });

  it('is held back when its header is stamped', async () => {
    expect(inspect(await made('TỐI MẬT'))).toEqual({ type: 'docx', codes: ['secrecy-mark'] });
  });
});

describe('a stamp joined from pieces', () => {
  it('does not join separate paragraphs', () => {
    expect(inspect(docx({}, paragraph('TUYỆT') + paragraph('ĐỐI KHÔNG MẬT')))).toEqual({ type: 'docx', codes: [] });
  });

  it('does not join the text around a text box with the text inside', () => {
    const box = `<w:p><w:r><w:t>M</w:t></w:r><w:r><w:txbxContent>${paragraph('Ậ')}</w:txbxContent></w:r><w:r><w:t>T</w:t></w:r></w:p>`;
    expect(inspect(docx({}, box))).toEqual({ type: 'docx', codes: [] });
  });
});
