import { describe, expect, it } from 'vitest';
import { complianceSeries, monthOf } from '../../../lib/compliance/series.ts';
import { happenings, lived } from '../../support/histories.ts';

const KEY = { unit: 'so-tu-phap', rule: 'monthly', period: '2026-10' };
const OPENED = {
  ...{ at: '2026-10-01T00:00:00Z', from: '2026-09-26', to: '2026-10-25', lastDay: '2026-10-27' },
  regimeVersion: 'v',
};
const NOW = '2026-12-31T00:00:00Z';

describe('the month in which a report counts', () => {
  it('is that of its own last day, which no extension moves', () => {
    const extended = lived(KEY, OPENED, happenings.extended('2026-10-20T02:00:00Z', '2026-11-05')).obligation;
    expect(extended.lastDay).toBe('2026-11-05');
    expect(monthOf(extended)).toBe('2026-10');
    expect(complianceSeries([lived(KEY, OPENED).obligation, extended], () => 'department', NOW)).toMatchObject([
      { month: '2026-10', category: 'department', expected: 2, missing: 2 },
    ]);
  });

  it.each([
    [
      'the day from which days are counted, where it is due at once',
      { since: '2026-03-31', from: '2026-04-02' },
      '2026-03',
    ],
    ['the first of its days, where nothing is counted yet', { from: '2026-04-02' }, '2026-04'],
  ])('is that of %s', (_, facts, month) => {
    expect(monthOf({ original: undefined, lastDay: undefined, since: undefined, ...facts })).toBe(month);
  });
});
