import { describe, expect, it } from 'vitest';
import { inspectPdf } from '../../../../lib/submissions/inspection/pdf.ts';
import { readPdfText } from '../../../../lib/submissions/inspection/pdf-text.ts';
import { Findings } from '../../../../lib/submissions/inspection/reasons.ts';
import { firstFreeObject, rawStream, samplePdf, stream } from '../../../samples/pdf.ts';

async function codesOf(bytes: Uint8Array) {
  const findings = new Findings();
  await inspectPdf(bytes, findings);
  return findings.list().map(({ code }) => code);
}

describe('the text of a PDF', () => {
  it('is read with its Vietnamese letters', async () => {
    const lines = ['TỈNH ỦY ĐIỆN BIÊN', 'Số 12-BC/TU, ngày 05 tháng 01 năm 2027', 'Kính gửi: Văn phòng Tỉnh ủy'];
    for (const compressed of [false, true]) {
      const text = await readPdfText(samplePdf(lines, { compressed }), 30);
      expect(text).toEqual({ lines: [...lines, '-'], active: false });
    }
  });

  it('is read from the first and the last pages of a long one', async () => {
    const pages = Array.from({ length: 100 }, (_, page) =>
      Array.from({ length: 45 }, (_, line) => `${page + 1}.${line}`),
    );
    const { lines } = await readPdfText(samplePdf(pages.flat()), 30);
    const read = lines.filter((line) => line.endsWith('.0')).map((line) => Number.parseInt(line, 10));
    const first = Array.from({ length: 20 }, (_, index) => index + 1);
    const last = Array.from({ length: 10 }, (_, index) => index + 91);
    expect(read).toEqual([...first, ...last]);
  });
});

describe('an ordinary PDF', () => {
  const image = '/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray';
  it.each<[string, Uint8Array]>([
    ['without any text, as a scanner makes it', samplePdf([])],
    ['with a picture', samplePdf(['A'], { objects: [stream(Buffer.alloc(4), image)] })],
    [
      'with a picture whose bytes spell a script',
      samplePdf(['A'], { objects: [rawStream(Buffer.from('/JS /JavaScript /Launch'), image)] }),
    ],
    [
      'with a wrapped stream',
      samplePdf(['A'], { objects: [rawStream(Buffer.from('GhVPY~>'), '/Filter[/ASCII85Decode/FlateDecode]')] }),
    ],
    [
      'with an address like a name in an object stream',
      samplePdf(['A'], { compressed: true, catalog: '/URI<</Base(https://example.com/JS/Launch)>>' }),
    ],
    ['with brackets in its strings', samplePdf(['A'], { catalog: '/Lang(a\\)\\((/JS)/Launch )' })],
    [
      'with a link to the web',
      samplePdf(['A'], {
        page: '/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.com/JS)>>>>]',
      }),
    ],
    ['that opens at a page', samplePdf(['A'], { catalog: '/OpenAction[7 0 R/Fit]' })],
    [
      'with a form',
      samplePdf(['A'], { catalog: `/AcroForm<</Fields[${firstFreeObject} 0 R]>>`, objects: ['<</FT/Tx/T(a)/V(b)>>'] }),
    ],
    ['with blanks behind its end', new Uint8Array(Buffer.concat([samplePdf(['A']), Buffer.from('\r\n\0\0')]))],
    [
      'whose cross-reference is off',
      new Uint8Array(
        Buffer.from(
          Buffer.from(samplePdf(['A']))
            .toString('latin1')
            .replace(/startxref\n\d+/, 'startxref\n9'),
          'latin1',
        ),
      ),
    ],
    ['that speaks of secrecy', samplePdf(['CÔNG TÁC BẢO VỆ BÍ', 'MẬT NHÀ NƯỚC', 'mật độ dân số', 'Độ mật: Không'])],
  ])('%s is accepted', async (_, bytes) => {
    await expect(codesOf(bytes)).resolves.toEqual([]);
  });
});

describe('what a hostile PDF can cost', () => {
  // Each form shows the next twelve times: read naively, the last one is shown more often than there are atoms here.
  it('is bounded when its forms multiply', async () => {
    const objects = Array.from({ length: 12 }, (_, level) => {
      const isLast = level === 11;
      const dictionary = `<</Font<</F1 3 0 R>>/XObject<</X ${firstFreeObject + level + 1} 0 R>>>>`;
      const shown = isLast ? 'BT /F1 12 Tf 50 500 Td <004D> Tj ET' : '/X Do '.repeat(12);
      return stream(shown, `/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources${dictionary}`);
    });
    const page = `/Contents ${firstFreeObject} 0 R/Resources<</XObject<</X ${firstFreeObject + 1} 0 R>>>>`;
    const { lines } = await readPdfText(samplePdf(['A'], { objects, page }), 30);
    expect(lines.join('').length).toBeLessThan(50_000);
  });
});
