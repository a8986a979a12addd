import { Refusal } from './reasons.ts';

/** A storage or a stream of an OLE2 compound file; `path` starts below the root, names joined by `/`. */
export type OleEntry = { path: string; name: string; isStream: boolean; start: number; size: number };

// Above the last number a sector can have stand the marks for what a sector is.
const lastSector = 0xfffffffa;
const endOfChain = 0xfffffffe;
const freeSector = 0xffffffff;
// Streams shorter than this lie in sectors of 64 bytes.
const miniCutoff = 4096;
const directoryEntryBytes = 128;

/**
 * An OLE2 compound file, the container of .doc and .xls and of encrypted Office documents ([MS-CFB]). Every table is
 * bounded by the file's own length, so a forged one is refused, not followed.
 */
export class OleFile {
  readonly entries: OleEntry[];
  readonly #buffer: Buffer;
  readonly #sectorBytes: number;
  readonly #fat: Uint32Array;
  readonly #miniFat: Uint32Array;
  readonly #miniStream: Buffer;

  constructor(bytes: Uint8Array) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (buffer.length < 512) throw new Refusal('malformed');
    const shift = buffer.readUInt16LE(30);
    const major = buffer.readUInt16LE(26);
    if (!((major === 3 && shift === 9) || (major === 4 && shift === 12))) throw new Refusal('malformed');
    if (buffer.readUInt16LE(28) !== 0xfffe || buffer.readUInt16LE(32) !== 6) throw new Refusal('malformed');
    if (buffer.readUInt32LE(56) !== miniCutoff) throw new Refusal('malformed');
    this.#buffer = buffer;
    this.#sectorBytes = 1 << shift;
    this.#fat = this.#readFat();
    this.#checkLength();
    const directory = this.#chain(buffer.readUInt32LE(48));
    const rootStart = directory.length >= directoryEntryBytes ? directory.readUInt32LE(116) : endOfChain;
    this.#miniStream = this.#chain(rootStart);
    this.#miniFat = words(this.#chain(buffer.readUInt32LE(60)));
    this.entries = readDirectory(directory, major);
  }

  /** The stream at a path, compared without case as OLE2 does; undefined when there is none. */
  stream(path: string): Buffer | undefined {
    const entry = this.entries.find((each) => each.isStream && each.path.toLowerCase() === path.toLowerCase());
    return entry && this.read(entry);
  }

  read({ start, size }: OleEntry): Buffer {
    const content = size < miniCutoff ? this.#miniChain(start, size) : this.#chain(start);
    if (content.length < size) throw new Refusal('malformed');
    return content.subarray(0, size);
  }

  #sector(index: number): Buffer {
    const at = (index + 1) * this.#sectorBytes;
    if (at >= this.#buffer.length) throw new Refusal('malformed');
    return this.#buffer.subarray(at, at + this.#sectorBytes);
  }

  #readFat(): Uint32Array {
    const sectors = words(this.#buffer.subarray(76, 512));
    const list = [...sectors].filter((sector) => sector <= lastSector);
    const perSector = this.#sectorBytes / 4 - 1;
    let next = this.#buffer.readUInt32LE(68);
    const most = this.#buffer.length / this.#sectorBytes;
    for (let count = 0; next <= lastSector; count += 1) {
      if (count > most || list.length > most) throw new Refusal('malformed');
      const more = words(this.#sector(next));
      for (const sector of more.subarray(0, perSector)) if (sector <= lastSector) list.push(sector);
      next = more[perSector] ?? endOfChain;
    }
    return words(Buffer.concat(list.map((sector) => this.#sector(sector))));
  }

  // No chain may lead behind the end of the file, and nothing may lie behind what the table covers.
  #checkLength(): void {
    const sectors = Math.ceil(this.#buffer.length / this.#sectorBytes) - 1;
    const leadsOut = this.#fat.some((next, sector) => next <= lastSector && (next >= sectors || sector >= sectors));
    if (leadsOut || sectors > this.#fat.length) throw new Refusal('malformed');
  }

  #chain(start: number): Buffer {
    const sectors: Buffer[] = [];
    for (let sector = start; sector <= lastSector; sector = this.#fat[sector] ?? endOfChain) {
      if (sectors.length * this.#sectorBytes > this.#buffer.length) throw new Refusal('malformed');
      sectors.push(this.#sector(sector));
    }
    return Buffer.concat(sectors);
  }

  #miniChain(start: number, size: number): Buffer {
    const sectors: Buffer[] = [];
    for (
      let sector = start;
      sector <= lastSector && sectors.length * 64 < size;
      sector = this.#miniFat[sector] ?? endOfChain
    ) {
      sectors.push(this.#miniStream.subarray(sector * 64, sector * 64 + 64));
    }
    return Buffer.concat(sectors);
  }
}

function words(buffer: Buffer): Uint32Array {
  const found = new Uint32Array(Math.floor(buffer.length / 4));
  for (let index = 0; index < found.length; index += 1) found[index] = buffer.readUInt32LE(index * 4);
  return found;
}

function readDirectory(directory: Buffer, major: number): OleEntry[] {
  const found: OleEntry[] = [];
  const seen = new Set<number>([0]);
  const pending: { index: number; parent: string }[] = [];
  const at = (index: number) => directory.subarray(index * directoryEntryBytes, (index + 1) * directoryEntryBytes);
  const root = at(0);
  if (root.length < directoryEntryBytes || root[66] !== 5) throw new Refusal('malformed');
  pending.push({ index: root.readUInt32LE(76), parent: '' });
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { index, parent } = next;
    if (index === freeSector) continue;
    const entry = at(index);
    if (entry.length < directoryEntryBytes || seen.has(index)) throw new Refusal('malformed');
    seen.add(index);
    const name = entry.toString('utf16le', 0, Math.max(0, Math.min(64, entry.readUInt16LE(64)) - 2));
    const path = parent === '' ? name : `${parent}/${name}`;
    if (path.length > 1_000) throw new Refusal('malformed');
    // Version 3 leaves the upper half of the size undefined.
    if (major === 4 && entry.readUInt32LE(124) !== 0) throw new Refusal('malformed');
    found.push({
      path,
      name,
      isStream: entry[66] === 2,
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    });
    for (const sibling of [68, 72]) pending.push({ index: entry.readUInt32LE(sibling), parent });
    if (entry[66] === 1) pending.push({ index: entry.readUInt32LE(76), parent: path });
  }
  return found;
}
