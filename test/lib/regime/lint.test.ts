import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../lib/calendar/working-days.ts';
import { type Finding, needsDecision } from '../../../lib/regime/lint/finding.ts';
import { defaultYears, lintRegime } from '../../../lib/regime/lint.ts';
import type { RegimeInput } from '../../../lib/regime/schema.ts';
import { letter353 } from './decree.ts';
import { madeUpRegime, ruleInput } from './made-up.ts';

type RuleInput = RegimeInput['rules'][number];

const years = { first: 2026, last: 2026 };
const cited = { ...ruleInput.citations, audience: { clause: '1', quote: 'các đơn vị' } };
const quiet: Partial<RuleInput> = { citations: cited };
const calendar = createCalendar([]);
const lint = (...rules: Partial<RuleInput>[]) =>
  lintRegime({ ...madeUpRegime(...rules), nonWorkingDayPolicy: 'next-working-day' }, { years, calendar });
const named = (findings: readonly Finding[], code: string) => findings.filter((finding) => finding.code === code);
const yearly = (
  id: string,
  window: [number, number, number, number],
  schedule: Partial<Extract<RuleInput['schedule'], { kind: 'yearly' }>>,
): Partial<RuleInput> => ({
  ...quiet,
  id,
  name: `Báo cáo ${id}`,
  schedule: { kind: 'yearly', month: 7, day: 20, ...schedule },
  window: {
    kind: 'yearly-from-to',
    from: { month: window[0], day: window[1] },
    to: { month: window[2], day: window[3] },
  },
});
const afterMonth: Partial<RuleInput> = {
  ...quiet,
  schedule: { kind: 'monthly', day: 10, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], monthsLater: 1 },
};

describe('the linter on 353-CV/TU', () => {
  const found = lintRegime(letter353, { years });

  it('finds what the letter leaves to be decided, and nothing else', () => {
    expect(found.filter(needsDecision).map(({ code, rule }) => `${code} ${rule}`)).toEqual([
      'windows-overlap monthly',
      'filings-close monthly',
      'days-estimated-only annual',
      'no-working-day-after-window monthly',
    ]);
  });

  it('shows the four deadlines that come before their period ends, as silences that the file settles', () => {
    const early = named(found, 'deadline-before-window-ends');
    expect(early.map(({ rule }) => rule)).toEqual(['q1', 'half-year', 'nine-month', 'annual']);
    expect(early.every((finding) => finding.severity === 'silence' && finding.decision !== undefined)).toBe(true);
    expect(early[0]?.message).toBe(
      'Báo cáo quý I phải gửi trước khi kỳ báo cáo kết thúc: chậm nhất ngày 24/3, kỳ đến hết ngày 31/3 (năm 2026).',
    );
  });

  it('names November’s report and the year’s, two days apart', () => {
    expect(named(found, 'filings-close')[0]).toEqual({
      code: 'filings-close',
      severity: 'contradiction',
      rule: 'monthly',
      period: '2026-11',
      periods: ['2026-11'],
      message:
        'Cùng một đơn vị phải gửi Báo cáo tháng và Báo cáo năm cách nhau không quá 3 ngày: chậm nhất ngày 27/11 và ngày 29/11 (năm 2026).',
      citation: { clause: '1.1.b', quote: 'gửi Thường trực Tỉnh ủy trước ngày 28 hằng tháng.' },
    });
  });

  it('names the days of December that no report ever states but as an estimate', () => {
    expect(named(found, 'days-estimated-only')[0]?.message).toContain('từ ngày 30/11 đến hết ngày 25/12 (năm 2026)');
  });

  it('names the days that belong to a longer report and to the month after it', () => {
    const [overlap] = named(found, 'windows-overlap');
    expect(overlap?.periods).toEqual(['2026-04', '2026-07', '2026-10', '2027-01']);
    expect(overlap?.message).toContain('từ ngày 26/3 đến hết ngày 31/3, vừa thuộc Báo cáo quý I');
    expect(overlap?.message).toContain('từ ngày 26/12 đến hết ngày 31/12, vừa thuộc Báo cáo năm');
  });

  it('names the years in which nobody works between the 25th and the 27th', () => {
    const [pressed] = named(
      lintRegime(letter353, { years: { first: 2022, last: 2027 } }),
      'no-working-day-after-window',
    );
    expect(pressed?.periods).toEqual(['2022-02', '2022-11', '2023-08', '2024-10', '2025-01', '2025-07', '2026-04']);
    expect(pressed?.message).toContain('cũng là ngày nghỉ: 25/01–27/01 (năm 2025); 25/4–27/4 (năm 2026).');
  });

  it('gathers the silences that rules share into one', () => {
    const localities = named(found, 'silence-declared').filter(({ message }) => message.includes('nội dung'));
    expect(localities).toHaveLength(1);
    expect(localities[0]?.message).toContain('Báo cáo quý I, Báo cáo 6 tháng, Báo cáo 9 tháng và Báo cáo năm');
  });

  it.each([
    ['unchanged', true],
    ['next-working-day', false],
    ['previous-working-day', false],
  ] as const)('shows last days that are days off under the policy %s: %s', (nonWorkingDayPolicy, shown) => {
    const codes = lintRegime({ ...letter353, nonWorkingDayPolicy }, { years }).map(({ code }) => code);
    expect(codes.includes('last-day-off')).toBe(shown);
  });

  it('looks at the years in which it holds and whose days off are entered, unless told others', () => {
    expect(defaultYears(letter353)).toEqual({ first: 2021, last: 2028 });
    expect(defaultYears({ effectiveFrom: '2021-08-24', effectiveTo: '2025-06-30' })).toEqual({
      first: 2021,
      last: 2025,
    });
    expect(defaultYears({ effectiveFrom: '2040-01-01' })).toEqual({ first: 2040, last: 2040 });
    expect(named(lintRegime(letter353, { years: { first: 2019, last: 2020 } }), 'filings-close')).toEqual([]);
  });
});

describe('the linter on made-up regimes', () => {
  it('has nothing to say when each month is reported after it has ended', () => {
    expect(lint(afterMonth)).toEqual([]);
  });

  it.each<[string, string, string, Partial<RuleInput>[], string]>([
    [
      'days between two windows',
      'days-uncovered',
      'silence',
      [{ ...afterMonth, window: { kind: 'monthly-from-to', fromDay: 3, toDay: 31 } }],
      'từ ngày 01/3 đến hết ngày 02/3',
    ],
    [
      'days between a folded month’s host and the month after',
      'days-uncovered',
      'silence',
      [
        {
          ...afterMonth,
          schedule: { kind: 'monthly', day: 10, months: [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12], monthsLater: 1 },
        },
        {
          ...yearly('q1', [1, 1, 3, 29], { part: 'Q1' }),
          folds: { rule: 'monthly', months: [3] },
          citations: { ...cited, folds: cited.deadline },
        },
      ],
      'Báo cáo tháng: có những ngày không thuộc kỳ báo cáo nào: từ ngày 30/3 đến hết ngày 31/3',
    ],
    [
      'a half of the year without report',
      'days-uncovered',
      'silence',
      [yearly('h1', [1, 1, 6, 30], { part: 'H1' })],
      'từ ngày 01/7 đến hết ngày 31/12',
    ],
    [
      'quarters that cross',
      'windows-overlap',
      'contradiction',
      [
        yearly('q1', [1, 1, 3, 31], { part: 'Q1' }),
        yearly('q2', [3, 15, 6, 30], { part: 'Q2', month: 9 }),
        yearly('h2', [7, 1, 12, 31], { part: 'H2', month: 12, day: 31 }),
      ],
      'từ ngày 15/3 đến hết ngày 31/3',
    ],
    [
      'a longer report within another',
      'windows-nested',
      'note',
      [yearly('h1', [1, 1, 6, 30], { part: 'H1' }), yearly('year', [1, 1, 12, 31], { month: 1, yearsLater: 1 })],
      'lũy kế',
    ],
    [
      'months that nobody reports',
      'month-unreported',
      'silence',
      [
        {
          ...afterMonth,
          schedule: { kind: 'monthly', day: 10, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], monthsLater: 1 },
        },
      ],
      'tháng 11 và 12',
    ],
    [
      'a host that ends before the month that it takes in',
      'folded-month-outside-host',
      'contradiction',
      [
        {
          ...afterMonth,
          schedule: { kind: 'monthly', day: 10, months: [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12], monthsLater: 1 },
        },
        {
          ...yearly('q1', [1, 1, 3, 15], { part: 'Q1' }),
          folds: { rule: 'monthly', months: [3] },
          citations: { ...cited, folds: cited.deadline },
        },
      ],
      'tháng 3 (từ ngày 01/3 đến hết ngày 31/3) trong Báo cáo q1',
    ],
    [
      'a host that fewer units owe',
      'folded-month-without-host-audience',
      'contradiction',
      [
        {
          ...afterMonth,
          schedule: { kind: 'monthly', day: 10, months: [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12], monthsLater: 1 },
        },
        {
          ...yearly('q1', [1, 1, 3, 31], { part: 'Q1' }),
          audience: { kind: 'tag', tag: 'armed-forces' },
          folds: { rule: 'monthly', months: [3] },
          citations: { ...cited, folds: cited.deadline },
        },
      ],
      'Báo cáo q1 nhận phần lồng ghép của Báo cáo tháng',
    ],
    ['a deadline within the window', 'deadline-before-window-ends', 'contradiction', [quiet], 'chậm nhất ngày'],
    [
      'estimates that nothing calls for',
      'estimate-without-need',
      'note',
      [{ ...afterMonth, figuresEstimated: true }],
      'không kỳ nào',
    ],
    [
      'an audience that nothing backs',
      'audience-uncited',
      'silence',
      [{ ...afterMonth, citations: ruleInput.citations }],
      'chưa dẫn văn bản',
    ],
    [
      'a rule without notices',
      'without-notices',
      'note',
      [{ ...afterMonth, notices: { before: [], onLast: [], after: [] } }],
      'không có thông báo',
    ],
    [
      'a rule that ends before it begins',
      'never-in-force',
      'contradiction',
      [{ ...afterMonth, effectiveTo: '2020-12-31' }],
      'không bao giờ',
    ],
    [
      'a section for those who are not asked',
      'section-for-nobody',
      'contradiction',
      [
        {
          ...afterMonth,
          audience: { kind: 'category', categories: ['department'] },
          contents: [{ id: 'all', title: 'Nội dung', onlyFor: ['directly-under'] }],
        },
      ],
      '“Nội dung”',
    ],
  ])('tells %s', (_, code, severity, rules, words) => {
    const [finding] = named(lint(...rules), code);
    expect(finding).toMatchObject({ code, severity, message: expect.stringContaining(words) });
  });

  it.each<[string, Partial<RuleInput>, string[]]>([
    ['a known category', { audience: { kind: 'category', categories: ['department'] } }, []],
    ['an unknown category', { audience: { kind: 'category', categories: ['department', 'school'] } }, ['“school”']],
    ['a known tag', { audience: { kind: 'tag', tag: 'armed-forces' } }, []],
    ['an unknown tag', { audience: { kind: 'tag', tag: 'border' } }, ['“border”']],
  ])('holds audiences against the registry when it is given one: %s', (_, change, words) => {
    const registry = { categories: ['department'], tags: ['armed-forces'] };
    const findings = named(
      lintRegime(madeUpRegime({ ...afterMonth, ...change }), { years, registry }),
      'audience-of-nobody',
    );
    expect(findings.map(({ message }) => /“.*”/.exec(message)?.[0])).toEqual(words);
  });

  it.each<[string, RuleInput['audience'], RuleInput['audience'], boolean]>([
    ['all and a tag', { kind: 'all' }, { kind: 'tag', tag: 'a' }, true],
    ['a tag and a category', { kind: 'tag', tag: 'a' }, { kind: 'category', categories: ['b'] }, true],
    [
      'categories that share one',
      { kind: 'category', categories: ['a', 'b'] },
      { kind: 'category', categories: ['b'] },
      true,
    ],
    [
      'categories that share none',
      { kind: 'category', categories: ['a'] },
      { kind: 'category', categories: ['b'] },
      false,
    ],
  ])('counts filings as close only where one unit owes both: %s', (_, one, other, close) => {
    const day = (id: string, audience: RuleInput['audience'], date: number): Partial<RuleInput> => ({
      ...afterMonth,
      id,
      audience,
      schedule: { kind: 'monthly', day: date, months: [5], monthsLater: 1 },
    });
    expect(named(lint(day('one', one, 1), day('other', other, 4)), 'filings-close')).toHaveLength(close ? 1 : 0);
    expect(named(lint(day('one', one, 1), day('other', other, 9)), 'filings-close')).toEqual([]);
  });

  it('counts filings as close over New Year too', () => {
    const regime = madeUpRegime(
      { ...afterMonth, schedule: { kind: 'monthly', day: 31, months: [12] } },
      yearly('year', [1, 1, 12, 31], { month: 1, day: 2, yearsLater: 1 }),
    );
    const findings = named(lintRegime(regime, { years, calendar }), 'filings-close');
    expect(findings.map(({ periods }) => periods)).toEqual([['2026-12']]);
  });

  it('says “hằng năm” when every year looked at shows the same', () => {
    const range = { first: 2030, last: 2033 };
    const [uncovered] = named(
      lintRegime(madeUpRegime(yearly('h1', [1, 1, 6, 30], { part: 'H1' })), { years: range }),
      'days-uncovered',
    );
    expect(uncovered?.message).toContain('(hằng năm)');
  });
});
