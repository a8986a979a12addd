import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { line } from '../../../lib/text/line.ts';

const messagesOf = (text: string): string[] =>
  line(200)
    .safeParse(text)
    .error?.issues.map(({ message }) => message) ?? [];

describe('a line that a person types', () => {
  it('is kept trimmed and in NFC', () => {
    expect(line(200).parse(`  ${'Mưa lũ chia cắt địa bàn'.normalize('NFD')} `)).toBe('Mưa lũ chia cắt địa bàn');
  });

  it.each([
    ['half of a character', 'Lý do \ud800', 'có ký tự không đọc được'],
    ['a character that nobody sees', 'Lý\u200bdo', 'phải là một dòng, không có ký tự điều khiển'],
    ['a turn of the reading direction', 'Lý do \u202efdp', 'phải là một dòng, không có ký tự điều khiển'],
    ['a second line', 'Lý do\nBcc: x', 'phải là một dòng, không có ký tự điều khiển'],
    ['a separator of paragraphs', 'Lý do\u2029khác', 'phải là một dòng, không có ký tự điều khiển'],
    ['nothing but a character that nobody sees', '\u200b', 'phải có chữ hoặc số'],
    ['nothing but marks', '… - /', 'phải có chữ hoặc số'],
    ['a bracket of markup', '<b>Lý do</b>', 'không được có dấu < hoặc >'],
  ])('is refused with %s', (_title, text, message) => {
    expect(messagesOf(text)).toContain(message);
  });

  it('is refused, or holds a letter or a digit and nothing that is hidden, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.boolean(), (text, halved) => {
        const parsed = line(200).safeParse(halved ? text.slice(0, -1) : text);
        if (!parsed.success) return;
        expect(parsed.data.isWellFormed()).toBe(true);
        expect(parsed.data).toMatch(/[\p{L}\p{N}]/u);
        expect(parsed.data).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}<>]/u);
      }),
      { seed: 353, numRuns: 2000 },
    );
  });
});
