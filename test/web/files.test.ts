import { describe, expect, it } from 'vitest';
import { addFiles, makeMain, refusalOfList, removeFile } from '../../web/src/filing/files.ts';

const file = (name: string, bytes = 1) => new File([new Uint8Array(bytes)], name);
const rolesOf = (chosen: ReturnType<typeof addFiles>) => chosen.map((one) => `${one.file.name}: ${one.role}`);

describe('files that are chosen', () => {
  it('have one main document: the first that looks like one', () => {
    const chosen = addFiles(
      [],
      [file('Phụ lục 1.docx'), file('bang.xlsx'), file('Báo cáo.pdf'), file('Báo cáo 2.pdf')],
    );
    expect(rolesOf(chosen).filter((role) => role.endsWith('main'))).toEqual(['Báo cáo.pdf: main']);
  });

  it('have one main document even when none looks like one, or the likeliest cannot be sent', () => {
    expect(rolesOf(addFiles([], [file('a.xlsx'), file('b.xlsx')]))).toEqual(['a.xlsx: main', 'b.xlsx: annex']);
    expect(rolesOf(addFiles([], [file('a.pdf', 0), file('b.pdf')]))).toEqual(['a.pdf: annex', 'b.pdf: main']);
  });

  it('keep the main document that somebody chose when others come and go', () => {
    const two = addFiles([], [file('a.pdf'), file('b.pdf')]);
    const chosen = addFiles(makeMain(two, two[1]?.key ?? ''), [file('c.pdf')]);
    expect(rolesOf(chosen)).toEqual(['a.pdf: annex', 'b.pdf: main', 'c.pdf: annex']);
    expect(rolesOf(removeFile(chosen, chosen[0]?.key ?? ''))).toEqual(['b.pdf: main', 'c.pdf: annex']);
    expect(rolesOf(removeFile(chosen, chosen[1]?.key ?? ''))).toEqual(['a.pdf: main', 'c.pdf: annex']);
  });

  it('must have different names; when one goes, the other is fine', () => {
    const chosen = addFiles([], [file('a.pdf'), file('A.PDF')]);
    expect(chosen.map(({ refusal }) => refusal)).toEqual([undefined, 'Đã có tệp cùng tên trong danh sách.']);
    expect(refusalOfList(chosen)).toContain('Có tệp không gửi được');
    expect(refusalOfList(removeFile(chosen, chosen[0]?.key ?? ''))).toBeUndefined();
  });

  it('are at least one and at most twenty', () => {
    const many = (count: number) =>
      addFiles(
        [],
        Array.from({ length: count }, (_, i) => file(`${i}.pdf`)),
      );
    expect(refusalOfList(many(0))).toBe('Chưa chọn tệp nào.');
    expect(refusalOfList(many(20))).toBeUndefined();
    expect(refusalOfList(many(21))).toContain('tối đa 20 tệp');
  });
});
