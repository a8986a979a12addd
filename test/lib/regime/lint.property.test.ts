import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { deadlineOf, ruleOf } from '../../../lib/regime/deadlines.ts';
import { gapsBetween, holds, type Span, without } from '../../../lib/regime/lint/spans.ts';
import { lintRegime } from '../../../lib/regime/lint.ts';
import { nonWorkingDayPolicies, type Regime } from '../../../lib/regime/schema.ts';
import { decree, letter353 } from './decree.ts';

const runs = { seed: 353, numRuns: 40 };
const ranges = fc
  .tuple(fc.integer({ min: 2022, max: 2060 }), fc.integer({ min: 0, max: 3 }))
  .map(([first, more]) => ({ first, last: first + more }));
const regimes: fc.Arbitrary<Regime> = fc
  .record({ base: fc.constantFrom(letter353, decree), nonWorkingDayPolicy: fc.constantFrom(...nonWorkingDayPolicies) })
  .map(({ base, nonWorkingDayPolicy }) => ({ ...base, nonWorkingDayPolicy }));

describe('the linter', () => {
  it('says the same of the same regime, in the same order', () => {
    fc.assert(
      fc.property(regimes, ranges, (regime, years) => {
        expect(lintRegime(structuredClone(regime), { years })).toEqual(lintRegime(regime, { years }));
      }),
      runs,
    );
  });

  it('gathers: nothing is said twice', () => {
    fc.assert(
      fc.property(regimes, ranges, (regime, years) => {
        const messages = lintRegime(regime, { years }).map(({ message }) => message);
        expect(messages).toHaveLength(new Set(messages).size);
      }),
      runs,
    );
  });

  it('never says less of more years', () => {
    fc.assert(
      fc.property(regimes, ranges, (regime, years) => {
        const wide = lintRegime(regime, { years: { first: years.first - 1, last: years.last + 1 } });
        for (const { code, rule, periods = [] } of lintRegime(regime, { years })) {
          const same = wide.filter((finding) => finding.code === code && finding.rule === rule);
          expect(same.length).toBeGreaterThan(0);
          expect(same.flatMap((finding) => finding.periods ?? [])).toEqual(expect.arrayContaining(periods));
        }
      }),
      runs,
    );
  });

  it('is right about every period that it names', () => {
    const checks: Record<string, (deadline: { to: string; lastDay: string }) => boolean> = {
      'last-day-off': ({ lastDay }) => !vietnamCalendar.isWorkingDay(lastDay),
      'no-working-day-after-window': ({ to, lastDay }) => vietnamCalendar.workingDaysBetween(to, lastDay) === 0,
      'deadline-before-window-ends': ({ to, lastDay }) => lastDay < to,
    };
    fc.assert(
      fc.property(regimes, ranges, (regime, years) => {
        for (const { code, rule = '', periods = [] } of lintRegime(regime, { years })) {
          const check = checks[code];
          for (const period of check ? periods : []) {
            const deadline = deadlineOf(regime, rule, period);
            expect([ruleOf(regime, rule)?.id, period, deadline && check?.(deadline)]).toEqual([rule, period, true]);
          }
        }
      }),
      runs,
    );
  });
});

describe('days in a row', () => {
  const spans: fc.Arbitrary<Span> = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 }))
    .map(([start, length]) => ({ from: addDays('2026-01-01', start), to: addDays('2026-01-01', start + length) }));
  const lists = fc.array(spans, { minLength: 1, maxLength: 8 });
  const days = Array.from({ length: 90 }, (_, i) => addDays('2026-01-01', i));
  const isIn = (list: readonly Span[], day: string) => list.some((span) => holds(span, { from: day, to: day }));

  it('a day between the first and the last lies in a span or in a gap, never in both', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const gaps = gapsBetween(list);
        const first = list.map(({ from }) => from).sort()[0] ?? '';
        const last =
          list
            .map(({ to }) => to)
            .sort()
            .at(-1) ?? '';
        for (const day of days.filter((d) => d >= first && d <= last)) expect(isIn(gaps, day)).toBe(!isIn(list, day));
      }),
      { seed: 353, numRuns: 200 },
    );
  });

  it('what is left of a span is what no hole takes', () => {
    fc.assert(
      fc.property(spans, fc.array(spans, { maxLength: 6 }), (span, holes) => {
        const rest = without(span, holes);
        for (const day of days) expect(isIn(rest, day)).toBe(isIn([span], day) && !isIn(holes, day));
      }),
      { seed: 353, numRuns: 200 },
    );
  });
});
