import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../lib/submissions/inspection/inspect.ts';
import { manifestSchema } from '../../lib/submissions/manifest.ts';
import { declare } from '../samples/declare.ts';
import { hostileSamples } from '../samples/hostile.ts';
import { sampleProgram } from '../samples/hostile-sample.ts';
import { sampleDocx, sampleXlsx } from '../samples/office.ts';
import { sampleDoc, sampleXls } from '../samples/office97.ts';
import { samplePdf } from '../samples/pdf.ts';
import { aManifest } from '../support/manifest.ts';
import { drawn, timeFor } from '../support/soak.ts';
import { anyText } from './odd.ts';

const good = [
  { name: 'a.pdf', bytes: samplePdf(['Báo cáo'], { compressed: true }) },
  { name: 'a.docx', bytes: sampleDocx(['Báo cáo']) },
  { name: 'a.xlsx', bytes: sampleXlsx([['Báo cáo']]) },
  { name: 'a.doc', bytes: sampleDoc(['Báo cáo']) },
  { name: 'a.xls', bytes: sampleXls(['Báo cáo']) },
];
const hostile = hostileSamples.map(({ name, bytes }) => ({ name, bytes: bytes() }));
// As often a good file, of which a small change makes one that nearly passes.
const anySample = fc.oneof(
  fc.constantFrom(...good),
  fc.constantFrom(...hostile.filter(({ bytes }) => bytes.length > 0 && bytes.length < 200_000)),
);

/** A change that an attacker makes with a hex editor, places given as shares of the file's length. */
type Change = (bytes: Uint8Array) => Uint8Array;
const place = (bytes: Uint8Array, share: number) => Math.floor(share * bytes.length);
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(share, fc.uint8Array({ minLength: 1, maxLength: 16 })).map(
    ([at, put]): Change =>
      (bytes) => {
        const copy = Uint8Array.from(bytes);
        copy.set(put.slice(0, copy.length - place(bytes, at)), place(bytes, at));
        return copy;
      },
  ),
  // Lengths and offsets at their extremes.
  fc.tuple(share, fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff)).map(
    ([at, value]): Change =>
      (bytes) => {
        const copy = Buffer.from(bytes);
        if (copy.length >= 4) copy.writeUInt32LE(value, Math.min(place(bytes, at), copy.length - 4));
        return new Uint8Array(copy);
      },
  ),
  share.map(
    (at): Change =>
      (bytes) =>
        bytes.slice(0, place(bytes, at)),
  ),
  fc.tuple(share, share).map(
    ([from, to]): Change =>
      (bytes) => {
        const [start, end] = [place(bytes, Math.min(from, to)), place(bytes, Math.max(from, to))];
        return new Uint8Array(Buffer.concat([bytes.slice(0, end), bytes.slice(start)]));
      },
  ),
  anySample.map(
    ({ bytes: other }): Change =>
      (bytes) =>
        new Uint8Array(Buffer.concat([bytes, other])),
  ),
  fc.tuple(share, anyText).map(
    ([at, text]): Change =>
      (bytes) =>
        new Uint8Array(
          Buffer.concat([bytes.slice(0, place(bytes, at)), Buffer.from(text), bytes.slice(place(bytes, at))]),
        ),
  ),
);
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));
/** Readers of old documents find their parts from the beginning; those of a PDF or an archive look at the end. */
const isOld = ({ name }: { name: string }) => /\.(doc|xls)$/.test(name);
/** What belongs to no document: programs, pages, anything that is not blank. */
const foreign = fc.oneof(
  fc.constantFrom(sampleProgram(), new TextEncoder().encode('<script>alert(1)</script>')),
  fc.uint8Array({ minLength: 1, maxLength: 64 }).filter((bytes) => bytes.some((byte) => byte > 0x20)),
);
/** No file of a few hundred kilobytes takes longer to be seen through than this, in milliseconds. */
const LONGEST = 5_000;

describe('any file, tampered with anyhow', () => {
  it(
    'is judged, in good time, and refused with a reason or taken for what it was declared to be',
    async () => {
      const law = fc.asyncProperty(
        anySample,
        fc.array(changes, { minLength: 1, maxLength: 3 }),
        async ({ name, bytes }, all) => {
          const file = all.reduce((sofar, change) => change(sofar), bytes);
          const began = performance.now();
          const verdict = await inspectFile({ bytes: file, declared: declare(name, file) });
          expect(performance.now() - began).toBeLessThan(LONGEST);
          if (verdict.ok) expect(name.endsWith(`.${verdict.type}`)).toBe(true);
          else expect(verdict.reasons.length).toBeGreaterThan(0);
        },
      );
      await fc.assert(law, drawn(400));
    },
    timeFor(60_000),
  );

  it('that holds two documents at once is never taken for the second, and for the first only if that is an old one without an archive behind it', async () => {
    const law = fc.asyncProperty(fc.constantFrom(...good), fc.constantFrom(...good), async (first, second) => {
      if (first.name === second.name) return;
      const both = joined(first.bytes, second.bytes);
      const [asFirst, asSecond] = await Promise.all(
        [first, second].map(({ name }) => inspectFile({ bytes: both, declared: declare(name, both) })),
      );
      expect(asSecond?.ok).toBe(false);
      if (!isOld(first) || /x$/.test(second.name)) expect(asFirst?.ok).toBe(false);
    });
    await fc.assert(law, drawn(60));
  });

  it('that is a PDF or an archive is refused with anything before its beginning or behind its end', async () => {
    const law = fc.asyncProperty(fc.constantFrom(...good), foreign, async ({ name, bytes }, more) => {
      const around = [joined(more, bytes), ...(isOld({ name }) ? [] : [joined(bytes, more)])];
      for (const file of around)
        expect(await inspectFile({ bytes: file, declared: declare(name, file) })).toMatchObject({ ok: false });
    });
    await fc.assert(law, drawn(100));
  });

  it('is refused when its size or its hash is not the one declared, whatever else it is', async () => {
    const law = fc.asyncProperty(fc.constantFrom(...good), changes, async ({ name, bytes }, change) => {
      const file = change(bytes);
      if (Buffer.compare(file, bytes) === 0) return;
      expect(await inspectFile({ bytes: file, declared: declare(name, bytes) })).toMatchObject({ ok: false });
    });
    await fc.assert(law, drawn(200));
  });
});

describe('any name of a file', () => {
  const [pdf] = aManifest().files;
  const names = fc.oneof(
    anyText,
    fc
      .tuple(anyText, fc.constantFrom('.pdf', '.PDF', '.exe', '.docx.pdf', '.pdf.exe', '.exe.pdf', '.JS.pdf', '. pdf'))
      .map((parts) => parts.join('')),
  );

  it('is refused, or is one line that ends as its type says and hides nothing', () => {
    const law = fc.property(names, (name) => {
      const parsed = manifestSchema.safeParse({ ...aManifest(), files: [{ ...pdf, name }] });
      if (!parsed.success) return;
      const taken = parsed.data.files[0]?.name ?? '';
      expect(taken).toMatch(/\.pdf$/i);
      expect(taken).not.toMatch(/[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069/\\<>:"|?*]/u);
      expect(taken).not.toMatch(/\.(exe|js|bat|cmd|scr|vbs)\b/i);
    });
    fc.assert(law, drawn(2_000));
  });
});
