import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRateLimit, createTimeline } from '../../../lib/http/rate-limit.ts';

const bound = fc.record({ burst: fc.integer({ min: 1, max: 20 }), perSecond: fc.integer({ min: 1, max: 50 }) });
const pauses = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 });

describe('an account', () => {
  it('is admitted never more than the bound within any stretch of time', () => {
    fc.assert(
      fc.property(bound, pauses, (limits, gaps) => {
        const waitFor = createRateLimit(limits);
        let at = 0;
        const admitted = gaps.flatMap((gap) => {
          at += gap;
          return waitFor('unit', at) === 0 ? [at] : [];
        });
        for (const [i, from] of admitted.entries())
          for (const [j, to] of admitted.entries())
            if (j >= i)
              expect(j - i + 1).toBeLessThanOrEqual(limits.burst + ((to - from) * limits.perSecond) / 1000 + 1e-6);
      }),
    );
  });

  it('that keeps to the pace is never refused, however long it goes on', () => {
    fc.assert(
      fc.property(bound, fc.integer({ min: 1, max: 500 }), (limits, requests) => {
        const waitFor = createRateLimit(limits);
        const gap = Math.ceil(1000 / limits.perSecond);
        for (let i = 0; i < requests; i += 1) expect(waitFor('unit', i * gap)).toBe(0);
      }),
    );
  });

  it('that waits as long as it is told is admitted', () => {
    fc.assert(
      fc.property(bound, pauses, (limits, gaps) => {
        const waitFor = createRateLimit(limits);
        let at = 0;
        for (const gap of gaps) {
          at += gap;
          const seconds = waitFor('unit', at);
          if (seconds === 0) continue;
          at += seconds * 1000;
          expect(waitFor('unit', at)).toBe(0);
        }
      }),
    );
  });

  it('is not refused for what another asks, nor for requests that arrive in another order', () => {
    const waitFor = createRateLimit({ burst: 2, perSecond: 1 });
    expect([waitFor('a', 5000), waitFor('a', 4000), waitFor('a', 4500)]).toEqual([0, 0, 1]);
    expect(waitFor('b', 4500)).toBe(0);
  });

  it('is forgotten only when so many others have asked since', () => {
    const waitFor = createRateLimit({ burst: 1, perSecond: 1 }, 2);
    expect([waitFor('a', 0), waitFor('b', 0), waitFor('a', 0)]).toEqual([0, 0, 1]);
    expect([waitFor('c', 0), waitFor('a', 0), waitFor('b', 0)]).toEqual([0, 1, 0]);
  });
});

describe('the time that requests are counted by', () => {
  it('is theirs, whatever the machine says meanwhile', () => {
    let machine = 0;
    const timeOf = createTimeline(() => machine);
    timeOf(1000);
    machine = 90_000;
    expect([timeOf(1500), timeOf(1400), timeOf(2000)]).toEqual([500, 500, 1000]);
  });

  it('goes on by the machine where theirs stands still, and never runs back', () => {
    let machine = 0;
    const timeOf = createTimeline(() => machine);
    timeOf(1000);
    machine = 250;
    expect(timeOf(1000)).toBe(250);
    machine = 400;
    expect(timeOf(1000)).toBe(400);
    expect(timeOf(61_000)).toBe(60_400);
  });
});
