import type { Deadline, ObligationItem } from '../../api/types.ts';
import { periodName } from '../../words/names.ts';

/** A unit's reports as its first screen shows them. */
export interface Sorted {
  /** Past the last day and not there, or not supplemented in time: the longest first. */
  overdue: ObligationItem[];
  /** Sent back and still in time. */
  returned: ObligationItem[];
  /** Due at once, with no day set: the longest waiting first. */
  atOnce: ObligationItem[];
  /** What is due next: the nearest day's, and all that is due within the next working week. */
  next: ObligationItem[];
  /** The latest that were received. */
  received: ObligationItem[];
}

const NEAR_WORKING_DAYS = 5;
const RECEIVED_SHOWN = 3;

/** The day on which an item stands in the calendar: its last one or, due at once, the one from which days are counted. */
const dayOf = ({ lastDay, since, from }: ObligationItem): string => lastDay ?? since ?? from;
const byDue = (a: ObligationItem, b: ObligationItem) => (dayOf(a) < dayOf(b) ? -1 : 1);

/** Sorts a unit's reports by what the unit has to do about them. */
export function sortOut(items: readonly ObligationItem[]): Sorted {
  const ordered = [...items].sort(byDue);
  const isReturned = ({ status }: ObligationItem) => status === 'returned';
  const notYetDue = ordered.filter(({ verdict, status }) => verdict === 'not-yet-due' && status === 'open');
  const upcoming = notYetDue.filter(({ lastDay }) => lastDay !== undefined);
  const nearest = upcoming[0]?.lastDay;
  return {
    overdue: ordered.filter(
      (item) => item.verdict === 'missing' || (isReturned(item) && item.workingDaysLeft === undefined),
    ),
    returned: ordered.filter((item) => isReturned(item) && item.workingDaysLeft !== undefined),
    atOnce: notYetDue.filter(({ lastDay }) => lastDay === undefined),
    next: upcoming.filter(
      ({ lastDay, workingDaysLeft = Number.POSITIVE_INFINITY }) =>
        lastDay === nearest || workingDaysLeft <= NEAR_WORKING_DAYS,
    ),
    received: ordered
      .filter((item) => item.receivedAt !== undefined && !isReturned(item))
      .sort((a, b) => ((a.receivedAt ?? '') < (b.receivedAt ?? '') ? 1 : -1))
      .slice(0, RECEIVED_SHOWN),
  };
}

/** A line of a month: a report due in it, opened or still to come, or a month's report that lies folded in another. */
export type Entry =
  | { kind: 'report'; item: ObligationItem }
  /** Not opened yet: nothing can be filed for it. */
  | { kind: 'coming'; deadline: Deadline }
  /** The report that holds it has an id once it is opened. */
  | { kind: 'folded'; period: string; within: Pick<Deadline, 'period'> & { id?: string } };

export interface Month {
  /** "tháng 3/2026" */
  name: string;
  id: string;
  entries: Entry[];
}

/** A unit's year: its reports, and the deadlines that the calendar of the regimes has in store for it. */
export interface YearsReports {
  items: readonly ObligationItem[];
  deadlines: readonly Deadline[];
}

/** The years that a unit's reports fall in, by their last days, opened or still to come. */
export const yearsOf = ({ items, deadlines }: YearsReports): string[] =>
  [...new Set([...items.map(dayOf), ...deadlines.map(({ lastDay }) => lastDay)].map((day) => day.slice(0, 4)))].sort();

/** The twelve months of a year with what is due in each; a folded month points to the report that holds it. */
export function monthsOf({ items, deadlines }: YearsReports, year: string): Month[] {
  const isOpened = ({ rule, period }: Deadline) => items.some((item) => item.rule === rule && item.period === period);
  const lines = [
    ...items.map((item) => ({ day: dayOf(item), within: item, entry: { kind: 'report' as const, item } })),
    ...deadlines
      .filter((deadline) => !isOpened(deadline))
      .map((deadline) => ({
        day: deadline.lastDay,
        within: deadline,
        entry: { kind: 'coming' as const, deadline },
      })),
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
  return Array.from({ length: 12 }, (_, i) => {
    const id = `${year}-${String(i + 1).padStart(2, '0')}`;
    const host = lines.find(({ within }) => within.holds?.includes(id))?.within;
    return {
      id,
      name: periodName(id),
      entries: [
        ...lines.filter(({ day }) => day.startsWith(id)).map(({ entry }) => entry),
        ...(host ? [{ kind: 'folded' as const, period: id, within: host }] : []),
      ],
    };
  });
}
