import { describe, expect, it } from 'vitest';
import { formatDate, formatInstant, weekdayName } from '../../../lib/calendar/vietnamese.ts';

describe('how people read dates', () => {
  it('a date is written day, month, year', () => {
    expect(formatDate('2026-01-27')).toBe('27/01/2026');
  });

  it.each([
    ['2026-11-23', 'thứ Hai'],
    ['2026-11-24', 'thứ Ba'],
    ['2026-11-25', 'thứ Tư'],
    ['2026-11-26', 'thứ Năm'],
    ['2026-11-27', 'thứ Sáu'],
    ['2026-11-28', 'thứ Bảy'],
    ['2026-11-29', 'Chủ nhật'],
  ])('%s is a %s', (date, name) => {
    expect(weekdayName(date)).toBe(name.normalize('NFC'));
  });

  it.each([
    ['2026-01-27T01:00:00Z', '08:00, thứ Ba, 27/01/2026'],
    ['2026-10-27T16:59:59Z', '23:59, thứ Ba, 27/10/2026'],
    ['2026-10-27T17:00:00Z', '00:00, thứ Tư, 28/10/2026'],
  ])('%s is read as %s', (instant, text) => {
    expect(formatInstant(instant)).toBe(text);
  });
});
