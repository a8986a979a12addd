import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentsSchema, manifestSchema } from '../../lib/submissions/manifest.ts';
import { line } from '../../lib/text/line.ts';
import { plainName, refusalOf, refusalOfLine, typeOf } from '../../web/src/filing/check.ts';

const SEED = 353;
const part = fc.constantFrom(
  'bao-cao',
  'Báo cáo 01',
  '.pdf',
  '.PDF',
  '.docx',
  '.xls',
  '.exe',
  '.docm',
  '.zip',
  '.2027',
  ' ',
  '\u202E',
  '<',
  '/',
  ':',
  '.',
  '…',
  'ệ'.normalize('NFD'),
);
const name = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
const size = fc.constantFrom(0, 1, 5_000, 100 * 1024 * 1024, 100 * 1024 * 1024 + 1);

/** What the portal would declare of a file. */
const declaredOf = ({ name, size }: { name: string; size: number }) => {
  const plain = plainName(name);
  return { name: plain, size, type: typeOf(plain) ?? '', sha256: `${'A'.repeat(43)}=` };
};

/** Whether the API takes the file, in a manifest and beside a request. */
function isTaken(file: { name: string; size: number }): boolean {
  const manifest = {
    documentNumber: '1',
    documentDate: '2026-01-27',
    signedBy: 'A',
    secrecy: 'none',
    files: [{ ...declaredOf(file), role: 'main' }],
  };
  const isAttachment = attachmentsSchema.safeParse([declaredOf(file)]).success;
  expect(manifestSchema.safeParse(manifest).success).toBe(isAttachment);
  return isAttachment;
}

describe('what the portal says of a file before it is sent', () => {
  it('is what the API would say: nothing is sent in vain, and nothing is kept back', () => {
    fc.assert(
      fc.property(name, size, (fileName, bytes) => {
        const file = { name: fileName, size: bytes };
        expect(refusalOf(file) === undefined, JSON.stringify(file)).toBe(isTaken(file));
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('gives a reason that fits', () => {
    expect(refusalOf({ name: 'bao-cao.pdf.exe', size: 1 })).toContain('hai phần mở rộng');
    expect(refusalOf({ name: 'anh.png', size: 1 })).toContain('Chỉ nhận');
    expect(refusalOf({ name: 'bao-cao.pdf', size: 0 })).toContain('rỗng');
    expect(refusalOf({ name: 'bao-cao.pdf', size: 100 * 1024 * 1024 + 1 })).toContain('100 MB');
  });
});

describe('what the portal says of a typed line', () => {
  it('is what the API would say', () => {
    const typed = fc.array(fc.constantFrom('a', 'ế', ' ', '<', '\n', '\u202E', '\u0000'), { maxLength: 14 });
    fc.assert(
      fc.property(typed, (letters) => {
        const text = letters.join('');
        expect(refusalOfLine(text, 10) === undefined, JSON.stringify(text)).toBe(line(10).safeParse(text).success);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});
