import { Refusal } from '../../submissions/inspection/reasons.ts';

/** How a stretch of a Word 97 document's bytes is formatted, as far as reading it goes. */
export interface Run97 {
  from: number;
  to: number;
  deleted: boolean;
  strong: boolean;
}

const PAGE_BYTES = 512;
/** [MS-DOC] 2.6.1: deleted with changes tracked, hidden, bold, capitals. */
const sprm = { deleted: 0x0800, hidden: 0x083c, bold: 0x0835, capitals: 0x083b };
const operandBytes = [1, 1, 2, 4, 2, 2, undefined, 3];

/** The toggles that a list of properties switches on. A toggle may also turn round what the style says, which is seldom bold. */
function togglesOf(properties: Buffer): Set<number> {
  const on = new Set<number>();
  for (let at = 0; at + 3 <= properties.length; ) {
    const code = properties.readUInt16LE(at);
    const value = properties[at + 2] ?? 0;
    if (value === 1 || value === 0x81) on.add(code);
    // One kind says its own length.
    at += 2 + (operandBytes[code >> 13] ?? 1 + value);
  }
  return on;
}

function* runsOfPage(page: Buffer): Generator<Run97> {
  const count = page[PAGE_BYTES - 1] ?? 0;
  if (page.length < PAGE_BYTES || 5 * count + 4 > PAGE_BYTES) throw new Refusal('malformed');
  for (let i = 0; i < count; i += 1) {
    const at = 2 * (page[4 * (count + 1) + i] ?? 0);
    const on = at === 0 ? new Set<number>() : togglesOf(page.subarray(at + 1, at + 1 + (page[at] ?? 0)));
    yield {
      from: page.readUInt32LE(4 * i),
      to: page.readUInt32LE(4 * (i + 1)),
      deleted: on.has(sprm.deleted) || on.has(sprm.hidden),
      strong: on.has(sprm.bold) || on.has(sprm.capitals),
    };
  }
}

/** The runs of a document by the table that names the pages where they are described ([MS-DOC] 2.8.25), in order. */
export function runsOf(document: Buffer, table: Buffer): Run97[] {
  const pages = Math.max(0, Math.floor((table.length - 4) / 8));
  if (pages * PAGE_BYTES > document.length) throw new Refusal('malformed');
  const runs: Run97[] = [];
  for (let i = 0; i < pages; i += 1) {
    const page = table.readUInt32LE(4 * (pages + 1) + 4 * i) & 0x3fffff;
    runs.push(...runsOfPage(document.subarray(page * PAGE_BYTES, (page + 1) * PAGE_BYTES)));
  }
  return runs.sort((a, b) => a.from - b.from);
}
