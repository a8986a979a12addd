import { describe, expect, it } from 'vitest';
import { type CalendarYear, calendarDataSchema } from '../../../lib/calendar/schema.ts';

const sources = { notice: { issuer: 'Bộ Nội vụ', subject: 'Nghỉ lễ' } };
const source = 'notice';
const year2026: CalendarYear = {
  year: 2026,
  status: 'official',
  holidays: [{ date: '2026-04-26', name: 'Giỗ Tổ Hùng Vương', source }],
  inLieu: [{ date: '2026-04-27', of: '2026-04-26', source }],
  swaps: [{ off: '2026-01-02', worked: '2026-01-10', source }],
};
const faultOf = (changed: Partial<CalendarYear>, ...more: CalendarYear[]) =>
  calendarDataSchema.safeParse({ years: [{ ...year2026, ...changed }, ...more], sources }).error?.issues[0]?.message;

describe('calendar data', () => {
  it('is taken when all is well', () => {
    expect(faultOf({})).toBeUndefined();
  });

  it.each<[string, Partial<CalendarYear>, RegExp]>([
    ['a day that does not exist', { holidays: [{ date: '2026-02-30', name: 'Tết', source }] }, /date written/],
    ['a day of another year', { holidays: [{ date: '2025-04-26', name: 'Tết', source }], inLieu: [] }, /not in 2026/],
    ['a source that nobody knows', { swaps: [{ off: '2026-01-02', worked: '2026-01-10', source: 'x' }] }, /sources/],
    ['a make-up day in the week', { swaps: [{ off: '2026-01-02', worked: '2026-01-08', source }] }, /weekend/],
    ['a swapped day on a weekend', { swaps: [{ off: '2026-01-03', worked: '2026-01-10', source }] }, /weekday/],
    ['a day in lieu of nothing', { inLieu: [{ date: '2026-04-27', of: '2026-04-25', source }] }, /in lieu/],
    ['a day in lieu on a weekend', { inLieu: [{ date: '2026-05-02', of: '2026-04-26', source }] }, /in lieu/],
    ['a day in lieu before its holiday', { inLieu: [{ date: '2026-04-24', of: '2026-04-26', source }] }, /in lieu/],
    ['a day both off and worked', { swaps: [{ off: '2026-01-02', worked: '2026-04-26', source }] }, /twice/],
  ])('is refused with %s', (_, changed, message) => {
    expect(faultOf(changed)).toMatch(message);
  });

  it('is refused with a year entered twice', () => {
    expect(faultOf({}, year2026)).toMatch(/2026 is entered twice/);
  });
});
