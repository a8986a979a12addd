import { describe, expect, it } from 'vitest';
import { regimesSchema } from '../../../lib/regime/index.ts';
import type { Regime } from '../../../lib/regime/schema.ts';
import { deadlinesOwed } from '../../../lib/regime/succession.ts';
import { decree, from, letter353, replacedOn } from './decree.ts';

const owed = (regimes: readonly Regime[], first: string, last: string) =>
  deadlinesOwed(regimes, first, last)
    .filter(({ rule }) => rule !== 'weekly')
    .map(({ period, lastDay, regimeVersion }) => `${period} ${lastDay} ${regimeVersion.slice(0, 3)}`);
const amended: Regime = {
  ...letter353,
  id: '400-CV/TU',
  rules: letter353.rules.map((rule) => ({ ...rule, bound: 'within' })),
};

describe('a later regime', () => {
  it.each([
    ['the day before the last acceptable day', '2026-01-26', ['2026-01 2026-01-28 400']],
    ['on it', '2026-01-27', ['2026-01 2026-01-28 400']],
    ['between the two versions’ days', '2026-01-28', ['2026-01 2026-01-27 353']],
    ['after both', '2026-01-29', ['2026-01 2026-01-27 353']],
  ])('that takes effect %s owes January once', (_, day, expected) => {
    expect(owed(replacedOn(day, letter353, amended), '2026-01-01', '2026-01-31')).toEqual(expected);
  });

  it.each([
    ['both days lie ahead', '2026-05-18', ['2026-05 2026-05-18 09/']],
    ['its own day has passed when it takes effect', '2026-05-19', ['2026-05 2026-05-27 353']],
    ['the earlier day has passed', '2026-05-28', ['2026-05 2026-05-27 353']],
  ])('loses no month: %s', (_, day, expected) => {
    expect(owed(replacedOn(day, letter353, decree), '2026-05-01', '2026-05-31')).toEqual(expected);
  });

  it('asks for no month that the earlier one had folded into a report already due', () => {
    // By the letter March is part of the report due on the 24th; by the decree it has one of its own, due on the 18th.
    const march = ['2026-03-01', '2026-03-31'] as const;
    expect(owed(replacedOn('2026-03-18', letter353, decree), ...march)).toEqual([
      '2026-03 2026-03-18 09/',
      '2026-Q1 2026-03-25 09/',
    ]);
    expect(owed(replacedOn('2026-03-20', letter353, decree), ...march)).toEqual(['2026-Q1 2026-03-24 353']);
    expect(owed(replacedOn('2026-03-25', letter353, decree), ...march)).toEqual(['2026-Q1 2026-03-24 353']);
  });

  it('ends what it does not continue, and begins what is new', () => {
    const rules = deadlinesOwed(replacedOn('2026-07-01', letter353, decree), '2026-07-01', '2026-12-31');
    expect(new Set(rules.map(({ rule }) => rule))).toEqual(new Set(['monthly', 'q3', 'q4', 'annual']));
  });

  it('may itself be followed by a third', () => {
    const [first, second] = replacedOn('2026-05-01', letter353, decree);
    const all = regimesSchema.parse([first, { ...second, effectiveTo: '2026-06-30' }, from('2026-07-01', amended)]);
    expect(owed(all, '2026-04-01', '2026-08-31')).toEqual([
      '2026-04 2026-04-27 353',
      '2026-05 2026-05-18 09/',
      '2026-06 2026-06-18 09/',
      '2026-H1 2026-06-25 09/',
      '2026-Q2 2026-06-25 09/',
      '2026-07 2026-07-28 400',
      '2026-08 2026-08-28 400',
    ]);
  });

  it('leaves the days between two regimes to nobody', () => {
    const ended = { ...letter353, effectiveTo: '2026-04-30' };
    const regimes = regimesSchema.parse(
      [ended, from('2026-07-01', letter353)].map((regime, i) => ({ ...regime, version: `${i}` })),
    );
    expect(deadlinesOwed(regimes, '2026-05-01', '2026-06-30')).toEqual([]);
  });
});
