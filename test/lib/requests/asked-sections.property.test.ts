import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkContents, placeParagraphs } from '../../../lib/papers/sections/placing.ts';
import { askedSections } from '../../../lib/requests/asked-sections.ts';

const words = ['kết', 'quả', 'thực', 'hiện', 'hạn', 'chế', 'nguyên', 'nhân', 'đề', 'xuất', 'Nghị', 'quyết', 'số'];
const romans = ['I', 'II', 'III', 'IV', 'V', 'VI'];
/** A part as the Office words it: some words, numbered or not. */
const part = fc.record({
  title: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 12 }).map((some) => some.join(' ')),
  number: fc.constantFrom('', '1. ', 'a) ', 'II. '),
  isShouted: fc.boolean(),
});

it('every part that a request asks for is found where a report has a heading of its words, and absent where it has none', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: romans.length }), (parts) => {
      const asked = askedSections({ sections: parts.map(({ number, title }) => `${number}${title}`) });
      const report = parts.flatMap(({ title, isShouted }, i) => [
        `${romans[i]}. ${isShouted ? title.toLocaleUpperCase('vi') : title}`,
        'Đơn vị đã triển khai đầy đủ các nội dung nêu trên theo kế hoạch đề ra.',
      ]);
      const read = (texts: readonly string[]) => {
        const paragraphs = texts.map((text, i) => ({ text, place: `đoạn ${i + 1}`, emphasised: false }));
        return checkContents(placeParagraphs(paragraphs, asked).found, asked);
      };
      expect(read(report).absent).toEqual([]);
      expect(read(report.filter((_, i) => i % 2 === 1)).absent).toHaveLength(parts.length);
    }),
  );
});
