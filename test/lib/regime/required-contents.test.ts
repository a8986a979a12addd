import { describe, expect, it } from 'vitest';
import { regimes } from '../../../lib/regime/index.ts';
import { requiredContents } from '../../../lib/regime/required-contents.ts';

const [regime] = regimes;
if (!regime) throw new Error('there is no regime');
const ids = (rule: string, category?: string) => requiredContents(regime, rule, category).map(({ id }) => id);

describe('what a report must hold', () => {
  it('is the letter’s list for its rule, with what is asked only “nếu có” marked', () => {
    const monthly = requiredContents(regime, 'monthly', 'department');
    expect(monthly.filter(({ optional }) => optional).map(({ title }) => title)).toEqual([
      expect.stringContaining('đề xuất'),
    ]);
    expect(ids('weekly', 'directly-under')).toEqual(['prominent']);
  });

  it('is more for the committees of localities', () => {
    const fields = ['socio-economy', 'defence', 'security', 'party-building'];
    expect(ids('annual', 'commune-committee')).toEqual(expect.arrayContaining(fields));
    expect(ids('annual', 'department').filter((id) => fields.includes(id))).toEqual([]);
    expect(ids('annual').filter((id) => fields.includes(id))).toEqual([]);
  });

  it('holds the list of a folded month with its host’s, each part once', () => {
    const host = ids('q1', 'department');
    expect(host).toEqual(expect.arrayContaining(ids('monthly', 'department')));
    expect(new Set(host).size).toBe(host.length);
  });

  it('is nothing by itself for a report that a request describes', () => {
    expect(ids('thematic')).toEqual([]);
  });
});
