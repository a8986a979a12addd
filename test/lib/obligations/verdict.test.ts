import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../lib/calendar/dates.ts';
import { countCompliance } from '../../../lib/compliance/compliance.ts';
import { type Facts, judge } from '../../../lib/obligations/verdict.ts';

const LAST_DAY = '2026-10-27';
const FIRST_LATE = '2026-10-27T17:00:00Z';
const LAST_SECOND = '2026-10-27T16:59:59Z';
const NEXT_WEEK = '2026-11-03T02:00:00Z';
const due = { lastDay: LAST_DAY, dueBefore: FIRST_LATE };

describe('the verdict', () => {
  it.each([
    ['nothing received, one second before the first late instant', due, LAST_SECOND, { verdict: 'not-yet-due' }],
    ['nothing received, at the first late instant', due, FIRST_LATE, { verdict: 'missing', daysLate: 1 }],
    ['nothing received, a week later', due, NEXT_WEEK, { verdict: 'missing', daysLate: 7 }],
    ['received in the last second', { ...due, receivedAt: LAST_SECOND }, NEXT_WEEK, { verdict: 'on-time' }],
    [
      'received at the first late instant',
      { ...due, receivedAt: FIRST_LATE },
      NEXT_WEEK,
      { verdict: 'late', daysLate: 1 },
    ],
    ['received weeks early', { ...due, receivedAt: '2026-10-01T00:00:00Z' }, LAST_SECOND, { verdict: 'on-time' }],
    ['waived before the deadline', { ...due, waivedAt: '2026-10-20T00:00:00Z' }, NEXT_WEEK, { verdict: 'waived' }],
    [
      'waived, yet received',
      { ...due, waivedAt: LAST_SECOND, receivedAt: LAST_SECOND },
      NEXT_WEEK,
      { verdict: 'on-time' },
    ],
    [
      'received a second ago by the store, and asked for by a clock that is behind it',
      { ...due, receivedAt: LAST_SECOND },
      '2026-10-27T16:59:58Z',
      { verdict: 'on-time' },
    ],
  ])('%s', (_title, facts: Facts, now, expected) => {
    expect(judge(facts, now)).toEqual(expected);
  });
});

const instant = fc.integer({ min: -40 * 86400, max: 40 * 86400 }).map((s) => addSeconds(FIRST_LATE, s));
const facts = fc.record(
  { lastDay: fc.constant(LAST_DAY), dueBefore: fc.constant(FIRST_LATE), receivedAt: instant, waivedAt: instant },
  { requiredKeys: ['lastDay', 'dueBefore'] },
);

describe('laws of judging', () => {
  it('once a report is received, neither the passing of time nor a slow clock changes anything', () => {
    fc.assert(
      fc.property(facts, instant, instant, instant, (f, receivedAt, a, b) => {
        expect(judge({ ...f, receivedAt }, a)).toEqual(judge({ ...f, receivedAt }, b));
      }),
      { seed: 353, numRuns: 500 },
    );
  });

  it('filing earlier never makes it later', () => {
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        const lateness = (receivedAt: string) => judge({ ...due, receivedAt }, '2027-01-01T00:00:00Z').daysLate ?? 0;
        expect(lateness(earlier)).toBeLessThanOrEqual(lateness(later));
      }),
      { seed: 353, numRuns: 500 },
    );
  });

  it('verdicts always add up to what is expected, in all and per unit', () => {
    const many = fc.array(fc.tuple(facts, fc.constantFrom('a', 'b', 'c')), { maxLength: 60 });
    fc.assert(
      fc.property(many, instant, (list, now) => {
        const { units, ...total } = countCompliance(
          list.map(([f, unit]) => ({ ...f, unit })),
          now,
        );
        for (const c of [total, ...units])
          expect(c.onTime + c.late + c.missing + c.notYetDue + c.waived).toBe(c.expected);
        expect(units.reduce((sum, u) => sum + u.expected, 0)).toBe(total.expected);
        expect(total.expected).toBe(list.length);
      }),
      { seed: 353, numRuns: 200 },
    );
  });
});
