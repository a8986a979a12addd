import { describe, expect, it } from 'vitest';
import { type Judged, type Reading, readAs, whatIf } from '../../../lib/obligations/what-if.ts';
import { deadlineOf } from '../../../lib/regime/deadlines.ts';
import { letter353 } from '../regime/decree.ts';

const NOW = '2027-01-15T00:00:00Z';
// The year's report of 2026 is due on 29 November, a Sunday; January's on the 27th, a Tuesday.
const annual: Judged = {
  id: 'so-tu-phap.annual.2026',
  unit: 'so-tu-phap',
  rule: 'annual',
  period: '2026',
  lastDay: '2026-11-29',
  dueBefore: '2026-11-29T17:00:00Z',
  regimeVersion: letter353.version,
  verdict: 'late',
  daysLate: 1,
  receivedAt: '2026-11-30T02:00:00Z',
};
const january: Judged = {
  ...annual,
  id: 'so-tu-phap.monthly.2026-01',
  rule: 'monthly',
  period: '2026-01',
  lastDay: '2026-01-27',
  dueBefore: '2026-01-27T17:00:00Z',
  receivedAt: '2026-01-28T01:00:00Z',
};
const ask = (obligation: Judged, reading: Reading, now = NOW) => whatIf([obligation], [letter353], reading, now);

describe('under another reading', () => {
  it.each<[string, Judged, Reading, { verdict: string; daysLate?: number; lastDay: string } | undefined]>([
    ['Sunday moves to Monday', annual, { policy: 'next-working-day' }, { verdict: 'on-time', lastDay: '2026-11-30' }],
    ['the day named is in time', annual, { bound: 'within' }, { verdict: 'on-time', lastDay: '2026-11-30' }],
    ['Sunday moves to Friday, late all the same', annual, { policy: 'previous-working-day' }, undefined],
    ['a working day does not move', january, { policy: 'next-working-day' }, undefined],
    ['the 28th is in time', january, { bound: 'within' }, { verdict: 'on-time', lastDay: '2026-01-28' }],
    [
      'what came on Saturday is late when Sunday moves to Friday',
      { ...annual, verdict: 'on-time', receivedAt: '2026-11-28T02:00:00Z' },
      { policy: 'previous-working-day' },
      { verdict: 'late', daysLate: 1, lastDay: '2026-11-27' },
    ],
  ])('%s', (_, obligation, reading, after) => {
    expect(ask(obligation, reading).changes.map((change) => change.after)).toEqual(after ? [after] : []);
  });

  it('tells whose verdict changes, from what to what, and counts all', () => {
    expect(whatIf([january, annual], [letter353], { policy: 'next-working-day' }, NOW)).toEqual({
      changes: [
        {
          id: annual.id,
          unit: 'so-tu-phap',
          rule: 'annual',
          period: '2026',
          receivedAt: annual.receivedAt,
          before: { verdict: 'late', daysLate: 1, lastDay: '2026-11-29' },
          after: { verdict: 'on-time', lastDay: '2026-11-30' },
        },
      ],
      before: { 'not-yet-due': 0, 'on-time': 0, late: 2, missing: 0, waived: 0 },
      after: { 'not-yet-due': 0, 'on-time': 1, late: 1, missing: 0, waived: 0 },
      skipped: 0,
    });
  });

  it.each([
    ['one second before the first late instant', '2026-11-30T16:59:59Z', 'not-yet-due'],
    ['at it', '2026-11-30T17:00:00Z', 'missing'],
  ])('judges what is missing by the system’s time: %s', (_, now, verdict) => {
    const { receivedAt: _received, ...rest } = annual;
    const result = ask({ ...rest, verdict: 'missing' }, { policy: 'next-working-day' }, now);
    expect(result.after[verdict as 'missing']).toBe(1);
  });

  it('a waiver stays a waiver', () => {
    const { receivedAt: _received, daysLate: _days, ...rest } = annual;
    expect(ask({ ...rest, verdict: 'waived' }, { policy: 'previous-working-day' }).changes).toEqual([]);
  });

  it('takes back no extension, and adds to none', () => {
    const extended: Judged = {
      ...annual,
      lastDay: '2026-12-04',
      dueBefore: '2026-12-04T17:00:00Z',
      verdict: 'on-time',
      receivedAt: '2026-12-03T02:00:00Z',
    };
    for (const policy of ['previous-working-day', 'next-working-day'] as const)
      expect(ask(extended, { policy }).changes).toEqual([]);
    expect(
      ask({ ...extended, verdict: 'late', receivedAt: '2026-12-05T02:00:00Z' }, { bound: 'within' }).changes,
    ).toEqual([]);
  });

  it.each([
    ['of a version that nobody knows', { regimeVersion: '1-QĐ/TU@2001-01-01' }],
    ['of no periodic rule', { rule: 'request' }],
    ['of a period that its rule does not have', { period: '2026-Q1' }],
  ])('leaves an obligation alone that is %s', (_, change) => {
    const result = ask({ ...annual, ...change }, { bound: 'within' });
    expect(result).toMatchObject({ changes: [], skipped: 1, before: { late: 0 } });
  });

  it('is put on every rule, and on nothing else', () => {
    const read = readAs(letter353, { bound: 'within' });
    expect(read.rules.every(({ bound }) => bound === 'within')).toBe(true);
    expect(read).toMatchObject({ version: letter353.version, nonWorkingDayPolicy: 'unchanged' });
    expect(readAs(letter353, {})).toEqual(letter353);
    expect(deadlineOf(read, 'annual', '2026')?.lastDay).toBe('2026-11-30');
  });
});
