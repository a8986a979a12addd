import { type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import { reportName } from '../../lib/notices/text/names.ts';
import { ownLastDay } from '../../lib/obligations/obligation.ts';
import { judge, verdicts } from '../../lib/obligations/verdict.ts';
import { hostOf } from '../../lib/regime/deadlines.ts';
import type { Account } from '../../lib/store/accounts.ts';
import { validOn } from '../../lib/units/unit.ts';
import { unitOn } from '../../lib/units/versions.ts';
import type { Deps } from './deps.ts';
import { gatherOwed, refuseUnits } from './gathering.ts';
import type { Filters } from './query.ts';

/** The day by which a unit's name and category on the board are those that held: the year's last, or today. */
const dayOfBoard = (year: number, now: Instant): string => {
  const today = localDateOf(now);
  return today.startsWith(String(year)) ? today : `${year}-12-31`;
};

/**
 * Units × reports of a year (theo dõi, clause 2), as small as it can be said: cells are `[unit, verdict, days, status]` by the
 * places in `units`, `verdicts` and `statuses`. A column is a rule's period or a request; a folded month has none.
 */
export async function showBoard(deps: Deps, caller: Account, filters: Filters & { year: number }, now: Instant) {
  refuseUnits(caller);
  const [obligations, registry] = await Promise.all([gatherOwed(deps, caller, filters, now), deps.units.list()]);
  const columns = Map.groupBy(
    // Numbered reports, which nobody expected, have no column that units share.
    obligations.filter(({ title, request }) => title === undefined || request !== undefined),
    ({ rule, period }) => `${rule}#${period}`,
  );
  const day = dayOfBoard(filters.year, now);
  const present = new Set(obligations.map(({ unit }) => unit));
  const units = registry
    .filter((unit) => present.has(unit.id) || validOn(unit, day))
    .filter(({ id }) => filters.unit === undefined || id === filters.unit)
    .map((unit) => {
      const { id, name, category, tags, validFrom, validTo } = unitOn(unit, day);
      return { id, name, category, tags, validFrom, ...(validTo === undefined ? {} : { validTo }) };
    });
  const placeOf = new Map(units.map(({ id }, place) => [id, place]));
  const statuses = [...new Set(obligations.map(({ status }) => status))].sort();
  return {
    at: now,
    year: filters.year,
    verdicts: [...verdicts],
    statuses,
    units,
    columns: [...columns.values()].map((members) => {
      const [first] = members;
      const { rule = '', period = '', title, request } = first ?? {};
      const dayOf = first ? ownLastDay(first) : '';
      return {
        ...{ rule, period, lastDay: dayOf, name: reportName({ period, title }) },
        ...(request === undefined ? {} : { request }),
        ...foldedInto(deps, rule, period),
        cells: members.flatMap((member) => {
          const place = placeOf.get(member.unit);
          const { verdict, daysLate } = judge(member, now);
          const cell = [verdicts.indexOf(verdict), daysLate ?? 0, statuses.indexOf(member.status)];
          return place === undefined ? [] : [[place, ...cell]];
        }),
      };
    }),
  };
}

/** The month that a longer report holds, to be shown in its place (R7). */
function foldedInto({ regimes }: Deps, rule: string, period: string): { folds?: string[] } {
  const regime = regimes.findLast(({ rules }) => rules.some(({ id }) => id === rule));
  const folds = regime?.rules.find(({ id }) => id === rule)?.folds;
  const months = (folds?.months ?? [])
    .map((month) => `${period.slice(0, 4)}-${String(month).padStart(2, '0')}`)
    .filter((month) => regime && hostOf(regime, folds?.rule ?? '', month)?.rule === rule);
  return months.length > 0 ? { folds: months } : {};
}
