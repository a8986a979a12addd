import { type Instant, type LocalDate, localDateOf, localTimeOf, weekday } from './dates.ts';

const weekdayNames = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const;

/** `thứ Hai` to `thứ Bảy`, `Chủ nhật`. */
export const weekdayName = (date: LocalDate): string => weekdayNames[weekday(date) - 1] ?? '';

/** `2026-01-27` as people read it: `27/01/2026`. */
export const formatDate = (date: LocalDate): string => `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

/** `thứ Ba, ngày 27/01/2026`. */
export const formatDay = (date: LocalDate): string => `${weekdayName(date)}, ngày ${formatDate(date)}`;

/** An instant as people in Điện Biên read it: `08:00, thứ Ba, 27/01/2026`. */
export function formatInstant(instant: Instant): string {
  const date = localDateOf(instant);
  return `${localTimeOf(instant)}, ${weekdayName(date)}, ${formatDate(date)}`;
}
