import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../lib/calendar/dates.ts';
import { debtors } from '../../../lib/obligations/opening.ts';
import { deadlineOf, deadlinesBetween, hostOf, ruleOf } from '../../../lib/regime/deadlines.ts';
import { formatPeriod } from '../../../lib/regime/periods.ts';
import { nonWorkingDayPolicies, type Regime } from '../../../lib/regime/schema.ts';
import { deadlinesOwed } from '../../../lib/regime/succession.ts';
import { sampleUnits } from '../../support/units.ts';
import { decree, letter353, replacedOn } from './decree.ts';

const runs = { seed: 353, numRuns: 120 };
const FIRST = '2025-07-01';
const LAST = '2028-06-30';
const changeDays = fc.integer({ min: 0, max: 730 }).map((days) => addDays('2026-01-01', days));

/** The letter, the decree, and the letter under every other reading, each as what may follow any other. */
const variants: fc.Arbitrary<Regime> = fc
  .record({
    base: fc.constantFrom(letter353, decree),
    nonWorkingDayPolicy: fc.constantFrom(...nonWorkingDayPolicies),
    bound: fc.constantFrom('before' as const, 'within' as const),
  })
  .map(({ base, nonWorkingDayPolicy, bound }) => ({
    ...base,
    id: `${base.id} ${nonWorkingDayPolicy} ${bound}`,
    nonWorkingDayPolicy,
    rules: base.rules.map((rule) => ({ ...rule, bound })),
  }));
const successions = fc
  .tuple(changeDays, variants, variants)
  .filter(([, earlier, later]) => earlier.id !== later.id)
  .map(([day, earlier, later]) => ({ day, regimes: replacedOn(day, { ...earlier, version: earlier.id }, later) }));

const months = Array.from({ length: 30 }, (_, i) =>
  formatPeriod({ kind: 'month', year: 2025 + Math.floor((i + 9) / 12), month: ((i + 9) % 12) + 1 }),
);

describe('whenever one regime follows another', () => {
  it('no report is owed twice', () => {
    fc.assert(
      fc.property(successions, ({ regimes }) => {
        const reports = deadlinesOwed(regimes, FIRST, LAST).map(({ rule, period }) => `${rule} ${period}`);
        expect(reports).toHaveLength(new Set(reports).size);
      }),
      runs,
    );
  });

  it('each month is reported exactly once: in its own report or in the one that it is folded into', () => {
    fc.assert(
      fc.property(successions, ({ regimes }) => {
        const owed = deadlinesOwed(regimes, FIRST, LAST);
        for (const month of months) {
          const own = owed.filter(({ rule, period }) => rule === 'monthly' && period === month);
          const hosts = owed.filter(({ rule, period, regimeVersion }) => {
            const regime = regimes.find(({ version }) => version === regimeVersion);
            const host = regime && hostOf(regime, 'monthly', month);
            return host?.rule === rule && host.period === period;
          });
          expect([month, own.length + hosts.length]).toEqual([month, 1]);
        }
      }),
      runs,
    );
  });

  it('a report that both want is owed once, and by the words of the one under which it is owed', () => {
    fc.assert(
      fc.property(successions, ({ regimes }) => {
        const owed = deadlinesOwed(regimes, FIRST, LAST);
        for (const [rule, period] of [
          ['q1', '2026-Q1'],
          ['q1', '2027-Q1'],
          ['half-year', '2026-H1'],
          ['annual', '2026'],
        ] as const) {
          const found = owed.filter((deadline) => deadline.rule === rule && deadline.period === period);
          expect(found).toHaveLength(1);
          const regime = regimes.find(({ version }) => version === found[0]?.regimeVersion);
          expect(found[0]).toEqual(regime && deadlineOf(regime, rule, period));
        }
      }),
      runs,
    );
  });

  it('the later one asks for nothing due before its day; the earlier one keeps all that by both was due before', () => {
    fc.assert(
      fc.property(successions, ({ day, regimes: [earlier, later] }) => {
        const owed = deadlinesOwed([earlier, later], FIRST, LAST);
        for (const { regimeVersion, lastDay } of owed)
          if (regimeVersion === later.version) expect(lastDay >= day).toBe(true);
        const past = deadlinesBetween(earlier, FIRST, addDays(day, -40));
        expect(owed.filter(({ lastDay }) => lastDay <= addDays(day, -40))).toEqual(past);
        const ahead = deadlinesBetween(later, addDays(day, 40), LAST);
        expect(owed.filter(({ lastDay }) => lastDay >= addDays(day, 40))).toEqual(ahead);
      }),
      runs,
    );
  });

  it('no unit of the registry owes one report twice, and whoever both address owes each month', () => {
    const units = sampleUnits().filter(({ validTo }) => validTo === undefined);
    fc.assert(
      fc.property(changeDays, fc.boolean(), (day, turned) => {
        const regimes = turned ? replacedOn(day, decree, letter353) : replacedOn(day, letter353, decree);
        const owed = deadlinesOwed(regimes, '2026-01-01', LAST).flatMap((deadline) => {
          const regime = regimes.find(({ version }) => version === deadline.regimeVersion);
          const rule = regime && ruleOf(regime, deadline.rule);
          return rule && regime
            ? debtors(rule, deadline, units).map((unit) => ({ unit: unit.id, regime, ...deadline }))
            : [];
        });
        const ids = owed.map(({ unit, rule, period }) => `${unit}.${rule}.${period}`);
        expect(ids).toHaveLength(new Set(ids).size);
        const department = units.find(({ category }) => category === 'department')?.id;
        const periods = owed.filter(({ unit }) => unit === department);
        for (const month of months.slice(6)) {
          const holding = periods.filter(({ regime, rule, period }) => {
            const place = hostOf(regime, 'monthly', month) ?? { rule: 'monthly', period: month };
            return place.rule === rule && place.period === period;
          });
          expect([month, holding.length]).toEqual([month, 1]);
        }
      }),
      { ...runs, numRuns: 40 },
    );
  });
});

it('one regime alone owes what its own dates say', () => {
  for (const regime of [letter353, decree]) {
    const own = deadlinesBetween(regime, '2018-01-01', '2028-12-31', { respectEffectiveDates: true });
    expect(deadlinesOwed([regime], '2018-01-01', '2028-12-31')).toEqual(own);
  }
});
