import { describe, expect, it } from 'vitest';
import { makeOle2 } from '../../../../infra/tools/province/ole2.ts';
import { docStreams, type Streams } from '../../../../infra/tools/province/word97.ts';
import { readWorkbook97 } from '../../../../lib/submissions/inspection/excel97.ts';
import { inspectOle2 } from '../../../../lib/submissions/inspection/office97.ts';
import { OleFile } from '../../../../lib/submissions/inspection/ole2.ts';
import { Findings, Refusal } from '../../../../lib/submissions/inspection/reasons.ts';
import { biffRecord, biffString, sampleDoc, sampleXls, workbookStream } from '../../../samples/office97.ts';

function inspect(bytes: Uint8Array) {
  const findings = new Findings();
  const type = inspectOle2(bytes, findings);
  return { type, codes: findings.list().map(({ code }) => code) };
}

const doc = (text: string, more: Streams = {}) => makeOle2({ ...docStreams(text), ...more });

describe('an OLE2 file', () => {
  it('gives back its streams, short and long', () => {
    const streams = {
      Short: Buffer.from('a'.repeat(100)),
      Long: Buffer.from('b'.repeat(10_000)),
      'In/Side': Buffer.from('c'),
    };
    const file = new OleFile(makeOle2(streams));
    for (const [path, data] of Object.entries(streams)) expect(file.stream(path)).toEqual(data);
    expect(file.stream('In')).toBeUndefined();
  });

  it('gives back a stream so long that its table needs a list of its own', () => {
    const data = Buffer.alloc(8_000_000, 'Đúng hạn');
    expect(new OleFile(makeOle2({ A: data })).stream('a')?.equals(data)).toBe(true);
  });

  it.each([
    ['a table that lies elsewhere', 76, 5],
    ['a directory behind the end', 48, 0xffff],
    ['sectors of a gigabyte', 30, 30],
  ])('is refused with %s', (_, at, value) => {
    const bytes = Buffer.from(sampleDoc(['A']));
    bytes.writeUInt16LE(value, at);
    expect(() => inspect(bytes)).toThrow(Refusal);
  });

  // The table of the sample's sectors is its last one; the directory lies before it.
  const changed = (change: (bytes: Buffer, table: number, directory: number) => void) => {
    const bytes = Buffer.from(sampleDoc(['A'.repeat(9000)]));
    const table = (bytes.readUInt32LE(76) + 1) * 512;
    change(bytes, table, (bytes.readUInt32LE(48) + 1) * 512);
    return bytes;
  };

  it('is refused when a stream runs in a circle', () => {
    expect(() => inspect(changed((bytes, table) => bytes.writeUInt32LE(0, table)))).toThrow(Refusal);
  });

  it('is refused when a stream leads out of the file', () => {
    expect(() => inspect(changed((bytes, table) => bytes.writeUInt32LE(120, table + 4 * 60)))).toThrow(Refusal);
  });

  it('is refused when its directory runs in a circle', () => {
    expect(() => inspect(changed((bytes, _, directory) => bytes.writeUInt32LE(1, directory + 128 + 68)))).toThrow(
      Refusal,
    );
  });
});

describe('an ordinary .doc', () => {
  it.each<[string, Uint8Array]>([
    ['with a page number', doc('Trang \u0013 PAGE \u00141\u0015\r')],
    ['with a link named DDE', doc('\u0013 HYPERLINK "DDE" \u0014DDE\u0015\r')],
    ['with an empty pool of objects', doc('A\r', { ObjectPool: null })],
    ['from a template on its author’s disk', makeOle2(docStreams('A\r', { template: 'C:\\Mau\\BC.dot' }))],
    ['that speaks of secrecy', doc('Công tác bảo vệ bí mật nhà nước\rMật độ dân số\r')],
    ['with a table that counts by level', doc('TUYỆT MẬT\u0007TỐI MẬT\u0007MẬT\u0007\u0007')],
  ])('%s is accepted', (_, bytes) => {
    expect(inspect(bytes)).toEqual({ type: 'doc', codes: [] });
  });

  it.each([['\r'], ['\u0007'], ['\u000b'], ['\u000c']])('is held back when a stamp ends with %j', (end) => {
    expect(inspect(doc(`Số 12${end}MẬT${end}BÁO CÁO\r`)).codes).toEqual(['secrecy-mark']);
  });

  it('is held back when a stamp is the result of a field', () => {
    expect(inspect(doc('\u0013 DOCPROPERTY a \u0014MẬT\u0015\r')).codes).toEqual(['secrecy-mark']);
  });
});

describe('an ordinary .xls', () => {
  it('is accepted', () => {
    expect(inspect(sampleXls(['Biểu 1', 'Mật độ dân số']))).toEqual({ type: 'xls', codes: [] });
  });

  it('may refer to another workbook', () => {
    const book = biffRecord(0x1ae, Buffer.from([0, 0]), biffString('\u0001Nam 2026\u0003Bieu.xls'));
    expect(inspect(makeOle2({ Workbook: workbookStream(['A'], [book]) }))).toEqual({ type: 'xls', codes: [] });
  });

  it.each([
    ['a plain cell', biffRecord(0x204, Buffer.alloc(6), biffString('MẬT'))],
    ['a formula’s result', biffRecord(0x207, biffString('MẬT'))],
    ['a page footer', biffRecord(0x15, biffString('&L&"Arial,Bold"&14MẬT&RTrang &P'))],
    [
      'a text box',
      Buffer.concat([
        biffRecord(0x1b6, Buffer.alloc(10), Buffer.from([3, 0])),
        biffRecord(0x3c, Buffer.from([1]), Buffer.from('MẬT', 'utf16le')),
      ]),
    ],
  ])('is held back for a stamp in %s', (_, record) => {
    expect(inspect(makeOle2({ Workbook: workbookStream(['A'], [record]) })).codes).toEqual(['secrecy-mark']);
  });

  it('has its long texts read across records', () => {
    const texts = ['A'.repeat(30), 'Báo cáo tháng 1'];
    const [first, second] = texts.map((text) => Buffer.from(text, 'utf16le'));
    const head = Buffer.from([2, 0, 0, 0, 2, 0, 0, 0, 30, 0, 1]);
    // The first string is cut after ten characters and goes on with eight bits each.
    const cut = biffRecord(0xfc, head, first?.subarray(0, 20) ?? head);
    const rest = biffRecord(
      0x3c,
      Buffer.from([0]),
      Buffer.from('A'.repeat(20)),
      Buffer.from([15, 0, 1]),
      second ?? head,
    );
    const workbook = Buffer.concat([workbookStream([]).subarray(0, 20), cut, rest, biffRecord(0x0a)]);
    const lines: string[] = [];
    readWorkbook97(workbook, { line: (text) => lines.push(text), active: () => {} });
    expect(lines).toEqual(texts);
  });
});
