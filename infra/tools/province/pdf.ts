import { deflateSync } from 'node:zlib';
import { linesOf, type MadeReport } from './report.ts';

const PAGE = { width: 595, height: 842, left: 85, right: 43, top: 57, bottom: 57 };
const SIZE = 13;
const LEADING = 19;
const INDENT = 28;

/** Widths of Times, in thousandths of the type size: lower case, capitals; what is not named is as wide as a digit. */
const LOWER = [
  444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722,
  500, 500, 444,
];
const UPPER = [
  722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944,
  722, 722, 611,
];
const narrow: Readonly<Record<string, number>> = {
  ' ': 250,
  ',': 250,
  '.': 250,
  ';': 278,
  ':': 278,
  '-': 333,
  '(': 333,
  ')': 333,
  '/': 278,
};

/** The width of a letter: accents do not widen it. */
function widthOf(letter: string): number {
  const base = letter.normalize('NFD').charAt(0).replace('đ', 'd').replace('Đ', 'D');
  const code = base.charCodeAt(0);
  if (code >= 97 && code <= 122) return LOWER[code - 97] ?? 500;
  if (code >= 65 && code <= 90) return UPPER[code - 65] ?? 722;
  return narrow[base] ?? 500;
}
const measure = (text: string): number => [...text].reduce((sum, letter) => sum + widthOf(letter), 0) * (SIZE / 1000);

interface Line {
  text: string;
  x: number;
}

/** Breaks a paragraph where a line is full; the first line is indented, as the Party's documents have it. */
function wrap(text: string, indent: number): Line[] {
  const lines: Line[] = [];
  const width = PAGE.width - PAGE.left - PAGE.right;
  let line = '';
  const room = () => width - (lines.length === 0 ? indent : 0);
  const end = () => lines.push({ text: line, x: PAGE.left + (lines.length === 0 ? indent : 0) });
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (measure(longer) > room()) {
      end();
      line = word;
    } else line = longer;
  }
  end();
  return lines;
}

const centred = (text: string): Line => ({ text, x: (PAGE.width + PAGE.left - PAGE.right - measure(text)) / 2 });

function drawn({ pieces }: MadeReport): Line[] {
  return pieces.flatMap((piece): Line[] => {
    switch (piece.kind) {
      case 'head':
        return [...piece.left, ...piece.right].map(centred);
      case 'title':
        return [centred(piece.text)];
      case 'row':
        return [{ text: piece.cells.join(' | '), x: PAGE.left + 2 * INDENT }];
      default:
        return linesOf(piece).flatMap((text) => wrap(text, INDENT));
    }
  });
}

const hex = (n: number, digits: number): string => n.toString(16).toUpperCase().padStart(digits, '0');

/** One byte for each letter that a report uses; a report has far fewer than there are bytes. */
function createAlphabet(text: string) {
  const letters = [...new Set(text.normalize('NFC'))];
  const codeOf = new Map(letters.map((letter, i) => [letter, i + 1]));
  const names = letters.map((letter) => `/uni${hex(letter.codePointAt(0) ?? 0, 4)}`).join(' ');
  const toUnicode = letters.map((letter, i) => `<${hex(i + 1, 2)}> <${hex(letter.codePointAt(0) ?? 0, 4)}>`);
  return {
    last: letters.length,
    encode: (line: string) => [...line.normalize('NFC')].map((letter) => hex(codeOf.get(letter) ?? 0, 2)).join(''),
    encoding: `<</Type/Encoding/Differences[1 ${names}]>>`,
    widths: letters.map(widthOf).join(' '),
    map: [
      '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Report def /CMapType 2 def',
      '1 begincodespacerange <00> <FF> endcodespacerange',
      ...Array.from({ length: Math.ceil(toUnicode.length / 100) }, (_, i) => {
        const part = toUnicode.slice(100 * i, 100 * (i + 1));
        return `${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`;
      }),
      'endcmap CMapName currentdict /CMap defineresource pop end end',
    ].join('\n'),
  };
}

function stream(data: Buffer, dictionary = ''): Buffer {
  const packed = deflateSync(data);
  const head = Buffer.from(`<</Length ${packed.length}/Filter/FlateDecode${dictionary}>>\nstream\n`);
  return Buffer.concat([head, packed, Buffer.from('\nendstream')]);
}

/** A PDF of these objects, the first of which is the catalogue. */
function writePdf(objects: readonly (string | Buffer)[]): Uint8Array {
  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  for (const [i, object] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    offsets.push(at);
    at += part.length;
    parts.push(part);
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

const LINES_PER_PAGE = Math.floor((PAGE.height - PAGE.top - PAGE.bottom) / LEADING);

/** A report as a PDF with text, as Word prints it, the pages numbered from the second on. */
export function reportAsPdf(report: MadeReport): Uint8Array {
  const lines = drawn(report);
  const pages = Array.from({ length: Math.ceil(lines.length / LINES_PER_PAGE) }, (_, i) =>
    lines.slice(i * LINES_PER_PAGE, (i + 1) * LINES_PER_PAGE),
  );
  const alphabet = createAlphabet(`0123456789${lines.map(({ text }) => text).join('')}`);
  const show = (text: string, x: number, y: number) =>
    `BT /F1 ${SIZE} Tf ${x.toFixed(1)} ${y.toFixed(1)} Td <${alphabet.encode(text)}> Tj ET`;
  const contents = pages.map((page, i) =>
    stream(
      Buffer.from(
        [
          ...(i > 0 ? [show(String(i + 1), PAGE.width / 2, PAGE.height - 35)] : []),
          ...page.map(({ text, x }, n) => show(text, x, PAGE.height - PAGE.top - SIZE - n * LEADING)),
        ].join('\n'),
      ),
    ),
  );
  const first = 6;
  const box = `[0 0 ${PAGE.width} ${PAGE.height}]`;
  return writePdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ')}]>>`,
    `<</Type/Font/Subtype/TrueType/BaseFont/TimesNewRoman/FirstChar 1/LastChar ${alphabet.last}/Widths[${alphabet.widths}]/FontDescriptor 4 0 R/Encoding ${alphabet.encoding}/ToUnicode 5 0 R>>`,
    '<</Type/FontDescriptor/FontName/TimesNewRoman/Flags 32/FontBBox[-568 -307 2046 1040]/ItalicAngle 0/Ascent 891/Descent -216/CapHeight 662/StemV 80>>',
    stream(Buffer.from(alphabet.map)),
    ...contents.flatMap((content, i) => [
      `<</Type/Page/Parent 2 0 R/MediaBox${box}/Resources<</Font<</F1 3 0 R>>>>/Contents ${first + 2 * i + 1} 0 R>>`,
      content,
    ]),
  ]);
}

/** A report as a scanner gives it: a picture of a page, and no text. */
export function scannedPdf(shade: number): Uint8Array {
  const [width, height] = [124, 175];
  const pixels = Buffer.alloc(width * height, 250);
  // Grey bars where lines of type would be.
  for (let y = 16; y < height - 16; y += 6)
    pixels.fill(shade, y * width + 14, y * width + width - 14 - ((y * 7 + shade) % 30));
  const image = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent 8`;
  return writePdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${PAGE.width} ${PAGE.height}]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>`,
    stream(Buffer.from(`q ${PAGE.width} 0 0 ${PAGE.height} 0 0 cm /I Do Q`)),
    stream(pixels, image),
  ]);
}
