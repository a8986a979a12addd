import type { Block } from './paper.ts';

const romans = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX'.split(' ');

/** A section's number as papers write it. */
export const roman = (n: number): string => romans[n - 1] ?? String(n);

/**
 * Numbers sections ("I."), tables ("Bảng 1.") and charts ("Biểu đồ 1.") in the order in which they stand, so that none of
 * them has to know what stands before it. What is numbered next, an appendix for instance, goes on counting.
 */
export function createNumbering(): (blocks: readonly Block[]) => Block[] {
  const counts = { section: 0, table: 0, chart: 0 };
  const numberOf = (kind: keyof typeof counts): number => {
    counts[kind] += 1;
    return counts[kind];
  };
  const numbered = (block: Block): Block => {
    switch (block.kind) {
      case 'heading':
        return block.level === 1 ? { ...block, text: `${roman(numberOf('section'))}. ${block.text}` } : block;
      case 'table':
        return { ...block, caption: `Bảng ${numberOf('table')}. ${block.caption}` };
      case 'chart':
        return { ...block, caption: `Biểu đồ ${numberOf('chart')}. ${block.caption}` };
      case 'paragraph':
        return block;
    }
  };
  return (blocks) => blocks.map(numbered);
}
