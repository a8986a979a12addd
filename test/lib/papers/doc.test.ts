import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeOle2 } from '../../../infra/tools/province/ole2.ts';
import { docStreams } from '../../../infra/tools/province/word97.ts';
import { readFile } from '../../../lib/papers/reading/read.ts';
import { fileTypes } from '../../../lib/submissions/file-types.ts';
import { hostileOffice97 } from '../../samples/hostile-office97.ts';
import { sampleDoc } from '../../samples/office97.ts';

/** Written by LibreOffice: a heading, a sentence with a deletion tracked in it and a footnote, a table, a page's head. */
const written = readFileSync(new URL('../../samples/word97.doc', import.meta.url));
const read = (bytes: Uint8Array) => readFile(bytes, { name: 'a.doc', type: fileTypes.doc });
const told = async (bytes: Uint8Array) => {
  const reading = await read(bytes);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.paragraphs.map(({ text, place }) => [text, place]);
};

describe('a Word 97 document', () => {
  it('gives its paragraphs, rows and notes, not what was deleted, and not its page’s head', async () => {
    expect(await told(written)).toEqual([
      ['I. TÌNH HÌNH NỔI LÊN', 'đoạn 1'],
      ['Mưa lớn kéo dài.', 'đoạn 2'],
      ['Chỉ tiêu | Số lượng', 'đoạn 3'],
      ['Hồ sơ | 12', 'đoạn 4'],
      ['Kiến nghị, đề xuất', 'đoạn 5'],
      ['Đề nghị hỗ trợ kinh phí.', 'đoạn 6'],
      ['Nguồn số liệu của huyện.', 'chú thích 1'],
    ]);
  });

  it('tells what is in bold', async () => {
    const reading = await read(written);
    const bold = reading.ok ? reading.paragraphs.filter(({ emphasised }) => emphasised) : [];
    expect(bold.map(({ text }) => text)).toEqual(['I. TÌNH HÌNH NỔI LÊN', 'Kiến nghị, đề xuất']);
  });

  it('shows of a field what is seen, and of a line break two lines', async () => {
    const doc = makeOle2(docStreams('Xem \u0013HYPERLINK "x"\u0014trang 2\u0015.\rmột\u000bhai\r'));
    expect(await told(doc)).toEqual([
      ['Xem trang 2.', 'đoạn 1'],
      ['một\nhai', 'đoạn 2'],
    ]);
  });

  it('older than Word 97, protected or broken is named, and not guessed at', async () => {
    expect(await read(makeOle2(docStreams('a\r', { version: 0x68 })))).toEqual({ ok: false, reason: 'old-format' });
    expect(await read(makeOle2(docStreams('a\r', { flags: 0x100 })))).toEqual({ ok: false, reason: 'protected' });
    expect(await read(sampleDoc(['a']).subarray(0, 700))).toEqual({ ok: false, reason: 'old-format' });
  });

  it('that means harm is read or named, and is never an error', async () => {
    for (const { bytes } of hostileOffice97) expect(await read(bytes())).toHaveProperty('ok');
  });

  it('damaged anywhere is read or named, and is never an error', async () => {
    const damage = fc.array(fc.tuple(fc.nat(written.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        const damaged = Buffer.from(written);
        for (const [at, value] of bytes) damaged[at] = value;
        expect(await read(damaged)).toHaveProperty('ok');
      }),
      { seed: 353, numRuns: 300 },
    );
  });
});
