import { constants, inflateSync } from 'node:zlib';
import { limits } from './limits.ts';
import { Refusal } from './reasons.ts';

/** A stretch of a PDF's bytes: plain objects, or the body of the stream that `dictionary` describes. */
export type PdfSegment = { kind: 'plain'; text: string } | { kind: 'stream'; dictionary: string; body: Buffer };

const streamWord = 'stream';
const endWord = 'endstream';

/** Cuts a PDF into what stands outside streams and the streams' bodies, from its first byte to its last. */
export function* segmentsOf(buffer: Buffer): Generator<PdfSegment> {
  let plainFrom = 0;
  let search = 0;
  for (;;) {
    const at = buffer.indexOf(streamWord, search, 'latin1');
    if (at < 0) break;
    search = at + streamWord.length;
    if (!startsBody(buffer, at)) continue;
    const bodyFrom = search + (buffer[search] === 0x0d && buffer[search + 1] === 0x0a ? 2 : 1);
    const end = buffer.indexOf(endWord, bodyFrom, 'latin1');
    if (end < 0) throw new Refusal('malformed');
    const text = buffer.toString('latin1', plainFrom, at);
    yield { kind: 'plain', text };
    yield {
      kind: 'stream',
      dictionary: decodeNames(text.slice(objectStart(text))),
      body: buffer.subarray(bodyFrom, end),
    };
    plainFrom = end;
    search = end + endWord.length;
  }
  yield { kind: 'plain', text: buffer.toString('latin1', plainFrom, buffer.length) };
}

// The word opens a body when it follows a dictionary and a line end follows it.
function startsBody(buffer: Buffer, at: number): boolean {
  const after = buffer[at + streamWord.length];
  return (after === 0x0a || after === 0x0d) && />>[\s\0]*$/.test(buffer.toString('latin1', Math.max(0, at - 64), at));
}

function objectStart(text: string): number {
  return Math.max(0, text.lastIndexOf('obj'), text.lastIndexOf('endobj'));
}

/** Undoes the escapes that may hide a name: `/J#61vaScript`. */
export function decodeNames(text: string): string {
  if (!text.includes('#')) return text;
  return text.replace(/#([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** How much the streams of one PDF may still be inflated to, pages and images apart. */
export class PdfBudget {
  #pages: number = limits.pdf.totalBytes;
  #images: number = limits.pdf.imageTotalBytes;
  #longest = 1;
  #longestText = 1;

  /** How many pages may be read if each were to use the longest stream; at least one. */
  get pages(): number {
    return Math.max(1, Math.floor(limits.pdf.pageWorkBytes / this.#longest));
  }

  /** The same for so much work, if pages use no stream that calls itself a picture; at least one. */
  textPages(workBytes: number): number {
    return Math.max(1, Math.floor(workBytes / this.#longestText));
  }

  /**
   * Inflates a stream as often as its filters say, within the limits, and returns the result; undefined when the
   * filters are not all known here or the data is damaged. `whole` also refuses data that end too soon, of which
   * readers show what they can.
   */
  inflate(dictionary: string, body: Buffer, whole: boolean): Buffer | undefined {
    const isImage = /\/Subtype\s*\/Image\b/.test(dictionary);
    const most = isImage ? limits.pdf.imageBytes : limits.pdf.streamBytes;
    let content: Buffer | undefined = body;
    for (const filter of filtersOf(dictionary)) {
      content = content && decode(filter, content, { most, isImage, whole });
      this.#longest = Math.max(this.#longest, content?.length ?? 0);
      if (!isImage) this.#longestText = Math.max(this.#longestText, content?.length ?? 0);
      if (isImage) this.#images -= content?.length ?? 0;
      else this.#pages -= content?.length ?? 0;
      if (this.#pages < 0 || this.#images < 0) throw new Refusal('zip-bomb');
    }
    return content;
  }
}

/** What the streams of a PDF come to when they are inflated; refuses one whose streams go beyond the limits. */
export function measureStreams(bytes: Uint8Array): PdfBudget {
  const budget = new PdfBudget();
  for (const segment of segmentsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    if (segment.kind === 'stream') budget.inflate(segment.dictionary, segment.body, false);
  return budget;
}

function filtersOf(dictionary: string): string[] {
  const found = /\/Filter\s*(\[[^\]]*\]|\/[^\s/<>[\]()]+|\d+\s+\d+\s+R)?/.exec(dictionary);
  if (!found) return [];
  const filters = found[1]?.match(/\/[^\s/<>[\]()]+/g) ?? [];
  // No writer names a filter indirectly or stacks more than a text wrapping on a compression.
  if (filters.length > 2 || (filters.length === 0 && !found[1]?.startsWith('['))) throw new Refusal('malformed');
  return filters;
}

// The most that one byte can become, for compressions that are not undone here.
const expansion: Record<string, number> = { '/LZWDecode': 2560, '/LZW': 2560, '/RunLengthDecode': 64, '/RL': 64 };

type Manner = { most: number; isImage: boolean; whole: boolean };

function decode(filter: string, content: Buffer, manner: Manner): Buffer | undefined {
  if (filter === '/FlateDecode' || filter === '/Fl') return inflateWithin(content, manner);
  if (filter === '/ASCII85Decode' || filter === '/A85') return decodeAscii85(content);
  if (filter === '/ASCIIHexDecode' || filter === '/AHx') {
    return Buffer.from(content.toString('latin1').replace(/[^0-9a-f]/gi, ''), 'hex');
  }
  if (!manner.isImage && content.length * (expansion[filter] ?? 0) > manner.most) throw new Refusal('zip-bomb');
  return undefined;
}

function inflateWithin(content: Buffer, { most, whole }: Manner): Buffer | undefined {
  try {
    const finishFlush = whole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    return inflateSync(content, { maxOutputLength: most, finishFlush, chunkSize: 64 * 1024 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new Refusal('zip-bomb');
    return undefined;
  }
}

function decodeAscii85(content: Buffer): Buffer {
  const decoded = Buffer.alloc(content.length * 4);
  let length = 0;
  let group: number[] = [];
  const flush = (digits: number[], keep: number) => {
    const value = digits.reduce((sum, digit) => sum * 85 + digit, 0);
    decoded.writeUInt32BE(value % 2 ** 32, length);
    length += keep;
  };
  for (const byte of content) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) flush([0], 4);
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
    if (group.length === 5) {
      flush(group, 4);
      group = [];
    }
  }
  if (group.length > 1) flush([...group, ...Array(5 - group.length).fill(84)], group.length - 1);
  return decoded.subarray(0, length);
}
