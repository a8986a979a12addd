/** The three containers that the accepted types come in, or what else the bytes are, in Vietnamese. */
export type Sniffed = { container: 'pdf' | 'zip' | 'ole2' } | { container: 'other'; label: string };

const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));

// What people really rename by mistake, and what must never arrive. `at` is the offset of the signature.
const otherSignatures: { label: string; bytes: number[]; at?: number }[] = [
  { label: 'chương trình Windows', bytes: ascii('MZ') },
  { label: 'chương trình Linux', bytes: [0x7f, ...ascii('ELF')] },
  { label: 'tập lệnh', bytes: ascii('#!') },
  { label: 'văn bản RTF', bytes: ascii('{\\rtf') },
  { label: 'ảnh PNG', bytes: [0x89, ...ascii('PNG')] },
  { label: 'ảnh JPEG', bytes: [0xff, 0xd8, 0xff] },
  { label: 'ảnh GIF', bytes: ascii('GIF8') },
  { label: 'ảnh BMP', bytes: ascii('BM') },
  { label: 'ảnh TIFF', bytes: [...ascii('II'), 0x2a, 0] },
  { label: 'ảnh TIFF', bytes: [...ascii('MM'), 0, 0x2a] },
  { label: 'ảnh WebP', bytes: ascii('WEBP'), at: 8 },
  { label: 'ảnh hoặc phim MP4, HEIC', bytes: ascii('ftyp'), at: 4 },
  { label: 'tệp nén RAR', bytes: ascii('Rar!') },
  { label: 'tệp nén 7z', bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { label: 'tệp nén GZIP', bytes: [0x1f, 0x8b] },
  { label: 'tệp nén XZ', bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { label: 'tệp nén BZIP2', bytes: ascii('BZh') },
  { label: 'tệp nén CAB', bytes: ascii('MSCF') },
];

const oleSignature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const zipSignatures = [
  [0x50, 0x4b, 3, 4],
  [0x50, 0x4b, 5, 6],
];

function startsWith(bytes: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, index) => bytes[at + index] === byte);
}

const view = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** What a file is by its first bytes; its name and its declared type play no part. */
export function sniff(bytes: Uint8Array): Sniffed {
  const head = view(bytes).toString('latin1', 0, Math.min(bytes.length, 1024));
  if (/^(?:\xef\xbb\xbf)?\s*%PDF-/.test(head)) return { container: 'pdf' };
  if (zipSignatures.some((signature) => startsWith(bytes, signature))) return { container: 'zip' };
  if (startsWith(bytes, oleSignature)) return { container: 'ole2' };
  const known = otherSignatures.find(({ bytes: signature, at }) => startsWith(bytes, signature, at));
  if (known) return { container: 'other', label: known.label };
  if (/<(?:!doctype\s+html|html|script|head|body|table)\b/i.test(head))
    return { container: 'other', label: 'trang web HTML' };
  if (/^(?:\xef\xbb\xbf)?\s*<\?xml/.test(head)) return { container: 'other', label: 'tệp XML' };
  if (/^(?:From:|MIME-Version:)/im.test(head)) return { container: 'other', label: 'trang web MHT hoặc thư điện tử' };
  return { container: 'other', label: 'loại tệp không xác định' };
}

/** Archives and programs hidden as a part of a document. GZIP is left out: Office keeps pictures as `.emz` and `.wmz`. */
export function sniffPart(bytes: Uint8Array): 'ole2' | 'program' | 'archive' | 'pdf' | undefined {
  const sniffed = sniff(bytes);
  if (sniffed.container === 'zip') return 'archive';
  if (sniffed.container !== 'other') return sniffed.container;
  if (/RAR|7z|XZ|CAB/.test(sniffed.label)) return 'archive';
  return isWindowsProgram(bytes) || sniffed.label === 'chương trình Linux' ? 'program' : undefined;
}

// Two letters say little inside binary data; the header they point to settles it.
function isWindowsProgram(bytes: Uint8Array): boolean {
  if (!startsWith(bytes, ascii('MZ')) || bytes.length < 0x40) return false;
  return startsWith(bytes, [...ascii('PE'), 0, 0], view(bytes).readUInt32LE(0x3c));
}

/** Whether the bytes also read as a PDF or a ZIP archive, besides what they begin as. */
export function isPolyglot(bytes: Uint8Array, container: Sniffed['container']): boolean {
  const buffer = view(bytes);
  if (container !== 'pdf' && buffer.subarray(0, 1029).includes('%PDF-')) return true;
  return container !== 'zip' && hasZipDirectory(buffer);
}

// Readers of ZIP look from the end of the file: an end record whose comment reaches the end, with a directory before it.
// (Office keeps its theme as a small archive inside .doc and .xls; that one's end record does not reach the end.)
function hasZipDirectory(buffer: Buffer): boolean {
  const first = Math.max(0, buffer.length - 22 - 0xffff);
  for (let at = buffer.lastIndexOf('PK\x05\x06', -1, 'latin1'); at >= first; ) {
    if (at + 22 <= buffer.length && at + 22 + buffer.readUInt16LE(at + 20) === buffer.length) {
      const directory = at - buffer.readUInt32LE(at + 12);
      if (directory >= 0 && buffer.toString('latin1', directory, directory + 4) === 'PK\x01\x02') return true;
    }
    if (at === 0) break;
    at = buffer.lastIndexOf('PK\x05\x06', at - 1, 'latin1');
  }
  return false;
}
