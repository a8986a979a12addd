import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groupPeriodOf,
  isOutOfTime,
  nextNumber,
  type Occurrence,
  occasionPeriod,
  occurrenceFacts,
} from '../../../lib/obligations/occasions.ts';
import { judge } from '../../../lib/obligations/verdict.ts';

const log = { reportedAt: '2026-03-10T17:30:00Z', reporter: 'A', receiver: 'B', channel: 'telephone' };
const adHoc: Occurrence = { rule: 'ad-hoc', log };
const copy: Occurrence = { rule: 'central-copy', agency: 'Bộ Tư pháp', subject: 'Thống kê', sentOn: '2026-03-10' };
const own: Occurrence = { rule: 'thematic', kind: 'pilot', subject: 'Mô hình', endedOn: '2026-03-10' };

describe('the number of a report that nobody expected', () => {
  it('counts up within a unit, a kind and a year, whatever else the unit has', () => {
    expect(occasionPeriod(adHoc, nextNumber(adHoc, []))).toBe('2026-001');
    expect(occasionPeriod(adHoc, nextNumber(adHoc, ['2025-007', '2026-001', '2026-002']))).toBe('2026-003');
    expect(occasionPeriod(own, nextNumber(own, ['r-2026-125', 'own-2026-009']))).toBe('own-2026-010');
    expect(occasionPeriod(copy, nextNumber(copy, ['2026-999']))).toBe('2026-1000');
  });

  it('never collides, and lies with those of its year', () => {
    fc.assert(
      fc.property(fc.constantFrom(adHoc, copy, own), fc.integer({ min: 1, max: 1500 }), (occurrence, count) => {
        const taken = Array.from({ length: count }, (_, i) => occasionPeriod(occurrence, i + 1));
        const next = occasionPeriod(occurrence, nextNumber(occurrence, taken));
        expect(taken).not.toContain(next);
        expect(new Set([...taken, next].map(groupPeriodOf)).size).toBe(1);
      }),
      { seed: 353, numRuns: 50 },
    );
  });

  it.each(['2026-01', '2026-Q1', '2026-W47', '2026', 'r-2026-125', 'r-2026-125-1'])('is not seen in %s', (period) => {
    expect(groupPeriodOf(period)).toBe(period);
  });
});

describe('what it is opened with', () => {
  it('an ad hoc report counts its days from the local day of the first word, and is never late', () => {
    const facts = occurrenceFacts(adHoc, { period: '2026-001' }, 'v');
    // 17:30Z is 00:30 of the next day in Điện Biên.
    expect(facts).toMatchObject({ since: '2026-03-11', title: 'Báo cáo đột xuất số 001/2026', log });
    expect(judge(facts, '2027-01-01T00:00:00Z')).toEqual({ verdict: 'not-yet-due' });
    expect(judge({ ...facts, receivedAt: '2026-12-01T00:00:00Z' }, '2027-01-01T00:00:00Z')).toEqual({
      verdict: 'on-time',
    });
  });

  it.each([
    ['at 23:59:59 of the day it was sent', '2026-03-10T16:59:59Z', { verdict: 'on-time' }],
    ['at midnight', '2026-03-10T17:00:00Z', { verdict: 'late', daysLate: 1 }],
  ])('a copy received %s', (_, receivedAt, judgement) => {
    const facts = occurrenceFacts(copy, { period: '2026-001' }, 'v');
    expect(judge({ ...facts, receivedAt }, '2026-04-01T00:00:00Z')).toEqual(judgement);
  });
});

describe('what may be put on record', () => {
  it.each([
    ['now', '2026-03-10T17:30:00Z', false],
    ['a second from now', '2026-03-10T17:29:59Z', true],
    ['a year ago', '2027-03-11T17:30:00Z', false],
    ['longer ago', '2027-03-13T17:30:00Z', true],
  ])('an event of %s', (_, now, out) => {
    expect(isOutOfTime(adHoc, now)).toBe(out);
  });
});
