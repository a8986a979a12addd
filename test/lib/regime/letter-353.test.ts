import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { regimes } from '../../../lib/regime/index.ts';
import type { Regime } from '../../../lib/regime/schema.ts';
import { categories, tags } from '../../../lib/units/unit.ts';

const [letter353] = regimes as [Regime, ...Regime[]];
const rule = (id: string) => letter353.rules.find((candidate) => candidate.id === id);

/** White space is layout, and composed and decomposed letters are the same; every word must match. */
const words = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ');
const letter = words(readFileSync(new URL(`../../../${letter353.source.file}`, import.meta.url), 'utf8'));

/** The text of a clause: from its heading to the next one. */
function clauseOf(number: string): string {
  const headings = [
    '1. Các đảng đoàn',
    '1.1. Báo cáo định kỳ',
    'a) Báo cáo tuần',
    'b) Báo cáo tháng',
    'c) Báo cáo quý I',
  ];
  const clauses = ['1', '1.1', '1.1.a', '1.1.b', '1.1.c'];
  const at = clauses.indexOf(number);
  const start = letter.indexOf(headings[at] ?? '–');
  const end = letter.indexOf(headings[at + 1] ?? '1.2. Báo cáo chuyên đề');
  if (at < 0 || start < 0 || end < start) throw new Error(`the letter has no clause ${number}`);
  return letter.slice(start, end);
}

const quotes = letter353.rules.flatMap(({ id, citations }) =>
  Object.entries(citations).flatMap(([value, citation]) => (citation ? [[id, value, citation] as const] : [])),
);

describe('353-CV/TU as data', () => {
  it.each(quotes)('%s: the %s is quoted in the letter’s own words, from the clause named', (_id, _value, citation) => {
    expect(clauseOf(citation.clause)).toContain(words(citation.quote));
  });

  it('cites the letter’s number, date and issuer as they stand in it', () => {
    expect(letter).toContain(`Số ${letter353.source.number}`);
    expect(letter).toContain('ngày 24 tháng 8 năm 2021');
    expect(letter353.source).toMatchObject({ date: '2021-08-24', issuer: 'Tỉnh ủy Điện Biên' });
  });

  it.each([
    ['weekly', 'within', 'trong ngày'],
    ['monthly', 'before', 'trước ngày'],
    ['q1', 'before', 'trước ngày'],
    ['half-year', 'before', 'trước ngày'],
    ['nine-month', 'before', 'trước ngày'],
    ['annual', 'before', 'trước ngày'],
  ])('%s has the bound %s, because the letter says “%s”', (id, bound, wording) => {
    expect(rule(id)?.bound).toBe(bound);
    expect(rule(id)?.citations.deadline.quote).toContain(wording);
  });

  it('asks every unit for its reports, and the armed forces alone for weekly ones', () => {
    expect(letter353.rules.map(({ audience }) => audience.kind)).toEqual(['tag', 'all', 'all', 'all', 'all', 'all']);
    expect(rule('weekly')?.audience).toEqual({ kind: 'tag', tag: 'armed-forces' });
    expect(tags).toContain('armed-forces');
  });

  it('leaves a last acceptable day where it is, since the letter’s dates are fixed', () => {
    expect(letter353.nonWorkingDayPolicy).toBe('unchanged');
  });

  it('owns up to estimated figures where the deadline lies before the window’s end', () => {
    expect(letter353.rules.filter(({ figuresEstimated }) => figuresEstimated).map(({ id }) => id)).toEqual([
      'q1',
      'half-year',
      'nine-month',
      'annual',
    ]);
  });

  it.each([
    ['weekly', ['prominent']],
    ['monthly', ['emerging', 'performance', 'leadership', 'priorities', '(proposals)']],
    [
      'annual',
      [
        'assessment',
        'results',
        'limitations',
        'tasks',
        'socio-economy*',
        'defence*',
        'security*',
        'party-building*',
        '(proposals)',
      ],
    ],
  ])('%s: contents, in brackets “nếu có”, with a star for localities', (id, sections) => {
    const contents = rule(id)?.contents.map((section) => {
      const starred = `${section.id}${section.onlyFor ? '*' : ''}`;
      return section.optional ? `(${starred})` : starred;
    });
    expect(contents).toEqual(sections);
  });

  it('names only categories of unit that the registry knows', () => {
    const named = letter353.rules.flatMap(({ contents }) => contents.flatMap(({ onlyFor = [] }) => onlyFor));
    expect(named.filter((category) => !(categories as readonly string[]).includes(category))).toEqual([]);
  });
});

describe('the notice plan', () => {
  const days = (id: string) => {
    const plan = rule(id)?.notices;
    return [
      plan?.before.map((n) => n.workingDays),
      plan?.onLast.map((n) => n.at),
      plan?.after.map((n) => n.workingDays),
    ];
  };

  it.each([
    ['weekly', [], ['08:00', '14:00'], [1, 3]],
    ['monthly', [3], ['08:00'], [1, 3, 5, 7]],
    ['q1', [10, 5, 2], ['08:00'], [1, 3, 5, 7]],
    ['half-year', [10, 5, 2], ['08:00'], [1, 3, 5, 7]],
    ['nine-month', [10, 5, 2], ['08:00'], [1, 3, 5, 7]],
    ['annual', [10, 5, 2], ['08:00'], [1, 3, 5, 7]],
  ])('%s: working days before, times on the last day, working days after', (id, before, on, after) => {
    expect(days(id)).toEqual([before, on, after]);
  });

  it('reminds the unit alone, then widens the urging to its head and to the Office', () => {
    for (const { notices } of letter353.rules) {
      expect([...notices.before, ...notices.onLast].flatMap(({ to }) => to)).not.toContain('head');
      const escalation = [['unit'], ['unit', 'head'], ['unit', 'head'], ['unit', 'head', 'office']];
      expect(notices.after.map(({ to }) => to)).toEqual(escalation.slice(0, notices.after.length));
    }
  });
});
