import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../lib/calendar/dates.ts';
import { judge } from '../../../lib/obligations/verdict.ts';
import { type Judged, readAs, type Tally, whatIf } from '../../../lib/obligations/what-if.ts';
import { type Deadline, deadlinesBetween } from '../../../lib/regime/deadlines.ts';
import { bounds, nonWorkingDayPolicies, type Regime } from '../../../lib/regime/schema.ts';
import { decree, letter353 } from '../regime/decree.ts';

const runs = { seed: 353, numRuns: 200 };
const NOW = '2026-12-31T00:00:00Z';
const HOUR_SECONDS = 3600;
const deadlines: readonly (Deadline & { regime: Regime })[] = [letter353, decree].flatMap((regime) =>
  deadlinesBetween(regime, '2026-01-01', '2026-12-31').map((deadline) => ({ ...deadline, regime })),
);

/** An obligation as the API would list it: received some hours around its deadline, or not at all. */
const judged: fc.Arbitrary<Judged> = fc
  .record({
    deadline: fc.constantFrom(...deadlines),
    hours: fc.option(fc.integer({ min: -120, max: 120 }), { nil: undefined }),
    unit: fc.constantFrom('so-tu-phap', 'so-xay-dung'),
  })
  .map(({ deadline: { rule, period, lastDay, dueBefore, regimeVersion }, hours, unit }) => {
    const receivedAt = hours === undefined ? {} : { receivedAt: addSeconds(dueBefore, hours * HOUR_SECONDS) };
    const facts = { unit, rule, period, lastDay, dueBefore, regimeVersion, ...receivedAt };
    return { id: `${unit}.${rule}.${period}`, ...facts, ...judge(facts, NOW) };
  });
const lists = fc.array(judged, { maxLength: 30 });
const readings = fc.record({
  policy: fc.constantFrom(undefined, ...nonWorkingDayPolicies),
  bound: fc.constantFrom(undefined, ...bounds),
});
const both = [letter353, decree];
const sum = (tally: Tally) => Object.values(tally).reduce((total, count) => total + count, 0);

describe('what if', () => {
  it('the reading that holds changes no verdict', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(whatIf(list, both, {}, NOW).changes).toEqual([]);
      }),
      runs,
    );
  });

  it('verdicts before and after add up to the same, and differ by the changes alone', () => {
    fc.assert(
      fc.property(lists, readings, (list, reading) => {
        const { before, after, changes, skipped } = whatIf(list, both, reading, NOW);
        expect([sum(before), sum(after)]).toEqual([list.length - skipped, list.length - skipped]);
        const moved = { ...before };
        for (const change of changes) {
          moved[change.before.verdict] -= 1;
          moved[change.after.verdict] += 1;
        }
        expect(moved).toEqual(after);
      }),
      runs,
    );
  });

  it('reading back what was read otherwise gives the verdicts that stood', () => {
    fc.assert(
      fc.property(lists, readings, (list, reading) => {
        const otherwise = both.map((regime) => readAs(regime, reading));
        const there = new Map(
          whatIf(list, both, reading, NOW).changes.map((change) => [change.id, change.after.verdict]),
        );
        for (const { id, receivedAt, rule, period, regimeVersion, verdict } of list) {
          const regime = otherwise.find(({ version }) => version === regimeVersion);
          const deadline =
            regime &&
            deadlinesBetween(
              { ...regime, rules: regime.rules.filter((r) => r.id === rule) },
              '2025-11-01',
              '2027-02-28',
            ).find((d) => d.period === period);
          const facts = deadline && { lastDay: deadline.lastDay, dueBefore: deadline.dueBefore, receivedAt };
          if (list.filter((other) => other.id === id).length === 1)
            expect(facts && judge(facts, NOW).verdict).toBe(there.get(id) ?? verdict);
        }
      }),
      { ...runs, numRuns: 30 },
    );
  });

  it('a later last day never worsens a verdict', () => {
    const rank = { 'on-time': 0, 'not-yet-due': 0, waived: 0, late: 1, missing: 1 };
    fc.assert(
      fc.property(lists, (list) => {
        const letters = list.filter(({ regimeVersion }) => regimeVersion === letter353.version);
        const { changes } = whatIf(letters, both, { policy: 'next-working-day', bound: 'within' }, NOW);
        for (const { before, after } of changes) expect(rank[after.verdict]).toBeLessThan(rank[before.verdict]);
      }),
      runs,
    );
  });
});
