import { addDays, type LocalDate } from './dates.ts';

/*
 * The Vietnamese lunar calendar, as far as two public holidays need it. A month begins on the day, in UTC+7, of the
 * new moon; the month with the winter solstice is the eleventh; in a year of thirteen months the first one without a
 * principal solar term repeats the number before it. Astronomy after Meeus, "Astronomical Algorithms" (new moon,
 * apparent longitude of the sun), with the shortened series that Hồ Ngọc Đức published for this calendar: good to
 * a few minutes. China counts in UTC+8, so its dates differ now and then (Tết 2007, 2030, 2053).
 */

// Julian day number 2440588 is 1970-01-01; days below are Julian day numbers in UTC+7.
const JULIAN_1970 = 2440588;
const ZONE_DAYS = 7 / 24;
const SYNODIC_MONTH = 29.530588861;
const MEAN_NEW_MOON_1900 = 2415020.75933;

const sin = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);

/** Julian date (UT) of the `k`-th new moon after 1900-01-01. */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean =
    MEAN_NEW_MOON_1900 +
    29.53058868 * k +
    0.0001178 * t ** 2 -
    0.000000155 * t ** 3 +
    0.00033 * sin(166.56 + 132.87 * t - 0.009173 * t ** 2);
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t ** 2 - 0.00000347 * t ** 3;
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t ** 2 + 0.00001236 * t ** 3;
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t ** 2 - 0.00000239 * t ** 3;
  const correction =
    (0.1734 - 0.000393 * t) * sin(sun) +
    0.0021 * sin(2 * sun) -
    0.4068 * sin(moon) +
    0.0161 * sin(2 * moon) -
    0.0004 * sin(3 * moon) +
    0.0104 * sin(2 * node) -
    0.0051 * sin(sun + moon) -
    0.0074 * sin(sun - moon) +
    0.0004 * sin(2 * node + sun) -
    0.0004 * sin(2 * node - sun) -
    0.0006 * sin(2 * node + moon) +
    0.001 * sin(2 * node - moon) +
    0.0005 * sin(2 * moon + sun);
  const deltaT = -0.000278 + 0.000265 * t + 0.000262 * t ** 2;
  return mean + correction - deltaT;
}

/** The day in UTC+7 on which the `k`-th new moon falls. */
const newMoonDay = (k: number): number => Math.floor(newMoon(k) + 0.5 + ZONE_DAYS);

/** Which of the twelve 30° sectors the sun stands in at local midnight of a day; 9 begins at the winter solstice. */
function solarSector(day: number): number {
  const t = (day - 0.5 - ZONE_DAYS - 2451545) / 36525;
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t ** 2 - 0.00000048 * t ** 3;
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t ** 2) * sin(anomaly) +
    (0.019993 - 0.000101 * t) * sin(2 * anomaly) +
    0.00029 * sin(3 * anomaly);
  const apparent =
    280.46645 + 36000.76983 * t + 0.0003032 * t ** 2 + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return Math.floor((((apparent % 360) + 360) % 360) / 30);
}

/** The new moon that begins the eleventh month, the one with the winter solstice, of a year. */
function eleventhMonth(year: number): number {
  const lastOfDecember = Math.floor(Date.UTC(year, 11, 31) / 86_400_000) + JULIAN_1970;
  const k = Math.floor((lastOfDecember - 2415021) / SYNODIC_MONTH);
  return solarSector(newMoonDay(k)) >= 9 ? k - 1 : k;
}

const hasNoPrincipalTerm = (k: number): boolean => solarSector(newMoonDay(k)) === solarSector(newMoonDay(k + 1));

/**
 * The day on which a day of the lunar calendar falls, in UTC+7: `lunarDay(2026, 3, 10)` is the Hùng Kings' day of
 * 2026. Months 1 to 10 only, never a leap month; `year` is the one in which the lunar year begins.
 */
export function lunarDay(year: number, month: number, day: number): LocalDate {
  const first = eleventhMonth(year - 1);
  const monthsUntilNext = eleventhMonth(year) - first;
  let offset = month + 1;
  if (monthsUntilNext === 13) {
    let leap = 1;
    while (leap < 13 && !hasNoPrincipalTerm(first + leap)) leap += 1;
    if (offset >= leap) offset += 1;
  }
  return addDays('1970-01-01', newMoonDay(first + offset) + day - 1 - JULIAN_1970);
}

/** The first day of Tết, the 1st of the 1st lunar month. */
export const tet = (year: number): LocalDate => lunarDay(year, 1, 1);

/** The Hùng Kings' commemoration day, the 10th of the 3rd lunar month. */
export const hungKingsDay = (year: number): LocalDate => lunarDay(year, 3, 10);
