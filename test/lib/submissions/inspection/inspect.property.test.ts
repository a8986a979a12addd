import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../../lib/submissions/inspection/inspect.ts';
import { secrecyMarks } from '../../../../lib/submissions/inspection/secrecy.ts';
import { declare } from '../../../samples/declare.ts';
import { sampleDocx, sampleXlsx } from '../../../samples/office.ts';
import { sampleDoc, sampleXls } from '../../../samples/office97.ts';
import { samplePdf } from '../../../samples/pdf.ts';

const lines = ['TỈNH ỦY ĐIỆN BIÊN', 'Số 12-BC/TU', 'BÁO CÁO'];
const makers = [
  ['a.pdf', (texts: string[]) => samplePdf(texts)],
  ['b.pdf', (texts: string[]) => samplePdf(texts, { compressed: true })],
  ['a.docx', sampleDocx],
  ['a.xlsx', (texts: string[]) => sampleXlsx(texts.map((text) => [text]))],
  ['a.doc', sampleDoc],
  ['a.xls', sampleXls],
] as const;
const good = makers.map(([name, make]) => ({ name, bytes: make(lines) }));
const anyGood = fc.constantFrom(...good);
const anyName = fc.constantFrom('a.pdf', 'a.doc', 'a.docx', 'a.xls', 'a.xlsx');

const signatures = ['%PDF-1.4\n', 'PK\x03\x04', 'PK\x05\x06', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', ''].map((text) =>
  Buffer.from(text, 'latin1'),
);
const anyBytes = fc
  .tuple(fc.constantFrom(...signatures), fc.uint8Array({ maxLength: 2_000 }))
  .map(([head, tail]) => new Uint8Array(Buffer.concat([head, tail])));

function mutated(bytes: Uint8Array, at: number, change: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ change;
  return copy;
}

describe('the inspection of any bytes', () => {
  it('always gives a verdict, and refuses with at least one reason', async () => {
    const law = fc.asyncProperty(anyName, anyBytes, async (name, bytes) => {
      const verdict = await inspectFile({ bytes, declared: declare(name, bytes) });
      expect(verdict.ok || verdict.reasons.length > 0).toBe(true);
    });
    await fc.assert(law, { seed: 353, numRuns: 300 });
  });

  it('gives the same verdict on the same bytes', async () => {
    const law = fc.asyncProperty(
      anyGood,
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async ({ name, bytes }, at, change) => {
        const file = mutated(bytes, at, change);
        const declared = declare(name, file);
        expect(await inspectFile({ bytes: file, declared })).toEqual(await inspectFile({ bytes: file, declared }));
      },
    );
    await fc.assert(law, { seed: 353, numRuns: 100 });
  });
});

describe('a good file with one byte changed', () => {
  const change = fc.integer({ min: 1, max: 255 });

  it('never passes for the file declared', async () => {
    const law = fc.asyncProperty(anyGood, fc.nat(), change, async ({ name, bytes }, at, by) => {
      const verdict = await inspectFile({ bytes: mutated(bytes, at, by), declared: declare(name, bytes) });
      expect(verdict).toMatchObject({ ok: false, reasons: [{ code: 'checksum-mismatch' }] });
    });
    await fc.assert(law, { seed: 353, numRuns: 100 });
  });

  it('gets a verdict when it was declared as it is', async () => {
    const law = fc.asyncProperty(anyGood, fc.nat(), change, async ({ name, bytes }, at, by) => {
      const file = mutated(bytes, at, by);
      const verdict = await inspectFile({ bytes: file, declared: declare(name, file) });
      if (verdict.ok) expect(name).toMatch(new RegExp(`\\.${verdict.type}$`));
      else expect(verdict.reasons).not.toEqual([]);
    });
    await fc.assert(law, { seed: 353, numRuns: 400 });
  });
});

describe('a good file cut short', () => {
  it('is never accepted', async () => {
    // The last bytes of a PDF are a line end, those of a .doc or .xls padding: what is cut must be more.
    const law = fc.asyncProperty(anyGood, fc.nat({ max: 999 }), async ({ name, bytes }, share) => {
      const file = bytes.subarray(0, Math.floor(((bytes.length - 520) * share) / 1000));
      expect((await inspectFile({ bytes: file, declared: declare(name, file) })).ok).toBe(false);
    });
    await fc.assert(law, { seed: 353, numRuns: 300 });
  });
});

describe('a stamp', () => {
  it('is found in every type of file, wherever it stands and whatever stands around', async () => {
    const text = fc.constantFrom(
      'BÁO CÁO',
      'Công tác bảo vệ bí mật nhà nước',
      'Số 12',
      '12,5',
      'Mật độ dân số',
      'Kính gửi:',
    );
    const texts = fc.array(text, { minLength: 1, maxLength: 8 });
    const maker = fc.constantFrom(...makers);
    const law = fc.asyncProperty(
      maker,
      texts,
      fc.constantFrom(...secrecyMarks),
      texts,
      async ([name, make], before, mark, after) => {
        const clean = make([...before, ...after]);
        const marked = make([...before, mark, ...after]);
        const codes = async (bytes: Uint8Array) => {
          const verdict = await inspectFile({ bytes, declared: declare(name, bytes) });
          return verdict.ok ? [] : verdict.reasons.map(({ code }) => code);
        };
        expect(await codes(clean)).toEqual([]);
        expect(await codes(marked)).toEqual(['secrecy-mark']);
      },
    );
    await fc.assert(law, { seed: 353, numRuns: 100 });
  });
});
