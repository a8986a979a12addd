import { describe, expect, it } from 'vitest';
import { currentRegime, regimeByVersion, regimes, regimesSchema } from '../../../lib/regime/index.ts';
import { regimeInput } from './made-up.ts';

describe('the regimes that ever held', () => {
  it.each([
    ['before the letter', '2021-08-23', undefined],
    ['on its day', '2021-08-24', '353-CV/TU'],
    ['long after', '2035-01-01', '353-CV/TU'],
  ])('%s', (_, on, id) => {
    expect(currentRegime(on)?.id).toBe(id);
  });

  it('are found by version, so that what was judged stays judged', () => {
    expect(regimeByVersion('353-CV/TU@2021-08-24')).toBe(regimes[0]);
    expect(regimeByVersion('353-CV/TU')).toBeUndefined();
  });

  const first = regimeInput({});
  const second = { ...regimeInput({}), version: '2-QĐ/TU@2027-01-01', effectiveFrom: '2027-01-01' };

  it.each([
    ['the day before the next takes effect', '2026-12-31', true],
    ['the day on which it does', '2027-01-01', false],
    ['no day at all', undefined, false],
  ])('follow one another: the first may end on %s', (_, effectiveTo, accepted) => {
    const ending = effectiveTo === undefined ? first : { ...first, effectiveTo };
    expect(regimesSchema.safeParse([ending, second]).success).toBe(accepted);
  });

  it('differ in version', () => {
    const ending = { ...first, effectiveTo: '2026-12-31' };
    expect(regimesSchema.safeParse([ending, { ...second, version: first.version }]).success).toBe(false);
  });
});
