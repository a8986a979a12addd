import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocx } from '../../../lib/papers/reading/docx.ts';
import { formatNumber } from '../../../lib/papers/reading/docx-numbering.ts';
import { docxParts, packOffice, paragraph, relationships, wordPart } from '../../samples/office.ts';

type Kind = 'styles' | 'numbering' | 'footnotes' | 'endnotes';

/** A Word document whose main part names others, as Word's does. */
function read(body: string, parts: Partial<Record<Kind, string>> = {}) {
  const kinds = Object.keys(parts);
  const more = Object.fromEntries(
    Object.entries(parts).map(([kind, content]) => [`word/${kind}.xml`, wordPart(kind, content)]),
  );
  const rels = relationships(kinds.map((kind) => ({ kind, target: `${kind}.xml` })));
  return readDocx(packOffice(docxParts(body, { ...more, 'word/_rels/document.xml.rels': rels })));
}
const texts = (...args: Parameters<typeof read>) => read(...args).map(({ text }) => text);
const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (text: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${run(text)}</w:p>`;
const inList = (text: string, list: number, level = 0) =>
  p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`);
const level = (n: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const definition = (id: number, ...levels: string[]) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`;
const list = (id: number, of: number, more = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${more}</w:num>`;
const style = (id: string, name: string, more = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;

describe('the numbers of a Word list', () => {
  const outline = definition(
    0,
    level(0, 'upperRoman', '%1.'),
    level(1, 'decimal', '%2.'),
    level(2, 'decimal', '%2.%3.'),
    level(3, 'lowerLetter', '%4)'),
  );

  it('stand before the text as Word draws them, level by level', () => {
    const body = [
      inList('Tình hình', 1),
      inList('Kinh tế', 1, 1),
      inList('Nông nghiệp', 1, 2),
      inList('Công nghiệp', 1, 2),
      inList('thủy điện', 1, 3),
      inList('Xã hội', 1, 1),
      inList('Nhiệm vụ', 1),
      inList('Thu ngân sách', 1, 1),
    ].join('');
    expect(texts(body, { numbering: outline + list(1, 0) })).toEqual([
      ...['I. Tình hình', '1. Kinh tế', '1.1. Nông nghiệp', '1.2. Công nghiệp', 'a) thủy điện', '2. Xã hội'],
      ...['II. Nhiệm vụ', '1. Thu ngân sách'],
    ]);
  });

  it('go on in another list of the same definition, and begin anew where one says so', () => {
    const start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
    const numbering = outline + list(1, 0) + list(2, 0) + list(3, 0, start);
    const body = inList('a', 1) + inList('b', 2) + inList('c', 3) + inList('d', 3) + inList('e', 1);
    expect(texts(body, { numbering })).toEqual(['I. a', 'II. b', 'I. c', 'II. d', 'III. e']);
  });

  it('count an empty paragraph, which shows its number too', () => {
    expect(texts(inList('a', 1) + inList('', 1) + inList('b', 1), { numbering: outline + list(1, 0) })).toEqual([
      'I. a',
      'III. b',
    ]);
  });

  it('of bullets are signs, and of ways of counting that are not known, nothing', () => {
    const numbering =
      definition(0, level(0, 'bullet', '\uF0B7'), level(1, 'bullet', '-'), level(2, 'ideographDigital', '%3.')) +
      list(1, 0);
    expect(texts(inList('a', 1) + inList('b', 1, 1) + inList('c', 1, 2), { numbering })).toEqual(['• a', '- b', 'c']);
  });

  it('come from the style of a heading, at the level that the list gives it', () => {
    const numbering =
      definition(
        0,
        level(0, 'upperRoman', '%1.', '<w:pStyle w:val="u1"/>'),
        level(1, 'decimal', '%2.', '<w:pStyle w:val="u2"/>'),
      ) + list(4, 0);
    const numbered = '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>';
    const styles = style('u1', 'heading 1', numbered) + style('u2', 'heading 2', numbered);
    const body = p('Kết quả', '<w:pStyle w:val="u1"/>') + p('Kinh tế', '<w:pStyle w:val="u2"/>');
    expect(read(body, { styles, numbering })).toEqual([
      { text: 'I. Kết quả', place: 'đoạn 1', emphasised: true },
      { text: '1. Kinh tế', place: 'đoạn 2', emphasised: true },
    ]);
  });

  it('are those that stand, not those before a tracked change', () => {
    const before = '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>';
    expect(texts(p('a', before) + inList('b', 1), { numbering: outline + list(1, 0) })).toEqual(['a', 'I. b']);
  });

  it('in Roman numerals and letters are all different, and in Roman ones add up', () => {
    const value: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
    const sum = (signs: string) =>
      [...signs].reduce((total, sign, i) => {
        const own = value[sign] ?? 0;
        return total + (own < (value[signs[i + 1] ?? ''] ?? 0) ? -own : own);
      }, 0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3999 }), (n) => {
        expect(sum(formatNumber(n, 'lowerRoman') ?? '')).toBe(n);
        expect(formatNumber(n, 'lowerLetter')).not.toBe(formatNumber(n + 1, 'lowerLetter'));
      }),
    );
    expect([1, 26, 27, 53].map((n) => formatNumber(n, 'upperLetter'))).toEqual(['A', 'Z', 'AA', 'AAA']);
  });
});

describe('the styles of a Word document', () => {
  const emphasised = (body: string, styles: string) => read(body, { styles }).map((one) => one.emphasised);

  it('make headings by their English name or their outline level, whatever their identifier', () => {
    const styles =
      style('u1', 'heading 1') +
      style('MucLon', 'Mục lớn', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') +
      style('Con', 'Con', '<w:basedOn w:val="MucLon"/>') +
      style('Than', 'Thân bài', '<w:basedOn w:val="MucLon"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>');
    const body = ['u1', 'MucLon', 'Con', 'Than'].map((id) => p('a', `<w:pStyle w:val="${id}"/>`)).join('');
    expect(emphasised(body, styles)).toEqual([true, true, true, false]);
  });

  it('make text bold, unless a run says that it is not', () => {
    const styles = style('Dam', 'Đậm', '<w:rPr><w:b/></w:rPr>');
    const own = `<w:p><w:pPr><w:pStyle w:val="Dam"/></w:pPr>${run('a', '<w:b w:val="0"/>')}</w:p>`;
    expect(emphasised(p('a', '<w:pStyle w:val="Dam"/>') + own, styles)).toEqual([true, false]);
  });

  it('that are based on each other in a circle end', () => {
    const styles = style('A', 'A', '<w:basedOn w:val="B"/>') + style('B', 'B', '<w:basedOn w:val="A"/>');
    expect(emphasised(p('a', '<w:pStyle w:val="A"/>'), styles)).toEqual([false]);
  });
});

describe('the notes of a Word document', () => {
  const note = (kind: string, id: number, ...lines: string[]) =>
    `<w:${kind} w:id="${id}">${lines.map((line) => paragraph(line)).join('')}</w:${kind}>`;
  const refer = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;

  it('follow the paragraph that refers to them, numbered as they come, and none is lost or read twice', () => {
    const body =
      `<w:p>${run('một')}${refer('footnote', 7)}</w:p><w:p>${run('hai')}${refer('footnote', 3)}${refer('endnote', 2)}</w:p>` +
      `<w:p>${run('ba')}${refer('footnote', 7)}</w:p>`;
    const found = read(body, {
      footnotes:
        note('footnote', 3, 'nguồn B') + note('footnote', 7, 'nguồn A', 'trang 2') + note('footnote', 9, 'lạc'),
      endnotes: note('endnote', 2, 'cuối'),
    });
    expect(found.map(({ text, place }) => [text, place])).toEqual([
      ['một', 'đoạn 1'],
      ['nguồn A', 'chú thích 1'],
      ['trang 2', 'chú thích 1'],
      ['hai', 'đoạn 2'],
      ['nguồn B', 'chú thích 2'],
      ['cuối', 'chú thích cuối 1'],
      ['ba', 'đoạn 3'],
      ['lạc', 'chú thích 3'],
    ]);
    expect(found.filter((one) => one.note).map(({ text }) => text)).toEqual([
      ...['nguồn A', 'trang 2', 'nguồn B', 'cuối', 'lạc'],
    ]);
  });

  it('of a cell follow its row', () => {
    const cell = (content: string) => `<w:tc>${content}</w:tc>`;
    const row = cell(`<w:p>${run('Thu')}${refer('footnote', 1)}</w:p>`) + cell(p('12'));
    expect(texts(`<w:tbl><w:tr>${row}</w:tr></w:tbl>`, { footnotes: note('footnote', 1, 'ước') })).toEqual([
      'Thu | 12',
      'ước',
    ]);
  });

  it('are read, and the page’s head is not', () => {
    const parts = docxParts(paragraph('thân'), { 'word/header1.xml': wordPart('hdr', paragraph('đầu trang')) });
    expect(readDocx(packOffice(parts)).map(({ text }) => text)).toEqual(['thân']);
  });
});
