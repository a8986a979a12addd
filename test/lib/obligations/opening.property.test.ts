import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, type LocalDate } from '../../../lib/calendar/dates.ts';
import { deadlinesAhead, deadlinesToOpen, debtors } from '../../../lib/obligations/opening.ts';
import { ruleBehind } from '../../../lib/regime/deadlines.ts';
import { categories, tags } from '../../../lib/units/unit.ts';
import { aUnit } from '../../support/units.ts';
import { decree, letter353, replacedOn } from '../regime/decree.ts';

const UNTIL = '2027-12-31';
const dayFrom = (first: LocalDate) => fc.integer({ min: 0, max: 600 }).map((days) => addDays(first, days));

const units = fc
  .record({
    category: fc.constantFrom(...categories),
    tags: fc.subarray([...tags]),
    validFrom: dayFrom('2025-06-01'),
    validTo: fc.option(dayFrom('2027-02-01'), { nil: undefined }),
    becomes: fc.record({ from: dayFrom('2026-01-01'), category: fc.constantFrom(...categories) }),
  })
  .map(({ becomes, ...said }) => {
    const unit = aUnit(said);
    const at = { at: '2026-01-01T00:00:00Z', by: 'office' };
    const changed = { from: becomes.from, ...at, said: { category: becomes.category } };
    return { ...unit, changes: [{ from: unit.validFrom, ...at, said: unit }, changed] };
  });
const successions = fc
  .tuple(dayFrom('2026-01-01'), fc.boolean())
  .map(([day, turned]) => (turned ? replacedOn(day, decree, letter353) : replacedOn(day, letter353, decree)));

it('what is ahead of a unit is what the openings of all days until then open for it, and nothing else', () => {
  fc.assert(
    fc.property(units, successions, dayFrom('2026-01-01'), dayFrom('2025-12-01'), (unit, regimes, today, goLive) => {
      const opened = new Set<string>();
      // Every tenth day: an opening makes good what those between would have done.
      for (let day = today; day <= UNTIL; day = addDays(day, 10))
        for (const deadline of deadlinesToOpen(regimes, goLive, day)) {
          const rule = ruleBehind(regimes, deadline);
          if (rule && deadline.lastDay >= today && deadline.lastDay <= UNTIL && debtors(rule, deadline, [unit])[0])
            opened.add(`${deadline.lastDay} ${deadline.rule} ${deadline.period} ${deadline.regimeVersion}`);
        }
      const ahead = deadlinesAhead(unit, { regimes, goLive }, today, UNTIL);
      const named = ahead.map((d) => `${d.lastDay} ${d.rule} ${d.period} ${d.regimeVersion}`);
      expect(named.toSorted()).toEqual([...opened].sort());
    }),
    { seed: 353, numRuns: 25 },
  );
});
