import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../lib/submissions/inspection/reasons.ts';
import { inflate, readZip } from '../../../../lib/submissions/inspection/zip.ts';
import { makeZip, type ZipPart } from '../../../samples/zip.ts';

const MiB = 1024 * 1024;
const plenty = () => ({ bytes: 512 * MiB });

function codeOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
}

const pair: ZipPart[] = [
  { name: 'a', data: 'first part, first part, first part' },
  { name: 'b', data: 'second part' },
];

describe('an honest archive', () => {
  it('gives back its parts', () => {
    const texts = readZip(makeZip(pair), plenty()).map((entry) => [entry.name, Buffer.from(inflate(entry)).toString()]);
    expect(texts).toEqual(pair.map(({ name, data }) => [name, data]));
  });

  it('takes what it inflates to from the budget', () => {
    const budget = { bytes: 100 };
    readZip(makeZip(pair), budget);
    expect(budget).toEqual({ bytes: 55 });
  });

  it('may note sizes in 64 bits in its local headers', () => {
    const bytes = Buffer.from(makeZip([{ name: 'a', data: 'a', stored: true }]));
    bytes.fill(0xff, 18, 26);
    expect(readZip(bytes, plenty())).toHaveLength(1);
  });
});

describe('an archive that costs too much', () => {
  it('is refused when it exceeds what is left of the budget', () => {
    expect(codeOf(() => readZip(makeZip(pair), { bytes: 44 }))).toBe('zip-bomb');
  });

  it('is refused when it merely claims a huge part', () => {
    const claims = makeZip([{ name: 'a', data: 'a'.repeat(2 * MiB), stored: true, lies: { size: 129 * MiB } }]);
    expect(codeOf(() => readZip(claims, plenty()))).toBe('zip-bomb');
  });

  it('is refused when it claims a thousandfold', () => {
    const claims = makeZip([{ name: 'a', data: 'a', lies: { size: 65 * MiB } }]);
    expect(codeOf(() => readZip(claims, plenty()))).toBe('zip-bomb');
  });

  it('is not inflated further than it says', () => {
    const [entry] = readZip(makeZip([{ name: 'a', data: 'a'.repeat(10 * MiB), lies: { size: 5 } }]), plenty());
    expect(codeOf(() => entry && inflate(entry))).toBe('zip-bomb');
  });

  it('is refused when a part reaches into the next', () => {
    const parts = pair.map((part, index) => (index === 0 ? { ...part, lies: { packedSize: 60 } } : part));
    expect(codeOf(() => readZip(makeZip(parts), plenty()))).toBe('zip-bomb');
  });

  it('is refused when two entries share their bytes', () => {
    const parts = pair.map((part, index) => (index === 1 ? { ...part, lies: { offset: 0 } } : part));
    expect(codeOf(() => readZip(makeZip(parts), plenty()))).toBe('zip-bomb');
  });
});

describe('an archive that is not as Office writes it', () => {
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['another number of entries', changed(10, 1)],
    ['several disks', changed(4, 1)],
    ['a comment it does not have', changed(20, 7)],
    ['a directory elsewhere', changed(16, 3)],
    ['a name with a backslash', makeZip([{ name: 'word\\a', data: 'a' }])],
    ['an absolute name', makeZip([{ name: '/word/a', data: 'a' }])],
    ['foreign data in front', makeZip(pair, { before: new Uint8Array(3) })],
    ['a gap behind each part', makeZip(pair, { between: new Uint8Array(3) })],
    ['a gap the size of a descriptor', makeZip(pair, { between: new Uint8Array(16) })],
  ])('is refused with %s', (_, bytes) => {
    expect(codeOf(() => readZip(bytes, plenty()))).toBe('malformed');
  });

  it.each<[string, ZipPart]>([
    ['has a wrong checksum', { name: 'a', data: 'a', lies: { crc: 1 } }],
    ['is shorter than it says', { name: 'a', data: 'a', lies: { size: 2 } }],
    ['holds more than its data', { name: 'a', data: 'a', leftover: new Uint8Array(9) }],
  ])('is refused when a part %s', (_, part) => {
    const [entry] = readZip(makeZip([part]), plenty());
    expect(codeOf(() => entry && inflate(entry))).toBe('malformed');
  });
});

// The end record with one byte changed.
function changed(at: number, by: number): Uint8Array {
  const bytes = makeZip(pair);
  const index = bytes.length - 22 + at;
  bytes[index] = (bytes[index] ?? 0) + by;
  return bytes;
}
