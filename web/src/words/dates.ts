const DAY_MS = 24 * 60 * 60 * 1000;
/** Asia/Ho_Chi_Minh: UTC+7 all year, whatever zone the reader's computer believes in. */
const OFFSET_MS = 7 * 60 * 60 * 1000;

const weekdayNames = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const;

/** The local date, `YYYY-MM-DD`, of an instant. */
export const localDateOf = (instant: string): string =>
  new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(0, 10);

/** `2026-01-27` as people read it: `27/01/2026`. */
export const formatDate = (date: string): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

/** `thứ Hai` to `thứ Bảy`, `Chủ nhật`. */
export const weekdayName = (date: string): string => weekdayNames[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';

/** An instant as people in Điện Biên read it: `08:00, thứ Ba, 27/01/2026`. */
export function formatInstant(instant: string): string {
  const date = localDateOf(instant);
  const time = new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(11, 16);
  return `${time}, ${weekdayName(date)}, ${formatDate(date)}`;
}

/** Whole days from one local date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** The local date so many days after another; before it, when negative. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Reads a date as people write it, `27/01/2026` or `27/1/2026`; undefined when there is no such day. */
export function parseDate(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(date) ? date : undefined;
}
