import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a sample archive. What `lies` says is written instead of the truth. */
export type ZipPart = {
  name: string;
  data: Uint8Array | string;
  stored?: boolean;
  /** Sizes stand behind the data, as writers put them that do not know them before. */
  streamed?: boolean;
  /** Bytes that follow the compressed data inside the entry. */
  leftover?: Uint8Array;
  lies?: { size?: number; packedSize?: number; crc?: number; flags?: number; localName?: string; offset?: number };
};

/** What stands around the entries: nothing, in an honest archive. */
export type ZipFrame = { before?: Uint8Array; between?: Uint8Array; after?: Uint8Array; comment?: string };

// 1 January 2026, 00:00, in the DOS form: samples are the same bytes every day.
const dosDate = ((2026 - 1980) << 9) | (1 << 5) | 1;

/** A ZIP archive with fixed dates; `frame` and `lies` make the hostile ones. Offsets count from the archive's first byte. */
export function makeZip(parts: ZipPart[], frame: ZipFrame = {}): Uint8Array {
  const locals: Buffer[] = frame.before ? [Buffer.from(frame.before)] : [];
  const directory: Buffer[] = [];
  let offset = frame.before?.length ?? 0;
  for (const part of parts) {
    const data = Buffer.from(part.data);
    const packed = Buffer.concat([part.stored ? data : deflateRawSync(data), part.leftover ?? new Uint8Array()]);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(part.lies?.flags ?? (part.streamed ? 8 : 0), 2);
    fields.writeUInt16LE(part.stored ? 0 : 8, 4);
    fields.writeUInt16LE(dosDate, 8);
    fields.writeUInt32LE(part.lies?.crc ?? crc32(data), 10);
    fields.writeUInt32LE(part.lies?.packedSize ?? packed.length, 14);
    fields.writeUInt32LE(part.lies?.size ?? data.length, 18);
    const local = localEntry(fields, part, packed);
    directory.push(directoryEntry(fields, part.name, part.lies?.offset ?? offset));
    locals.push(local, Buffer.from(frame.between ?? []));
    offset += local.length + (frame.between?.length ?? 0);
  }
  const end = Buffer.alloc(18);
  const directoryBytes = Buffer.concat(directory);
  const comment = Buffer.from(frame.comment ?? '');
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(directoryBytes.length, 8);
  end.writeUInt32LE(offset, 12);
  end.writeUInt16LE(comment.length, 16);
  const tail = [signature('PK\x05\x06'), end, comment, Buffer.from(frame.after ?? [])];
  return new Uint8Array(Buffer.concat([...locals, directoryBytes, ...tail]));
}

function localEntry(fields: Buffer, part: ZipPart, packed: Buffer): Buffer {
  const head = Buffer.from(fields);
  if (part.streamed) head.fill(0, 10, 22);
  const descriptor = part.streamed ? [signature('PK\x07\x08'), fields.subarray(10, 22)] : [];
  return Buffer.concat([
    signature('PK\x03\x04'),
    named(head, part.lies?.localName ?? part.name),
    packed,
    ...descriptor,
  ]);
}

function signature(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function named(fields: Buffer, name: string): Buffer {
  const nameBytes = Buffer.from(name);
  fields.writeUInt16LE(nameBytes.length, 22);
  return Buffer.concat([fields, nameBytes]);
}

function directoryEntry(fields: Buffer, name: string, offset: number): Buffer {
  const nameBytes = Buffer.from(name);
  const shared = Buffer.from(fields);
  shared.writeUInt16LE(nameBytes.length, 22);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature('PK\x01\x02'), Buffer.from([20, 0]), shared, rest, nameBytes]);
}
