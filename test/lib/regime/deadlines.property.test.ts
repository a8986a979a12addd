import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../lib/calendar/dates.ts';
import { vietnamCalendar } from '../../../lib/calendar/working-days.ts';
import { type Deadline, deadlineOf, deadlinesBetween, hostOf } from '../../../lib/regime/deadlines.ts';
import { regimes } from '../../../lib/regime/index.ts';
import { formatPeriod, type Period, parsePeriod, parts, weeksInYear } from '../../../lib/regime/periods.ts';
import { nonWorkingDayPolicies, type Regime } from '../../../lib/regime/schema.ts';

const [letter353] = regimes as [Regime, ...Regime[]];
const runs = { seed: 353, numRuns: 100 };
const years = fc.integer({ min: 2000, max: 2099 });
const policies = fc.constantFrom(...nonWorkingDayPolicies);
const ofYear = (regime: Regime, year: number): Deadline[] => deadlinesBetween(regime, `${year}-01-01`, `${year}-12-31`);
const ofRule = (rule: string, deadlines: Deadline[]) => deadlines.filter((deadline) => deadline.rule === rule);

describe('in every year', () => {
  it('a unit owes 8 monthly and 4 longer reports, armed forces 52 or 53 weekly ones besides', () => {
    fc.assert(
      fc.property(years, (year) => {
        const deadlines = ofYear(letter353, year);
        expect(ofRule('monthly', deadlines)).toHaveLength(8);
        for (const rule of ['q1', 'half-year', 'nine-month', 'annual']) expect(ofRule(rule, deadlines)).toHaveLength(1);
        const weekly = ofRule('weekly', deadlines).length;
        expect([52, 53]).toContain(weekly);
        expect(deadlines).toHaveLength(12 + weekly);
      }),
      runs,
    );
  });

  it('each of the twelve months has either its own report or a host that has one', () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 1, max: 12 }), (year, month) => {
        const period = formatPeriod({ kind: 'month', year, month });
        const host = hostOf(letter353, 'monthly', period);
        expect(deadlineOf(letter353, 'monthly', period) === undefined).toBe(host !== undefined);
        expect(host === undefined || deadlineOf(letter353, host.rule, host.period) !== undefined).toBe(true);
      }),
      runs,
    );
  });

  it('months, folded ones taken as the monthly rule would, tile time without gap or overlap', () => {
    const monthly = letter353.rules.find(({ id }) => id === 'monthly');
    if (monthly?.schedule.kind !== 'monthly') throw new Error('the letter has a monthly rule');
    const months = Array.from({ length: 12 }, (_, i) => i + 1);
    const unfolded: Regime = { ...letter353, rules: [{ ...monthly, schedule: { ...monthly.schedule, months } }] };
    fc.assert(
      fc.property(years, (year) => {
        const windows = ofYear(unfolded, year);
        expect(windows).toHaveLength(12);
        for (const [i, { from }] of windows.entries())
          if (i > 0) expect(from).toBe(addDays(windows[i - 1]?.to ?? '', 1));
        const [first, last] = [windows[0]?.from, windows[11]?.to];
        expect([first, last]).toEqual([`${year - 1}-12-26`, `${year}-12-25`]);
      }),
      runs,
    );
  });

  it('weeks tile time without gap or overlap, also over New Year', () => {
    fc.assert(
      fc.property(years, (year) => {
        const weeks = ofRule('weekly', deadlinesBetween(letter353, `${year}-01-01`, `${year + 1}-01-31`));
        for (const [i, { from, to }] of weeks.entries()) {
          expect(daysBetween(from, to)).toBe(6);
          if (i > 0) expect(from).toBe(addDays(weeks[i - 1]?.to ?? '', 1));
        }
        expect(new Set(weeks.map(({ period }) => period)).size).toBe(weeks.length);
      }),
      runs,
    );
  });

  it('the longer reports begin on 1 January and reach ever further', () => {
    fc.assert(
      fc.property(years, (year) => {
        const longer = ofYear(letter353, year).filter(({ rule }) => rule !== 'monthly' && rule !== 'weekly');
        expect(longer.map(({ from }) => from)).toEqual(Array(4).fill(`${year}-01-01`));
        expect(longer.map(({ to }) => to.slice(5))).toEqual(['03-31', '06-30', '09-30', '12-31']);
      }),
      runs,
    );
  });
});

describe('under every policy', () => {
  it('a deadline is local midnight after the last acceptable day', () => {
    fc.assert(
      fc.property(years, policies, (year, nonWorkingDayPolicy) => {
        for (const { lastDay, dueBefore } of ofYear({ ...letter353, nonWorkingDayPolicy }, year))
          expect(dueBefore).toBe(`${lastDay}T17:00:00Z`);
      }),
      runs,
    );
  });

  it('a listed deadline is the one found by its id', () => {
    fc.assert(
      fc.property(years, policies, (year, nonWorkingDayPolicy) => {
        const regime: Regime = { ...letter353, nonWorkingDayPolicy };
        for (const deadline of ofYear(regime, year))
          expect(deadlineOf(regime, deadline.rule, deadline.period)).toEqual(deadline);
      }),
      runs,
    );
  });

  it('years put end to end list every deadline once', () => {
    fc.assert(
      fc.property(years, policies, (year, nonWorkingDayPolicy) => {
        const regime: Regime = { ...letter353, nonWorkingDayPolicy };
        const together = deadlinesBetween(regime, `${year}-01-01`, `${year + 1}-12-31`);
        expect([...ofYear(regime, year), ...ofYear(regime, year + 1)]).toEqual(together);
      }),
      runs,
    );
  });

  it('only days off are moved, onto the nearest working day in the policy’s direction', () => {
    fc.assert(
      fc.property(years, policies, (year, nonWorkingDayPolicy) => {
        for (const { nominalLastDay, lastDay } of ofYear({ ...letter353, nonWorkingDayPolicy }, year)) {
          if (nonWorkingDayPolicy === 'unchanged' || vietnamCalendar.isWorkingDay(nominalLastDay)) {
            expect(lastDay).toBe(nominalLastDay);
          } else {
            expect(vietnamCalendar.isWorkingDay(lastDay)).toBe(true);
            expect(lastDay > nominalLastDay).toBe(nonWorkingDayPolicy === 'next-working-day');
            expect(Math.abs(vietnamCalendar.workingDaysBetween(nominalLastDay, lastDay))).toBe(1);
          }
        }
      }),
      runs,
    );
  });
});

it('a period’s id survives being read and written', () => {
  const periods: fc.Arbitrary<Period> = fc.oneof(
    years.chain((year) =>
      fc.integer({ min: 1, max: weeksInYear(year) }).map((week): Period => ({ kind: 'week', year, week })),
    ),
    fc.record({ kind: fc.constant('month' as const), year: years, month: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ kind: fc.constant('part' as const), year: years, part: fc.constantFrom(...parts) }),
    fc.record({ kind: fc.constant('year' as const), year: years }),
  );
  fc.assert(
    fc.property(periods, (period) => {
      expect(parsePeriod(formatPeriod(period))).toEqual(period);
    }),
    { seed: 353, numRuns: 1_000 },
  );
});
