import { makeZip } from './zip.ts';

/** The parts of an Office document by name, in the order they are written. */
export type OfficeParts = Record<string, string | Uint8Array>;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packageNs = 'http://schemas.openxmlformats.org/package/2006';
const officeNs = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const wordNs = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const sheetNs = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** `[Content_Types].xml`: the type of each named part, and of every other part by its extension. */
export function contentTypes(overrides: Record<string, string>, defaults: Record<string, string> = {}): string {
  const all = { rels: 'application/vnd.openxmlformats-package.relationships+xml', xml: 'application/xml', ...defaults };
  const byExtension = Object.entries(all).map(([key, type]) => `<Default Extension="${key}" ContentType="${type}"/>`);
  const byName = Object.entries(overrides).map(([key, type]) => `<Override PartName="${key}" ContentType="${type}"/>`);
  return `${declaration}<Types xmlns="${packageNs}/content-types">${byExtension.join('')}${byName.join('')}</Types>`;
}

/** A relationships part; a kind is the last word of the relationship's type. */
export function relationships(all: { kind: string; target: string; external?: boolean }[]): string {
  const items = all.map(({ kind, target, external }, index) => {
    const mode = external ? ' TargetMode="External"' : '';
    return `<Relationship Id="rId${index + 1}" Type="${officeNs}/${kind}" Target="${escapeXml(target)}"${mode}/>`;
  });
  return `${declaration}<Relationships xmlns="${packageNs}/relationships">${items.join('')}</Relationships>`;
}

/** A paragraph of one run, or of one run for each string given. */
export function paragraph(...runs: string[]): string {
  const text = runs.map((run) => `<w:r><w:t xml:space="preserve">${escapeXml(run)}</w:t></w:r>`);
  return `<w:p>${text.join('')}</w:p>`;
}

/** A Word part around ready markup: `document`, `hdr`, `ftr`. */
export function wordPart(element: string, body: string): string {
  const inner = element === 'document' ? `<w:body>${body}</w:body>` : body;
  return `${declaration}<w:${element} xmlns:w="${wordNs}" xmlns:r="${officeNs}">${inner}</w:${element}>`;
}

/** The parts of a DOCX whose body is ready markup; `more` adds parts or replaces them. */
export function docxParts(body: string, more: OfficeParts = {}): OfficeParts {
  return {
    '[Content_Types].xml': contentTypes({ '/word/document.xml': `${wordType}.document.main+xml` }),
    '_rels/.rels': relationships([{ kind: 'officeDocument', target: 'word/document.xml' }]),
    'word/document.xml': wordPart('document', body),
    ...more,
  };
}

/** The parts of an XLSX with one sheet of ready markup and these shared strings; `more` adds parts or replaces them. */
export function xlsxParts(sheetData: string, strings: string[] = [], more: OfficeParts = {}): OfficeParts {
  const items = strings.map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('');
  return {
    '[Content_Types].xml': contentTypes({
      '/xl/workbook.xml': `${sheetType}.sheet.main+xml`,
      '/xl/worksheets/sheet1.xml': `${sheetType}.worksheet+xml`,
      '/xl/sharedStrings.xml': `${sheetType}.sharedStrings+xml`,
    }),
    '_rels/.rels': relationships([{ kind: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `${declaration}<workbook xmlns="${sheetNs}" xmlns:r="${officeNs}"><sheets><sheet name="Biểu 1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      { kind: 'worksheet', target: 'worksheets/sheet1.xml' },
      { kind: 'sharedStrings', target: 'sharedStrings.xml' },
    ]),
    'xl/worksheets/sheet1.xml': `${declaration}<worksheet xmlns="${sheetNs}"><sheetData>${sheetData}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${declaration}<sst xmlns="${sheetNs}">${items}</sst>`,
    ...more,
  };
}

export function packOffice(parts: OfficeParts): Uint8Array {
  return makeZip(Object.entries(parts).map(([name, data]) => ({ name, data })));
}

/** A DOCX with one paragraph for each text. */
export function sampleDocx(paragraphs: string[]): Uint8Array {
  return packOffice(docxParts(paragraphs.map((text) => paragraph(text)).join('')));
}

/** An XLSX with one sheet; texts become shared strings, numbers stay numbers. */
export function sampleXlsx(rows: (string | number)[][]): Uint8Array {
  const strings = [...new Set(rows.flat().filter((cell) => typeof cell === 'string'))];
  const cell = (value: string | number, row: number, column: number) => {
    const name = `${String.fromCharCode(65 + column)}${row + 1}`;
    if (typeof value === 'number') return `<c r="${name}"><v>${value}</v></c>`;
    return `<c r="${name}" t="s"><v>${strings.indexOf(value)}</v></c>`;
  };
  const data = rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, r, c)).join('')}</row>`);
  return packOffice(xlsxParts(data.join(''), strings));
}
