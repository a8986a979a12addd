import {
  addDays,
  addSeconds,
  daysBetween,
  type Instant,
  type LocalDate,
  localDateOf,
  startOfDay,
} from '../calendar/dates.ts';
import type { EventData } from './events.ts';
import { canonicalJson } from './history.ts';
import type { ObligationKey, Occasional } from './obligation.ts';

/** A report that a unit owes, or sends, because something happened; none of them was expected before (R14, R17, R18). */
export type Occurrence =
  | { rule: 'thematic'; kind: string; subject: string; endedOn: LocalDate; official?: string | undefined }
  | { rule: 'ad-hoc'; log: NonNullable<Occasional['log']> }
  | { rule: 'central-copy'; agency: string; sentOn: LocalDate; subject: string };

const titles = {
  thematic: (of: string) => `Báo cáo chuyên đề số ${of} do đơn vị chủ động gửi`,
  'ad-hoc': (of: string) => `Báo cáo đột xuất số ${of}`,
  'central-copy': (of: string) => `Bản sao báo cáo gửi cơ quan Trung ương số ${of}`,
} as const;

const prefixOf = (rule: Occurrence['rule']): string => (rule === 'thematic' ? 'own-' : '');
const dayOf = (occurrence: Occurrence): LocalDate => {
  switch (occurrence.rule) {
    case 'thematic':
      return occurrence.endedOn;
    case 'ad-hoc':
      return localDateOf(occurrence.log.reportedAt);
    case 'central-copy':
      return occurrence.sentOn;
  }
};

/** Reports of this kind that no request asks for, of all units and one year, lie together under this name. */
export const yearGroup = (rule: Occurrence['rule'], year: number | string): string => `${prefixOf(rule)}${year}`;

const numbered = /^((?:own-)?\d{4})-\d{3,4}$/;

/** The name under which a period's obligations of all units lie together: its own, or its year's for numbered ones. */
export const groupPeriodOf = (period: string): string => numbered.exec(period)?.[1] ?? period;

/** The period of the n-th such report of a unit in the year of the occurrence: `2026-003`, `own-2026-003`. */
export const occasionPeriod = (occurrence: Occurrence, number: number): string =>
  `${yearGroup(occurrence.rule, dayOf(occurrence).slice(0, 4))}-${String(number).padStart(3, '0')}`;

/** The number that the next one takes, after those that the unit has of that year. */
export function nextNumber(occurrence: Occurrence, periods: readonly string[]): number {
  const group = groupPeriodOf(occasionPeriod(occurrence, 1));
  const taken = periods.filter((period) => groupPeriodOf(period) === group && period !== group);
  return 1 + Math.max(0, ...taken.map((period) => Number(period.slice(group.length + 1))));
}

/**
 * What such a report is opened with. A copy is due on the day on which the report went to the central agency (R17); the
 * others are due at once, and days are counted from the end of the work or from the first word of the event.
 */
export function occurrenceFacts(
  occurrence: Occurrence,
  key: Pick<ObligationKey, 'period'>,
  regimeVersion: string,
): EventData<'opened'> {
  const day = dayOf(occurrence);
  const [, number = ''] = /-(\d{3,4})$/.exec(key.period) ?? [];
  const title = titles[occurrence.rule](`${number}/${day.slice(0, 4)}`);
  const common = { from: day, to: day, regimeVersion, title };
  switch (occurrence.rule) {
    case 'thematic': {
      const { kind, subject, official } = occurrence;
      const about = official === undefined ? {} : { official, restricted: true as const };
      return { ...common, since: day, kind, subject, ...about };
    }
    case 'ad-hoc':
      return { ...common, since: day, log: occurrence.log };
    case 'central-copy': {
      const { agency, subject } = occurrence;
      return { ...common, lastDay: day, dueBefore: startOfDay(addDays(day, 1)), agency, subject };
    }
  }
}

/** How long after the day an occurrence may still be put on record. */
export const MOST_DAYS_AGO = 366;

/** Whether an occurrence lies in the future or too far back to be put on record, by the server's clock. */
export function isOutOfTime(occurrence: Occurrence, now: Instant): boolean {
  const ago = daysBetween(dayOf(occurrence), localDateOf(now));
  return ago < 0 || ago > MOST_DAYS_AGO || (occurrence.rule === 'ad-hoc' && occurrence.log.reportedAt > now);
}

/** What two reports of the same occurrence share. */
type Content = { [Name in 'since' | 'lastDay' | 'kind' | 'subject' | 'official' | 'agency']?: string | undefined } & {
  log?: Occasional['log'];
};
type Known = Content & { openedAt: Instant };

/** How long the same report again counts as the same, in seconds: a double click, a call repeated after a lost answer. */
const SAME_FOR_SECONDS = 24 * 60 * 60;

/** The report that was opened for this very occurrence a while ago, so that a repetition opens no second one. */
export function sameOccurrence<Found extends Known>(
  occurrence: Occurrence,
  known: readonly Found[],
  now: Instant,
): Found | undefined {
  const contentOf = ({ since, lastDay, kind, subject, official, agency, log }: Content) =>
    canonicalJson({ since, lastDay, kind, subject, official, agency, log });
  const wanted = contentOf(occurrenceFacts(occurrence, { period: '' }, ''));
  return known.find((one) => one.openedAt > addSeconds(now, -SAME_FOR_SECONDS) && contentOf(one) === wanted);
}
