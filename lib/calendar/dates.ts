import { DateTime } from 'luxon';

/** A day on the wall calendar of Điện Biên, `YYYY-MM-DD`. Plain strings compare in order of time. */
export type LocalDate = string;

/** A moment in UTC with whole seconds, `2026-10-27T17:00:00Z`. Plain strings compare in order of time. */
export type Instant = string;

/** ISO day of the week: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

// The zone has been UTC+7 without daylight saving since 1975, so reading an instant is plain arithmetic (the hot
// path); tests hold it against luxon. Writing one, from which deadlines come, goes through luxon.
const OFFSET_MS = 7 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;
const SECOND_MS = 1000;
const YEAR_0_MS = Date.parse('0000-01-01T00:00:00Z');
const YEAR_10000_MS = Date.parse('9999-12-31T23:59:59Z') + SECOND_MS;

const localDatePattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
// A time without its offset would be read in the host's own zone, so it is not accepted.
const isoPattern = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Midnight UTC of the day's date, in milliseconds; only differences and days of the week are taken from it. */
const utcOf = (date: LocalDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)));

// Writing a date costs more than all else here, and a run speaks of few days, over and over.
const dateNames = new Map<number, LocalDate>();
const REMEMBERED_MAX = 20_000;

/** The date on which a moment falls, `utc` being milliseconds of a wall clock taken for UTC. */
function dateAt(utc: number): LocalDate {
  const day = Math.floor(utc / DAY_MS);
  const known = dateNames.get(day);
  if (known !== undefined) return known;
  const date = new Date(utc).toISOString().slice(0, 10);
  if (dateNames.size >= REMEMBERED_MAX) dateNames.clear();
  dateNames.set(day, date);
  return date;
}

const instantAt = (ms: number): Instant => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** Milliseconds of an instant. Throws a RangeError on anything that is not a moment. */
function msOf(instant: Instant): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${JSON.stringify(instant)}`);
  return ms;
}

/** Whether a text is a day that exists, written `YYYY-MM-DD`: neither 2024-13-45 nor 2023-02-29 is one. */
export function isLocalDate(text: string): text is LocalDate {
  if (!localDatePattern.test(text)) return false;
  const utc = utcOf(text);
  return !Number.isNaN(utc) && dateAt(utc) === text;
}

/** Reads a day written `YYYY-MM-DD`. Throws a RangeError when there is no such day. */
export function parseLocalDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a date written YYYY-MM-DD: ${JSON.stringify(text)}`);
  return text;
}

/** The day `days` after a day (before it, when negative). Throws a RangeError when `days` is not a whole number. */
export function addDays(date: LocalDate, days: number): LocalDate {
  if (!Number.isInteger(days)) throw new RangeError(`not a whole number of days: ${days}`);
  return dateAt(utcOf(date) + days * DAY_MS);
}

/** Whole days from `a` to `b`: positive when `b` is later, 0 on the same day. */
export const daysBetween = (a: LocalDate, b: LocalDate): number => (utcOf(b) - utcOf(a)) / DAY_MS;

export const weekday = (date: LocalDate): Weekday => (new Date(utcOf(date)).getUTCDay() || 7) as Weekday;

/** The ISO week that holds a day, with its week-based year: 2027-01-01 lies in week 53 of 2026. */
export function isoWeek(date: LocalDate): { year: number; week: number } {
  const thursday = addDays(date, 4 - weekday(date));
  const year = Number(thursday.slice(0, 4));
  return { year, week: 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) };
}

/** The last day of the month that holds a day. */
export const endOfMonth = (date: LocalDate): LocalDate =>
  dateAt(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)), 0));

const instants = new Map<string, Instant>();

/**
 * The instant of a local time `HH:MM` on a day in Asia/Ho_Chi_Minh. Throws a RangeError when either does not exist.
 * Remembered per date and time: a plan asks for the same few over and over.
 */
export function atTime(date: LocalDate, time: string): Instant {
  const key = `${date}T${time}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  parseLocalDate(date);
  if (!timePattern.test(time)) throw new RangeError(`not a time written HH:MM: ${JSON.stringify(time)}`);
  const instant = instantAt(DateTime.fromISO(key, { zone: TIME_ZONE }).toMillis());
  if (instants.size >= REMEMBERED_MAX) instants.clear();
  instants.set(key, instant);
  return instant;
}

/** The first instant of a day in Asia/Ho_Chi_Minh: 17:00Z of the day before. */
export const startOfDay = (date: LocalDate): Instant => atTime(date, '00:00');

/** The day in Asia/Ho_Chi_Minh at an instant. Throws a RangeError on anything that is not an instant. */
export const localDateOf = (instant: Instant): LocalDate => dateAt(msOf(instant) + OFFSET_MS);

/** The time `HH:MM` in Asia/Ho_Chi_Minh at an instant. Throws a RangeError on anything that is not an instant. */
export const localTimeOf = (instant: Instant): string =>
  new Date(msOf(instant) + OFFSET_MS).toISOString().slice(11, 16);

/** The instant `seconds` after another (before it, when negative); whole seconds. */
export const addSeconds = (instant: Instant, seconds: number): Instant =>
  instantAt(Math.floor((msOf(instant) + seconds * SECOND_MS) / SECOND_MS) * SECOND_MS);

/**
 * The instant of a Date, of milliseconds since 1970, or of an ISO text with its offset, floored to whole seconds.
 * Throws a RangeError on rubbish, on a day that does not exist, and on a text without offset.
 */
export function toInstant(moment: Date | string | number): Instant {
  const rubbish = () => new RangeError(`not an instant: ${String(moment)}`);
  // Date.parse takes 30 February for 2 March.
  if (typeof moment === 'string' && !isLocalDate(isoPattern.exec(moment)?.[1] ?? '')) throw rubbish();
  const ms = typeof moment === 'string' ? Date.parse(moment) : Number(moment);
  if (!(ms >= YEAR_0_MS && ms < YEAR_10000_MS)) throw rubbish();
  return instantAt(Math.floor(ms / SECOND_MS) * SECOND_MS);
}
