/** The streams of a compound file, by path. */
export type Streams = Record<string, Uint8Array | null>;

const fibBytes = 0x600;

/** How a sample .doc differs from a plain one: `narrow` writes 8 bits a character, `copies` reads its text again and again. */
export type DocOptions = { flags?: number; version?: number; template?: string; narrow?: boolean; copies?: number };

/** The streams of a Word 97 document with this text: `\r` ends a paragraph, 0x13, 0x14, 0x15 make a field. */
export function docStreams(text: string, options: DocOptions = {}): Streams {
  const { flags = 0, version = 0x00c1, template = 'Normal', narrow = false, copies = 1 } = options;
  const characters = Buffer.from(text, narrow ? 'latin1' : 'utf16le');
  const document = Buffer.alloc(Math.max(4096, fibBytes + characters.length));
  document.set(characters, fibBytes);
  const pieces = pieceTable(text.length, copies, narrow ? 0x40000000 + 2 * fibBytes : fibBytes);
  const associations = stringTable(['', template]);

  document.writeUInt16LE(0xa5ec, 0);
  document.writeUInt16LE(version, 2);
  document.writeUInt16LE(0x0200 | flags, 10);
  document.writeUInt32LE(text.length * copies, 0x4c);
  for (const [at, value] of [
    [0x19a, pieces.length],
    [0x19e, associations.length],
    [0x1a2, 0],
    [0x1a6, pieces.length],
  ] as const) {
    document.writeUInt32LE(value, at);
  }
  return { WordDocument: document, '1Table': Buffer.concat([pieces, associations]) };
}

// Where each piece of the text begins in the document, and then where it lies in the stream: all at one place.
function pieceTable(length: number, count: number, position: number): Buffer {
  const table = Buffer.alloc(5 + 4 * (count + 1) + 8 * count);
  table[0] = 2;
  table.writeUInt32LE(table.length - 5, 1);
  for (let index = 0; index <= count; index += 1) table.writeUInt32LE(length * index, 5 + 4 * index);
  for (let index = 0; index < count; index += 1) table.writeUInt32LE(position, 5 + 4 * (count + 1) + 8 * index + 2);
  return table;
}

function stringTable(strings: string[]): Buffer {
  const head = Buffer.from([0xff, 0xff, strings.length, 0, 0, 0]);
  const items = strings.map((text) => Buffer.concat([word(text.length), Buffer.from(text, 'utf16le')]));
  return Buffer.concat([head, ...items]);
}

function word(value: number): Buffer {
  return Buffer.from([value & 0xff, value >> 8]);
}
