import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUnitsCsv } from '../../../lib/units/csv.ts';
import { compareRegistry } from '../../../lib/units/registry-change.ts';
import { sampleUnits } from '../../support/units.ts';

const header = 'id,name,category,armed_forces,valid_from,valid_to,successors,contact_email,head_email';
const good = 'so-tu-phap,Sở Tư pháp,department,no,2021-08-24,,,a@dienbien.example,b@dienbien.example';
const TODAY = '2026-11-25';
const problemsOf = (text: string) => {
  const result = parseUnitsCsv(text);
  return result.ok ? [] : result.problems;
};

describe('a registry file', () => {
  it('is read whole: 94 units, three of the armed forces, ten districts that ended on 30 June 2025', () => {
    const units = sampleUnits();
    expect(units).toHaveLength(94);
    expect(units.filter((u) => u.tags.includes('armed-forces'))).toHaveLength(3);
    expect(units.filter((u) => u.validTo === '2025-06-30')).toHaveLength(10);
    expect(new Set(units.filter((u) => u.validTo === '2025-06-30').flatMap((u) => u.successors)).size).toBe(45);
  });

  it('changes nothing when it is loaded a second time', () => {
    const units = sampleUnits();
    expect(compareRegistry(units, sampleUnits(), { today: TODAY })).toMatchObject({
      added: [],
      changed: [],
      absent: [],
    });
  });

  it('says what a new list adds, changes and leaves out', () => {
    const before = sampleUnits();
    const [first, second, ...rest] = before;
    if (!first || !second) throw new Error('the sample has units');
    const after = [{ ...first, contactEmail: 'moi@dienbien.example' }, ...rest, { ...second, id: 'don-vi-moi' }];
    const change = compareRegistry(before, after, { today: TODAY });
    expect(change.added.map((u) => u.after.id)).toEqual(['don-vi-moi']);
    expect(change.changed.map((c) => c.after.id)).toEqual([first.id]);
    expect(change.absent).toEqual([second.id]);
  });

  it('is read with a byte order mark, CRLF line ends, quotes and empty lines', () => {
    const quoted = 'so-vh,"Sở Văn hóa, Thể thao và Du lịch",department,no,2021-08-24,,,a@dienbien.example,';
    const result = parseUnitsCsv(`\uFEFF${header}\r\n${quoted}\r\n\r\n`);
    expect(result).toMatchObject({ ok: true, units: [{ name: 'Sở Văn hóa, Thể thao và Du lịch' }] });
  });
});

describe('the optional columns', () => {
  const dated = (head: string, from: string) => `${header},head_name,effective_from\n${good},${head},${from}`;

  it('name the head and the day from which the row holds', () => {
    expect(parseUnitsCsv(dated('Lò Văn A', '2026-12-01'))).toMatchObject({
      ok: true,
      silentOn: [],
      units: [{ headName: 'Lò Văn A', effectiveFrom: '2026-12-01' }],
    });
  });

  it('may be left empty, which is not the same as left out', () => {
    const empty = parseUnitsCsv(dated('', ''));
    const without = parseUnitsCsv(`${header}\n${good}`);
    expect(empty).toMatchObject({ ok: true, silentOn: [] });
    expect(without).toMatchObject({ ok: true, silentOn: ['headName'] });
    expect(empty.ok && without.ok && empty.units).toEqual(without.ok && without.units);
  });

  it.each([
    ['a day that does not exist', dated('A', '2026-02-30'), 'effective_from'],
    ['a day before the unit began', dated('A', '2021-08-23'), 'effective_from'],
    ['a name with markup', dated('Lò <b>A</b>', ''), 'head_name'],
  ])('are refused with %s', (_title, text, column) => {
    expect(problemsOf(text)).toContainEqual(expect.objectContaining({ line: 2, column }));
  });
});

describe('a bad row is refused with line, column and reason', () => {
  it.each([
    ['an id with capitals', good.replace('so-tu-phap', 'So-Tu-Phap'), 'id'],
    ['an unknown category', good.replace('department', 'ministry'), 'category'],
    ['armed_forces that is neither yes nor no', good.replace(',no,', ',maybe,'), 'armed_forces'],
    ['a day that does not exist', good.replace('2021-08-24', '2021-02-30'), 'valid_from'],
    ['an end before the beginning', good.replace('2021-08-24,,', '2021-08-24,2020-01-01,'), 'valid_to'],
    ['an address that is none', good.replace('a@dienbien.example', 'khong-co'), 'contact_email'],
    ['an empty name', good.replace('Sở Tư pháp', ''), 'name'],
    ['a line break in a name', good.replace('Sở Tư pháp', '"Sở\nBcc: x@y.example"'), 'name'],
    [
      'a successor that is not in the file',
      good.replace('2021-08-24,,,', '2021-08-24,2025-06-30,xa-la,'),
      'successors',
    ],
    ['successors without a last day', good.replace('2021-08-24,,,', '2021-08-24,,so-tu-phap,'), 'valid_to'],
  ])('%s', (_title, row, column) => {
    const problems = problemsOf(`${header}\n${row}\n`);
    expect(problems).toContainEqual(expect.objectContaining({ column, reason: expect.stringMatching(/./) }));
    expect(problems.every(({ line }) => line >= 2 && line <= 3)).toBe(true);
  });

  it.each([
    ['an id with capitals', good.replace('so-tu-phap', 'So-Tu-Phap'), 'id', 'chỉ gồm chữ thường không dấu'],
    ['an id without end', good.replace('so-tu-phap', 'a'.repeat(81)), 'id', 'dài quá 80 ký tự'],
    [
      'an unknown category',
      good.replace('department', 'ministry'),
      'category',
      'chỉ nhận: party-group, advisory-agency',
    ],
    ['an address that is none', good.replace('a@dienbien.example', 'khong-co'), 'contact_email', 'địa chỉ thư'],
    [
      'a successor that is no id',
      good.replace('2021-08-24,,,', '2021-08-24,2025-06-30,Xa_La,'),
      'successors',
      'chỉ gồm chữ thường không dấu',
    ],
  ])('says in Vietnamese what is wrong with %s', (_title, row, column, reason) => {
    expect(problemsOf(`${header}\n${row}\n`)).toContainEqual({
      line: 2,
      column,
      reason: expect.stringContaining(reason),
    });
  });

  it('is told in Vietnamese, whatever stands in it', () => {
    const english = /\b(invalid|too|expected|must|received|array|string|number|option|input|unknown|duplicate|line)\b/i;
    const cell = fc.oneof(
      fc.constantFrom('', 'yes', 'no', 'department', '2021-08-24', '2021-02-30', 'a@x.example', 'Sở Tư pháp', 'A b'),
      fc.string({ maxLength: 12 }),
      fc.string({ minLength: 205, maxLength: 300 }),
    );
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(cell, { minLength: 9, maxLength: 9 }), (cells) => {
        for (const { reason } of problemsOf(`${header}\n${cells.map(quoted).join(',')}\n`))
          expect(reason.replace(/^.* (?=không có trong tệp$)/s, '')).not.toMatch(english);
      }),
      { seed: 353, numRuns: 1000 },
    );
  });

  it('whose successors lead back to the unit itself', () => {
    const ended = (id: string, successor: string) =>
      good.replace('so-tu-phap', id).replace('2021-08-24,,,', `2021-08-24,2025-06-30,${successor},`);
    const problems = problemsOf(
      [header, ended('a', 'b'), ended('b', 'c'), ended('c', 'a'), ended('d', 'a')].join('\n'),
    );
    expect(problems.map(({ line, column }) => [line, column])).toEqual([2, 3, 4].map((line) => [line, 'successors']));
  });

  it('names every bad row, and the line on which an id stood first', () => {
    const problems = problemsOf(
      `${header}\n${good}\n${good}\n${good.replace('department', 'x').replace('so-tu', 'so2')}\n`,
    );
    expect(problems).toContainEqual({ line: 3, column: 'id', reason: 'đã có ở dòng 2' });
    expect(problems).toContainEqual(expect.objectContaining({ line: 4, column: 'category' }));
  });

  it('names short and long rows beside the others, with the first cell that is missing', () => {
    const problems = problemsOf(`${header}\n${good.replace('department', 'x')}\nso-hai,Sở hai\n${good},more`);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [2, 'category'],
      [3, 'category'],
      [4, 'head_email'],
    ]);
  });

  it.each([
    ['an empty file', ''],
    ['only a header', header],
    ['a missing column', 'id,name\na,b'],
    ['an unknown column', `${header},password\n${good},x`],
    ['a row with too many cells', `${header}\n${good},extra,extra`],
    ['a quote that never closes', `${header}\n"so-tu-phap`],
  ])('%s is refused', (_title, text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });
});
