import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { bundle } from '../../../lib/papers/compiling/bundle.ts';
import { safeName, uniqueName } from '../../../lib/papers/compiling/names.ts';
import { volumesOf } from '../../../lib/papers/compiling/plan.ts';
import { partsOf } from '../../../lib/store/paper-files.ts';
import { inflate, readZip } from '../../../lib/submissions/inspection/zip.ts';

const AT = '2026-11-02T03:00:00Z';
const MB = 1024 ** 2;
const PART = 5 * MB;

async function whole(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('a bundle', () => {
  it('holds what is made and what comes from the store, byte for byte, under names with accents', async () => {
    const bytes = Buffer.from('nội dung'.repeat(1000));
    const zip = await whole(
      bundle(
        [{ path: '00. Mục lục.html', bytes: Buffer.from('mục lục') }],
        [{ path: '1. Khối/Huyện ủy Tuần Giáo.pdf', size: bytes.length, open: async () => Readable.from([bytes]) }],
        AT,
      ),
    );
    const entries = readZip(zip, { bytes: MB });
    expect(entries.map(({ name }) => name)).toEqual(['00. Mục lục.html', '1. Khối/Huyện ủy Tuần Giáo.pdf']);
    expect(entries.map((entry) => Buffer.from(inflate(entry)).toString())).toEqual(['mục lục', bytes.toString()]);
  });

  it('holds little at a time, however much goes through it, and opens one file after another', async () => {
    const files = 40;
    const size = 2 * MB;
    let given = 0;
    let taken = 0;
    let open = 0;
    let mostOpen = 0;
    let mostHeld = 0;
    const source = () => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      let left = size;
      return new Readable({
        read() {
          const length = Math.min(left, 64 * 1024);
          left -= length;
          given += length;
          mostHeld = Math.max(mostHeld, given - taken);
          this.push(length > 0 ? Buffer.alloc(length) : null);
          if (length === 0) open -= 1;
        },
      });
    };
    const entries = Array.from({ length: files }, (_, i) => ({ path: `${i}.pdf`, size, open: async () => source() }));
    const lengths: number[] = [];
    for await (const part of partsOf(bundle([], entries, AT), PART)) {
      taken += part.length;
      lengths.push(part.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(given).toBe(files * size);
    expect(mostOpen).toBe(1);
    // One part, and what lies in the pipes.
    expect(mostHeld).toBeLessThan(PART + MB);
    expect(lengths.slice(0, -1).every((length) => length === PART)).toBe(true);
  });

  it.each([
    ['cannot be opened', async () => Promise.reject(new Error('gone'))],
    ['breaks off', async () => Readable.from([Buffer.alloc(10)])],
  ])('ends in an error when a file %s, never in a bundle without it', async (_what, open) => {
    await expect(whole(bundle([], [{ path: 'a.pdf', size: 20, open }], AT))).rejects.toThrow();
  });
});

describe('names for people', () => {
  it.each([
    ['Huyện ủy Tuần Giáo, 215-BC/HU', 'Huyện ủy Tuần Giáo, 215-BC-HU'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['a\u202Efdp.exe: "b" <c> | d?*', 'afdp.exe- b c - d'],
    ['CON', '_CON'],
    [' . ', 'tệp'],
  ])('%j becomes %j', (text, name) => {
    expect(safeName(text)).toBe(name);
  });

  it('are never given twice, not even in another case', () => {
    const taken = new Set<string>();
    expect(['Sở A', 'SỞ A', 'Sở A'].map((name) => uniqueName(name, '.PDF', taken))).toEqual([
      ...['Sở A.pdf', 'SỞ A (2).pdf', 'Sở A (3).pdf'],
    ]);
  });
});

describe('volumes', () => {
  it('hold all files in order, none more than it may, but a file that is larger by itself', () => {
    const entries = [3, 4, 5, 12, 1].map((size, i) => ({ path: `${i}`, key: `${i}`, objectVersion: 'v', size }));
    expect(volumesOf(entries, 8).map((volume) => volume.map(({ size }) => size))).toEqual([[3, 4], [5], [12], [1]]);
    expect(volumesOf([], 8)).toEqual([[]]);
  });
});
