import { addDays, type LocalDate, weekday } from './dates.ts';
import { hungKingsDay, tet } from './lunar.ts';
import type { CalendarYear } from './schema.ts';
import { CULTURE_DAY_RESOLUTION, LABOUR_CODE } from './sources.ts';

// Resolution 28/2026/QH16 took effect on 1 July 2026.
const CULTURE_DAY_SINCE = 2026;

const isWeekend = (date: LocalDate): boolean => weekday(date) > 5;

/**
 * The five days of Tết are the Prime Minister's to choose (art. 112.3). Until he has, as every notice from 2021 to
 * 2027 chose: two days before and three from the first, but one and four when the first is a Tuesday.
 */
function tetDays(year: number): LocalDate[] {
  const first = tet(year);
  const from = weekday(first) === 2 ? -1 : -2;
  return [0, 1, 2, 3, 4].map((i) => addDays(first, from + i));
}

/** 2 September and the neighbour that lengthens the weekend, as every notice from 2021 to 2027 chose (art. 112.3). */
function nationalDays(year: number): LocalDate[] {
  const day = `${year}-09-02`;
  return [1, 4, 7].includes(weekday(day)) ? [day, addDays(day, 1)] : [addDays(day, -1), day];
}

/** The next weekday that is not off already (art. 111.3). */
function nextFreeDay(date: LocalDate, off: ReadonlySet<LocalDate>): LocalDate {
  let day = addDays(date, 1);
  while (isWeekend(day) || off.has(day)) day = addDays(day, 1);
  return day;
}

/**
 * A year's days off as the law alone gives them, computed: Labour Code 2019 art. 112.1, with a day in lieu for each
 * one on a weekend (art. 111.3), and since 2026 Vietnamese Culture Day, which has none. Never any swapped days.
 */
export function statutoryYear(year: number): CalendarYear {
  const named: [string, LocalDate[]][] = [
    ['Tết Dương lịch', [`${year}-01-01`]],
    ['Tết Âm lịch', tetDays(year)],
    ['Giỗ Tổ Hùng Vương', [hungKingsDay(year)]],
    ['Ngày Chiến thắng', [`${year}-04-30`]],
    ['Ngày Quốc tế lao động', [`${year}-05-01`]],
    ['Quốc khánh', nationalDays(year)],
  ];
  const byLabourCode = named.flatMap(([name, dates]) => dates.map((date) => ({ date, name, source: LABOUR_CODE })));
  // The Hùng Kings' day can fall on another holiday; one day is then off for both.
  const holidays = [...new Map(byLabourCode.map((holiday) => [holiday.date, holiday])).values()];
  const off = new Set(holidays.map(({ date }) => date));
  const inLieu: CalendarYear['inLieu'] = [];
  for (const { date: of, source } of holidays) {
    if (!isWeekend(of)) continue;
    const date = nextFreeDay(of, off);
    off.add(date);
    inLieu.push({ date, of, source });
  }
  if (year >= CULTURE_DAY_SINCE)
    holidays.push({ date: `${year}-11-24`, name: 'Ngày Văn hóa Việt Nam', source: CULTURE_DAY_RESOLUTION });
  return { year, status: 'provisional', holidays, inLieu, swaps: [] };
}
