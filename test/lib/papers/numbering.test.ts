import { describe, expect, it } from 'vitest';
import { createNumbering } from '../../../lib/papers/numbering.ts';
import { type Block, paragraph } from '../../../lib/papers/paper.ts';

const section = (text: string): Block => ({ kind: 'heading', level: 1, text });
const table = (caption: string): Block => ({ kind: 'table', caption, columns: [], rows: [] });
const chart = (caption: string): Block => ({ kind: 'chart', caption, categories: [], series: [], share: true });

const named = (blocks: readonly Block[]) =>
  blocks.map((block) => {
    if (block.kind === 'heading') return block.text;
    return block.kind === 'paragraph' ? '' : block.caption;
  });

describe('the numbers of a paper', () => {
  it('follow the order in which things stand, each kind by itself, and go on in the appendix', () => {
    const number = createNumbering();
    const blocks = [section('CHUNG'), table('Theo khối'), chart('Theo khối'), table('Theo kỳ'), section('ĐỀ XUẤT')];
    expect(named(number([paragraph('Mở đầu'), ...blocks]))).toEqual([
      ...['', 'I. CHUNG', 'Bảng 1. Theo khối', 'Biểu đồ 1. Theo khối', 'Bảng 2. Theo kỳ', 'II. ĐỀ XUẤT'],
    ]);
    expect(named(number([table('Theo đơn vị')]))).toEqual(['Bảng 3. Theo đơn vị']);
  });

  it('are a section’s alone: what stands under it has none', () => {
    expect(named(createNumbering()([{ kind: 'heading', level: 2, text: 'Khối sở' }]))).toEqual(['Khối sở']);
  });
});
