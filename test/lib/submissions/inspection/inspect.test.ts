import { describe, expect, it } from 'vitest';
import { type Inspection, inspectFile } from '../../../../lib/submissions/inspection/inspect.ts';
import { inspectionReasons } from '../../../../lib/submissions/inspection/reasons.ts';
import { declare } from '../../../samples/declare.ts';
import { hostileSamples } from '../../../samples/hostile.ts';
import { sampleDocx, sampleXlsx } from '../../../samples/office.ts';
import { sampleDoc, sampleXls } from '../../../samples/office97.ts';
import { samplePdf } from '../../../samples/pdf.ts';

const report = ['TỈNH ỦY ĐIỆN BIÊN', 'Số 12-BC/TU', 'BÁO CÁO', 'Công tác bảo vệ bí mật nhà nước được bảo đảm.'];

const codesOf = (inspection: Inspection) => (inspection.ok ? [] : inspection.reasons.map(({ code }) => code));

describe('an honest report', () => {
  it.each([
    ['pdf', samplePdf(report)],
    ['pdf', samplePdf(report, { compressed: true })],
    ['doc', sampleDoc(report)],
    ['docx', sampleDocx(report)],
    ['xls', sampleXls(report)],
    ['xlsx', sampleXlsx([report, [1, 2.5]])],
  ] as const)('as .%s is accepted', async (type, bytes) => {
    const declared = declare(`bao-cao.${type}`, bytes);
    await expect(inspectFile({ bytes, declared })).resolves.toEqual({ ok: true, type });
  });

  it('leaves the bytes as they were', async () => {
    const bytes = samplePdf(report);
    const before = Uint8Array.from(bytes);
    await inspectFile({ bytes, declared: declare('bao-cao.pdf', bytes) });
    expect(bytes).toEqual(before);
  });

  it('may be a view into a larger buffer', async () => {
    for (const [name, file] of [
      ['a.pdf', samplePdf(report)],
      ['a.docx', sampleDocx(report)],
      ['a.doc', sampleDoc(report)],
    ] as const) {
      const around = new Uint8Array(file.length + 200).fill(0x50);
      around.set(file, 100);
      const bytes = around.subarray(100, 100 + file.length);
      expect(codesOf(await inspectFile({ bytes, declared: declare(name, bytes) }))).toEqual([]);
    }
  });
});

describe('a file that is not the one declared', () => {
  const bytes = samplePdf(report);
  const declared = declare('bao-cao.pdf', bytes);

  it('is refused for its size', async () => {
    const verdict = await inspectFile({ bytes, declared: { ...declared, size: bytes.length + 1 } });
    expect(codesOf(verdict)).toEqual(['size-mismatch']);
  });

  it('is refused for its checksum, and for nothing else', async () => {
    const verdict = await inspectFile({
      bytes: sampleDocx(['MẬT']),
      declared: { ...declared, size: sampleDocx(['MẬT']).length },
    });
    expect(codesOf(verdict)).toEqual(['checksum-mismatch']);
  });
});

describe('a file that must not be accepted', () => {
  it.each(hostileSamples.map((sample) => [sample.title, sample.code, sample] as const))(
    '%s: %s',
    async (_, code, sample) => {
      const bytes = sample.bytes();
      const verdict = await inspectFile({ bytes, declared: declare(sample.name, bytes, sample.type) });
      expect(codesOf(verdict)).toContain(code);
    },
  );

  it('is told to the unit with a sentence for each reason', async () => {
    const bytes = samplePdf(['MẬT'], { catalog: '/OpenAction<</S/Launch/F(a)>>' });
    const verdict = await inspectFile({ bytes, declared: declare('bao-cao.exe.pdf', bytes) });
    const detailOf = (code: string) => inspectionReasons.find((reason) => reason.code === code)?.detail;
    expect(verdict).toEqual({
      ok: false,
      reasons: [
        { code: 'secrecy-mark', detail: `${detailOf('secrecy-mark')} Dấu tìm thấy: MẬT.` },
        { code: 'double-extension', detail: detailOf('double-extension') },
        { code: 'active-content', detail: detailOf('active-content') },
      ],
    });
  });

  it('is told what it really is', async () => {
    const bytes = sampleXlsx([['A']]);
    const verdict = await inspectFile({ bytes, declared: declare('bao-cao.docx', bytes) });
    expect(verdict).toMatchObject({ reasons: [{ detail: expect.stringContaining('Nội dung thực tế là XLSX.') }] });
  });

  it('covers every reason there is, but those of a damaged transfer', () => {
    const transfer = ['size-mismatch', 'checksum-mismatch'];
    const covered = new Set<string>(hostileSamples.map(({ code }) => code));
    expect(inspectionReasons.map(({ code }) => code).filter((code) => !covered.has(code))).toEqual(transfer);
  });
});
