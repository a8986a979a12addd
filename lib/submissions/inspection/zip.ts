import { crc32, inflateRawSync } from 'node:zlib';
import { limits } from './limits.ts';
import { Refusal } from './reasons.ts';

export type ZipEntry = { name: string; method: number; crc: number; size: number; packed: Uint8Array };

/** Bytes that may still be inflated for one uploaded file, shared with the archives embedded in it. */
export type InflationBudget = { bytes: number };

type DirectoryEntry = Omit<ZipEntry, 'packed'> & { flags: number; packedSize: number; offset: number; rawName: Buffer };

const streamed = 0x8;

/**
 * Reads the directory of an Office document as strictly as Office writes it: entries stand back to back from the first
 * byte to the directory, each with a local header that says the same as the directory. So no reader can see other
 * parts than this one does, nothing can overlap, and nothing foreign fits before, between or after. Sizes are those
 * declared; `inflate` holds each entry to them. (General ZIP readers accept all of this, by design.)
 */
export function readZip(bytes: Uint8Array, budget: InflationBudget): ZipEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = readDirectory(buffer);
  let packedTotal = 0;
  let total = 0;
  for (const entry of directory.entries) {
    packedTotal += entry.packedSize;
    total += entry.size;
    if (entry.size > limits.zip.partBytes) throw new Refusal('zip-bomb');
  }
  if (total > budget.bytes) throw new Refusal('zip-bomb');
  if (total > limits.zip.ratioFloorBytes && total > packedTotal * limits.zip.ratio) throw new Refusal('zip-bomb');
  budget.bytes -= total;
  return locate(buffer, directory.entries, directory.offset);
}

function readDirectory(buffer: Buffer): { entries: DirectoryEntry[]; offset: number } {
  const end = buffer.length - 22;
  if (end < 0 || buffer.readUInt32LE(end) !== 0x06054b50) throw new Refusal('malformed');
  const count = buffer.readUInt16LE(end + 10);
  const size = buffer.readUInt32LE(end + 12);
  const offset = buffer.readUInt32LE(end + 16);
  const oneDisk = buffer.readUInt32LE(end + 4) === 0 && buffer.readUInt16LE(end + 8) === count;
  if (!oneDisk || buffer.readUInt16LE(end + 20) !== 0 || offset + size !== end) throw new Refusal('malformed');
  if (count > limits.zip.entries) throw new Refusal('zip-bomb');

  const entries: DirectoryEntry[] = [];
  const names = new Set<string>();
  let at = offset;
  for (let index = 0; index < count; index += 1) {
    const { entry, length } = readDirectoryEntry(buffer, at, end);
    // Part names are compared without case (OPC); two that differ only in case are a trap for one of the readers.
    const key = entry.name.toLowerCase();
    if (names.has(key) || !isPlainName(entry.name)) throw new Refusal('malformed');
    names.add(key);
    entries.push(entry);
    at += length;
  }
  if (at !== end) throw new Refusal('malformed');
  return { entries, offset };
}

function readDirectoryEntry(buffer: Buffer, at: number, end: number): { entry: DirectoryEntry; length: number } {
  if (at + 46 > end || buffer.readUInt32LE(at) !== 0x02014b50) throw new Refusal('malformed');
  const nameLength = buffer.readUInt16LE(at + 28);
  const length = 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  if (at + length > end) throw new Refusal('malformed');
  const flags = buffer.readUInt16LE(at + 8);
  const method = buffer.readUInt16LE(at + 10);
  if ((flags & 0x2041) !== 0 || method === 99) throw new Refusal('encrypted');
  if (method !== 0 && method !== 8) throw new Refusal('malformed');
  const rawName = buffer.subarray(at + 46, at + 46 + nameLength);
  const entry = {
    name: rawName.toString('utf8'),
    rawName,
    flags,
    method,
    crc: buffer.readUInt32LE(at + 16),
    packedSize: buffer.readUInt32LE(at + 20),
    size: buffer.readUInt32LE(at + 24),
    offset: buffer.readUInt32LE(at + 42),
  };
  return { entry, length };
}

function isPlainName(name: string): boolean {
  const plain = name !== '' && !name.startsWith('/') && !/[\\\p{Cc}]/u.test(name);
  return plain && !name.split('/').includes('..');
}

function locate(buffer: Buffer, entries: DirectoryEntry[], directoryOffset: number): ZipEntry[] {
  const inOrder = [...entries].sort((a, b) => a.offset - b.offset);
  let expected = 0;
  const located = inOrder.map((entry, index) => {
    if (entry.offset !== expected) throw new Refusal('malformed');
    const dataAt = checkLocalHeader(buffer, entry, directoryOffset);
    const dataEnd = dataAt + entry.packedSize;
    const next = inOrder[index + 1]?.offset ?? directoryOffset;
    // Parts that share bytes inflate to far more than the file could hold.
    if (dataEnd > next) throw new Refusal('zip-bomb');
    expected = dataEnd + descriptorLength(buffer, entry, dataEnd, next);
    const { name, method, crc, size } = entry;
    return { name, method, crc, size, packed: buffer.subarray(dataAt, dataEnd) };
  });
  if (expected !== directoryOffset) throw new Refusal('malformed');
  return located;
}

function checkLocalHeader(buffer: Buffer, entry: DirectoryEntry, limit: number): number {
  const { offset: at, rawName } = entry;
  if (at + 30 > limit || buffer.readUInt32LE(at) !== 0x04034b50) throw new Refusal('malformed');
  const nameLength = buffer.readUInt16LE(at + 26);
  const dataAt = at + 30 + nameLength + buffer.readUInt16LE(at + 28);
  const same =
    dataAt <= limit &&
    buffer.readUInt16LE(at + 6) === entry.flags &&
    buffer.readUInt16LE(at + 8) === entry.method &&
    rawName.equals(buffer.subarray(at + 30, at + 30 + nameLength)) &&
    ((entry.flags & streamed) !== 0 ||
      (buffer.readUInt32LE(at + 14) === entry.crc &&
        sameOrZip64(buffer.readUInt32LE(at + 18), entry.packedSize) &&
        sameOrZip64(buffer.readUInt32LE(at + 22), entry.size)));
  if (!same) throw new Refusal('malformed');
  return dataAt;
}

// Some writers reserve 64-bit sizes in the local header even of small parts.
function sameOrZip64(local: number, central: number): boolean {
  return local === central || local === 0xffffffff;
}

// A streamed entry is followed by its sizes: with or without a signature, in 32 or 64 bits.
function descriptorLength(buffer: Buffer, entry: DirectoryEntry, at: number, next: number): number {
  const length = next - at;
  if ((entry.flags & streamed) === 0 || ![12, 16, 20, 24].includes(length)) return 0;
  const signed = length === 16 || length === 24;
  return buffer.readUInt32LE(signed ? at + 4 : at) === entry.crc ? length : 0;
}

/** The content of an entry; refused unless it is exactly as long as declared, matches its CRC and leaves nothing over. */
export function inflate(entry: ZipEntry): Uint8Array {
  const content = entry.method === 0 ? entry.packed : inflateWithin(entry);
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw new Refusal('malformed');
  return content;
}

function inflateWithin({ packed, size }: ZipEntry): Uint8Array {
  const chunkSize = Math.min(Math.max(size + 1, 64), 1024 * 1024);
  try {
    // With `info` Node also tells how much input was used; the types do not know.
    const result: unknown = inflateRawSync(packed, { maxOutputLength: Math.max(size, 1), chunkSize, info: true });
    if (!isInflated(result) || result.engine.bytesWritten !== packed.length) throw new Refusal('malformed');
    return result.buffer;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Refusal(tooLarge ? 'zip-bomb' : 'malformed');
  }
}

function isInflated(result: unknown): result is { buffer: Uint8Array; engine: { bytesWritten: number } } {
  return typeof result === 'object' && result !== null && 'buffer' in result && 'engine' in result;
}
