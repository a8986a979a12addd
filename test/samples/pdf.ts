import { deflateSync } from 'node:zlib';

/** What a sample PDF is made of besides its pages. Objects are numbered on from `firstFreeObject`. */
export type PdfOptions = {
  /** Objects go compressed into an object stream, the cross-reference into another (PDF 1.5). */
  compressed?: boolean;
  catalog?: string;
  trailer?: string;
  page?: string;
  objects?: (string | Buffer)[];
};

/** The number of the first of `objects` in a sample of one page. */
export const firstFreeObject = 9;

const linesPerPage = 45;

/** A PDF with these lines of text: Vietnamese through Identity-H and ToUnicode, as Word exports it. */
export function samplePdf(lines: string[], options: PdfOptions = {}): Uint8Array {
  const pages: string[][] = [];
  for (let at = 0; at === 0 || at < lines.length; at += linesPerPage) pages.push(lines.slice(at, at + linesPerPage));
  const extra = options.objects ?? [];
  const firstPage = firstFreeObject - 2;
  const numbers = pages.map((_, index) => (index === 0 ? firstPage : firstFreeObject + extra.length + 2 * (index - 1)));
  const [first = [], ...others] = pages.map((page, index) => [
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${(numbers[index] ?? 0) + 1} 0 R${options.page ?? ''}>>`,
    stream(contents(page)),
  ]);
  const objects = [
    `<</Type/Catalog/Pages 2 0 R${options.catalog ?? ''}>>`,
    `<</Type/Pages/Count ${pages.length}/Kids[${numbers.map((number) => `${number} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type0/BaseFont/TimesNewRomanPSMT/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>',
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/TimesNewRomanPSMT/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor 5 0 R/DW 500>>',
    '<</Type/FontDescriptor/FontName/TimesNewRomanPSMT/Flags 32/FontBBox[-568 -307 2046 1040]/ItalicAngle 0/Ascent 891/Descent -216/CapHeight 662/StemV 80>>',
    stream(toUnicode(lines.join(''))),
    ...first,
    ...extra,
    ...others.flat(),
  ];
  return options.compressed ? writeCompressed(objects, options) : writePlain(objects, options);
}

const units = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const hex = (unit: number) => unit.toString(16).padStart(4, '0');

function contents(lines: string[]): string {
  const shown = lines.map((line) => `<${units(line).map(hex).join('')}> Tj T*`);
  return ['BT', '/F1 12 Tf', '16 TL', '57 785 Td', ...shown, 'ET'].join('\n');
}

// A character's code is its UTF-16 unit, so the map says the same on both sides.
function toUnicode(text: string): string {
  const used = [...new Set(units(text))].sort((a, b) => a - b);
  const blocks: string[] = [];
  for (let at = 0; at < used.length; at += 100) {
    const block = used.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar`, ...block.map((unit) => `<${hex(unit)}> <${hex(unit)}>`), 'endbfchar');
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <FFFF> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

/** A stream object with its data deflated. */
export function stream(data: string | Buffer, dictionary = ''): Buffer {
  return rawStream(deflateSync(Buffer.from(data)), `/Filter/FlateDecode${dictionary}`);
}

/** A stream object with its data as they are. */
export function rawStream(data: Buffer, dictionary = ''): Buffer {
  return Buffer.concat([bytes(`<</Length ${data.length}${dictionary}>>\nstream\n`), data, bytes('\nendstream')]);
}

const bytes = (text: string) => Buffer.from(text, 'latin1');
const head = (version: string) =>
  Buffer.concat([bytes(`%PDF-${version}\n%`), Buffer.from([0xe2, 0xe3, 0xcf, 0xd3, 0x0a])]);

function place(parts: Buffer[], number: number, object: string | Buffer): number {
  const offset = parts.reduce((sum, part) => sum + part.length, 0);
  parts.push(bytes(`${number} 0 obj\n`), Buffer.from(object), bytes('\nendobj\n'));
  return offset;
}

function writePlain(objects: (string | Buffer)[], options: PdfOptions): Uint8Array {
  const parts = [head('1.4')];
  const offsets = objects.map((object, index) => place(parts, index + 1, object));
  const at = parts.reduce((sum, part) => sum + part.length, 0);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `<</Size ${objects.length + 1}/Root 1 0 R${options.trailer ?? ''}>>`;
  parts.push(
    bytes(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`),
  );
  return new Uint8Array(Buffer.concat(parts));
}

// Streams cannot stand in an object stream; everything else does.
function writeCompressed(objects: (string | Buffer)[], options: PdfOptions): Uint8Array {
  const parts = [head('1.5')];
  const container = objects.length + 1;
  const rows = [entry(0, 0, 65535)];
  const inside: { number: number; text: string }[] = [];
  objects.forEach((object, index) => {
    if (typeof object === 'string') {
      rows.push(entry(2, container, inside.length));
      inside.push({ number: index + 1, text: object });
    } else rows.push(entry(1, place(parts, index + 1, object), 0));
  });
  let offset = 0;
  const index = inside.map(({ number, text }) => {
    const pair = `${number} ${offset}`;
    offset += text.length + 1;
    return pair;
  });
  const first = `${index.join(' ')} `;
  const body = `${first}${inside.map(({ text }) => text).join(' ')}`;
  rows.push(
    entry(1, place(parts, container, stream(body, `/Type/ObjStm/N ${inside.length}/First ${first.length}`)), 0),
  );
  const at = parts.reduce((sum, part) => sum + part.length, 0);
  rows.push(entry(1, at, 0));
  const dictionary = `/Type/XRef/W[1 4 2]/Size ${rows.length}/Root 1 0 R${options.trailer ?? ''}`;
  place(parts, container + 1, stream(Buffer.concat(rows), dictionary));
  parts.push(bytes(`startxref\n${at}\n%%EOF\n`));
  return new Uint8Array(Buffer.concat(parts));
}

function entry(kind: number, second: number, third: number): Buffer {
  const row = Buffer.alloc(7);
  row[0] = kind;
  row.writeUInt32BE(second, 1);
  row.writeUInt16BE(third, 5);
  return row;
}
