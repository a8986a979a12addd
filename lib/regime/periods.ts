import { addDays, isoWeek, type LocalDate, weekday } from '../calendar/dates.ts';

/** The parts of a year that have reports of their own: quarters, halves, nine months. */
export const parts = ['Q1', 'Q2', 'Q3', 'Q4', 'H1', 'H2', '9M'] as const;
export type Part = (typeof parts)[number];

/** What a report is about (kỳ báo cáo). A week's year is the ISO week-based one. */
export type Period =
  | { kind: 'week'; year: number; week: number }
  | { kind: 'month'; year: number; month: number }
  | { kind: 'part'; year: number; part: Part }
  | { kind: 'year'; year: number };

/** The years that a period id may name. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2100;

const pattern = /^(?<year>\d{4})(?:-(?:W(?<week>\d\d)|(?<month>\d\d)|(?<part>[QH]\d|9M)))?$/;

export const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** How many ISO weeks a week-based year has: 28 December always lies in its last one. */
export const weeksInYear = (year: number): number => isoWeek(`${year}-12-28`).week;

/** The Monday of an ISO week: 4 January always lies in the first one. */
export function mondayOf(year: number, week: number): LocalDate {
  const fourth = `${year}-01-04`;
  return addDays(fourth, 1 - weekday(fourth) + 7 * (week - 1));
}

/** `2026-W47`, `2026-01`, `2026-Q1`, `2026`. */
export function formatPeriod(period: Period): string {
  switch (period.kind) {
    case 'week':
      return `${period.year}-W${twoDigits(period.week)}`;
    case 'month':
      return `${period.year}-${twoDigits(period.month)}`;
    case 'part':
      return `${period.year}-${period.part}`;
    case 'year':
      return String(period.year);
  }
}

/** Reads a period's id; undefined when no such period exists (`2026-13`, week 53 of a year of 52, `2026-1`). */
export function parsePeriod(id: string): Period | undefined {
  const groups = pattern.exec(id)?.groups;
  const year = Number(groups?.year);
  if (groups === undefined || year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  if (groups.week !== undefined) {
    const week = Number(groups.week);
    return week >= 1 && week <= weeksInYear(year) ? { kind: 'week', year, week } : undefined;
  }
  if (groups.month !== undefined) {
    const month = Number(groups.month);
    return month >= 1 && month <= 12 ? { kind: 'month', year, month } : undefined;
  }
  if (groups.part !== undefined) {
    const part = parts.find((known) => known === groups.part);
    return part && { kind: 'part', year, part };
  }
  return { kind: 'year', year };
}
