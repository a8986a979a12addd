import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Filing, makeMonth } from '../../../infra/tools/province/month.ts';
import { paragraphsOf } from '../../../infra/tools/province/report.ts';
import { readFile } from '../../../lib/papers/reading/read.ts';
import { fileTypes } from '../../../lib/submissions/file-types.ts';
import { docxParts, packOffice, paragraph, sampleDocx, sampleXlsx } from '../../samples/office.ts';
import { samplePdf, stream } from '../../samples/pdf.ts';
import { sampleUnits } from '../../support/units.ts';

const textsOf = async (filing: Pick<Filing, 'file'>) => {
  const reading = await readFile(filing.file.bytes, filing.file);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.paragraphs.map(({ text }) => text);
};
const readDocx = (bytes: Uint8Array) => readFile(bytes, { name: 'bao-cao.docx', type: fileTypes.docx });

let month: Filing[];
beforeAll(async () => {
  month = await makeMonth(
    sampleUnits().filter(({ validTo }) => validTo === undefined),
    '2026-10',
  );
});

describe('a province’s month', () => {
  it('has at least sixty reports, of every kind', () => {
    expect(month.length).toBeGreaterThanOrEqual(60);
    expect(new Set(month.map(({ kind }) => kind))).toEqual(new Set(['docx', 'doc', 'pdf', 'scan', 'broken']));
    const pieces = month.flatMap(({ report }) => report?.pieces ?? []);
    expect(new Set(pieces.map(({ kind }) => kind))).toEqual(
      new Set(['head', 'title', 'heading', 'sub-heading', 'text', 'box', 'cell', 'row']),
    );
    expect(pieces.some((piece) => piece.kind === 'text' && piece.note !== undefined)).toBe(true);
    expect(pieces.some((piece) => piece.kind === 'heading' && piece.counted)).toBe(true);
    expect(month.some(({ day }) => day > 0)).toBe(true);
    expect(new Set(month.map(({ unit }) => unit)).size).toBeLessThan(month.length);
  });

  it('has reports whose heads say the number and the day that their units declare', () => {
    const told = month.flatMap(({ report, ...declared }) => (report ? [{ report, ...declared }] : []));
    expect(told.length).toBeGreaterThan(0);
    for (const { documentNumber, documentDate, report } of told) {
      const [year, number, day] = documentDate.split('-');
      const lines = [`Số ${documentNumber}`, `Điện Biên, ngày ${day} tháng ${number} năm ${year}`];
      expect(paragraphsOf(report)).toEqual(expect.arrayContaining(lines));
    }
  });

  it('is the same each time it is made', async () => {
    const again = await makeMonth(
      sampleUnits().filter(({ validTo }) => validTo === undefined),
      '2026-10',
    );
    expect(again.map(({ unit, kind, day, report }) => [unit, kind, day, report])).toEqual(
      month.map(({ unit, kind, day, report }) => [unit, kind, day, report]),
    );
  });

  it('is read paragraph by paragraph, from Word and from PDF, with nothing lost, split or joined', async () => {
    const readable = month.filter(({ kind }) => ['docx', 'doc', 'pdf'].includes(kind));
    for (const filing of readable)
      expect([filing.unit, await textsOf(filing)]).toEqual([
        filing.unit,
        filing.report ? paragraphsOf(filing.report) : [],
      ]);
  });

  it('names scans and broken files for what they are', async () => {
    for (const { kind, file } of month) {
      const reading = await readFile(file.bytes, file);
      if (kind === 'scan') expect(reading).toEqual({ ok: false, reason: 'scan' });
      if (kind === 'broken') expect(reading).toEqual({ ok: false, reason: 'broken' });
    }
  });
});

describe('a Word document', () => {
  it('gives a row of figures as one paragraph, a column of text as it stands, and tells where each is', async () => {
    const cell = (...lines: string[]) => new TableCell({ children: lines.map((text) => new Paragraph(text)) });
    const document = new Document({
      sections: [
        {
          children: [
            new Paragraph('Mở đầu'),
            new Table({
              rows: [
                new TableRow({ children: [cell('Chỉ tiêu'), cell('12')] }),
                new TableRow({ children: [cell('một', 'hai', 'ba', 'bốn'), cell('năm')] }),
              ],
            }),
            new Paragraph({
              children: [new TextRun({ text: 'Kết', bold: true }), new TextRun({ text: ' thúc', bold: true })],
            }),
          ],
        },
      ],
    });
    expect(await readDocx(new Uint8Array(await Packer.toBuffer(document)))).toEqual({
      ok: true,
      blankPages: 0,
      paragraphs: [
        { text: 'Mở đầu', place: 'đoạn 1', emphasised: false },
        { text: 'Chỉ tiêu | 12', place: 'bảng 1, dòng 1', emphasised: false },
        ...['một', 'hai', 'ba', 'bốn', 'năm'].map((text) => ({ text, place: 'bảng 1, dòng 2', emphasised: false })),
        { text: 'Kết thúc', place: 'đoạn 8', emphasised: true },
      ],
    });
  });

  it('leaves out what was deleted or moved away, and reads a box once though it is drawn in two ways', async () => {
    const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
    const body =
      `<w:p>${run('giữ ')}<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:ins>${run('thêm')}</w:ins></w:p>` +
      `<w:p><w:moveFrom>${run('đi')}</w:moveFrom></w:p><w:p><w:moveTo>${run('đến')}</w:moveTo></w:p>` +
      `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph('trong khung')}</w:txbxContent></mc:Choice>` +
      `<mc:Fallback><w:txbxContent>${paragraph('trong khung')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>${run('ngoài khung')}</w:p>`;
    const reading = await readDocx(packOffice(docxParts(body)));
    expect(reading.ok && reading.paragraphs.map(({ text }) => text)).toEqual([
      'giữ thêm',
      'đến',
      'trong khung',
      'ngoài khung',
    ]);
  });
});

describe('files that give no paragraphs', () => {
  it.each([
    ['doc', fileTypes.doc, 'old-format'],
    ['xls', fileTypes.xls, 'spreadsheet'],
    ['xlsx', fileTypes.xlsx, 'spreadsheet'],
    ['docx', fileTypes.docx, 'broken'],
    ['pdf', fileTypes.pdf, 'broken'],
  ])('a %s that cannot be read is named so', async (extension, type, reason) => {
    const bytes = extension === 'xlsx' ? sampleXlsx([['a', 1]]) : Buffer.from('not a document');
    expect(await readFile(bytes, { name: `a.${extension}`, type })).toEqual({ ok: false, reason });
  });

  const lines = (count: number) => Array.from({ length: count }, () => 'Mưa lớn.');
  const pdf = { name: 'a.pdf', type: fileTypes.pdf };
  it.each([
    ['more paragraphs than a report has', () => sampleDocx(lines(10_001)), { name: 'a.docx', type: fileTypes.docx }],
    ['more pages than a report has', () => samplePdf(lines(45 * 1000 + 1)), pdf],
    [
      'pages that may all use one long stream',
      () => samplePdf(lines(45 * 18), { objects: [stream(Buffer.alloc(60 * 1024 ** 2))] }),
      pdf,
    ],
  ])('a file with %s is too large, and not read in part', async (_what, bytes, file) => {
    expect(await readFile(bytes(), file)).toEqual({ ok: false, reason: 'too-large' });
  });

  it('a PDF with a stamp on a picture is a scan', async () => {
    const bytes = samplePdf(['Đã nhận ngày 27/10/2026']);
    expect(await readFile(bytes, { name: 'a.pdf', type: fileTypes.pdf })).toEqual({ ok: false, reason: 'scan' });
  });
});
