import type { DeclaredType } from '../file-types.ts';
import { limits } from './limits.ts';
import { readOfficeText } from './office-text.ts';
import { type Findings, Refusal } from './reasons.ts';
import { checkRelationships, mainPartOf } from './relationships.ts';
import { MarkFinder } from './secrecy.ts';
import { sniffPart } from './sniff.ts';
import { attribute, isXml, scanXml } from './xml.ts';
import { type InflationBudget, inflate, readZip, type ZipEntry } from './zip.ts';

const embedded = 'Tệp có đối tượng nhúng hoặc chương trình bên trong.';
const macro = 'Tệp có macro.';
const nested = 'Tệp có tệp nén lồng bên trong.';

const mainTypes: { pattern: RegExp; type: DeclaredType }[] = [
  { pattern: /wordprocessingml\.document\.main\+xml$/i, type: 'docx' },
  { pattern: /spreadsheetml\.sheet\.main\+xml$/i, type: 'xlsx' },
];

const macroContent = /macroenabled|vbaproject|vbadata|activex|macrosheet|attachedtoolbars|ms-excel\.sheet\.binary/i;
const macroName =
  /(?:^|\/)(?:vbaproject[^/]*\.bin|vbadata\.xml|attachedtoolbars\.bin)$|(?:^|\/)(?:macrosheets|activex)\//i;
// A chart or a pasted table keeps its figures in a workbook of its own: ordinary, and inspected like the document.
const embeddedDocument = /\/embeddings\/[^/]+\.(?:xlsx|docx)$/i;

/**
 * Inspects a DOCX or XLSX: every part is inflated within its declared size, and looked into for macros, embedded
 * objects, links that act on their own and marks of secrecy.
 * Returns the type its main part states; undefined when it is another kind of Office document or archive.
 */
export function inspectPackage(bytes: Uint8Array, findings: Findings): DeclaredType | undefined {
  return inspectOnce(bytes, findings, { bytes: limits.zip.totalBytes }, true);
}

function inspectOnce(
  bytes: Uint8Array,
  findings: Findings,
  budget: InflationBudget,
  mayEmbed: boolean,
): DeclaredType | undefined {
  const entries = readZip(bytes, budget).filter(({ name }) => !name.endsWith('/'));
  const contentTypes = readContentTypes(entries);
  const main = mainPartOf(entries);
  for (const entry of entries) {
    if (macroName.test(`/${entry.name}`) || macroContent.test(contentTypes.of(entry.name)))
      findings.add('macros', macro);
    inspectPart(entry, entry === main, findings, (part) => {
      if (!mayEmbed || !embeddedDocument.test(`/${entry.name}`)) findings.add('zip-bomb', nested);
      else if (inspectOnce(part, findings, budget, false) === undefined) findings.add('macros', embedded);
    });
  }
  const mainType = contentTypes.of(main?.name ?? '');
  if (main === undefined || macroContent.test(mainType)) return undefined;
  return mainTypes.find(({ pattern }) => pattern.test(mainType))?.type;
}

function inspectPart(entry: ZipEntry, isMain: boolean, findings: Findings, archive: (part: Uint8Array) => void): void {
  const part = inflate(entry);
  // Office draws pictures in SVG without running them; they may have a DOCTYPE, and their labels are not the document's.
  const isPicture = !isMain && /\/media\/[^/]+\.svg$/i.test(entry.name);
  if (isXml(part) && !isPicture) {
    inspectXml(entry.name, part, findings);
    return;
  }
  const kind = sniffPart(part);
  if (kind === 'archive') archive(part);
  else if (kind !== undefined) findings.add('macros', embedded);
}

function inspectXml(name: string, part: Uint8Array, findings: Findings): void {
  if (name.toLowerCase().endsWith('.rels')) {
    checkRelationships(part, findings);
    return;
  }
  const marks = new MarkFinder();
  readOfficeText(part, {
    line: (text) => marks.line(text),
    active: (note) => findings.add('macros', note),
  });
  const mark = marks.gravest();
  // The glossary holds building blocks to choose from, not the document's text.
  if (mark !== undefined && !/(?:^|\/)glossary\//i.test(name)) findings.add('secrecy-mark', `Dấu tìm thấy: ${mark}.`);
}

function readContentTypes(entries: ZipEntry[]): { of(name: string): string } {
  const part = entries.find(({ name }) => name.toLowerCase() === '[content_types].xml');
  if (part === undefined) throw new Refusal('malformed', 'Tệp không có cấu trúc của DOCX hoặc XLSX.');
  const byName = new Map<string, string>();
  const byExtension = new Map<string, string>();
  scanXml(inflate(part), {
    open(element, attributes) {
      const type = attribute(attributes, 'ContentType') ?? '';
      if (element === 'Override') byName.set(partName(attribute(attributes, 'PartName') ?? ''), type);
      if (element === 'Default') byExtension.set((attribute(attributes, 'Extension') ?? '').toLowerCase(), type);
    },
    close() {},
    text() {},
  });
  return {
    of: (name) =>
      byName.get(partName(name)) ?? byExtension.get(/\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '') ?? '',
  };
}

function partName(name: string): string {
  return name.replace(/^\//, '').toLowerCase();
}
