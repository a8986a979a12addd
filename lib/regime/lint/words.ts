import type { LocalDate } from '../../calendar/dates.ts';
import type { YearRange } from './finding.ts';
import type { Span } from './spans.ts';

const joined = new Intl.ListFormat('vi', { type: 'conjunction' });

/** "a, b và c". */
export const listWords = (words: readonly string[]): string => joined.format(words);

/** A day without its year, as official papers write it: "05/6", "25/12", "01/02". */
export function dayWords(date: LocalDate): string {
  const month = Number(date.slice(5, 7));
  return `${date.slice(8, 10)}/${month < 3 ? `0${month}` : month}`;
}

export const spanWords = ({ from, to }: Span): string =>
  from === to ? `ngày ${dayWords(from)}` : `từ ngày ${dayWords(from)} đến hết ngày ${dayWords(to)}`;

/** "năm 2026", "các năm 2021, 2023–2025". */
export function yearWords(years: Iterable<number>): string {
  const runs: [number, number][] = [];
  for (const year of [...new Set(years)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run[1] === year - 1) run[1] = year;
    else runs.push([year, year]);
  }
  const words = runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  return `${runs.length === 1 && runs[0]?.[0] === runs[0]?.[1] ? 'năm' : 'các năm'} ${words.join(', ')}`;
}

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** Something seen in a year; the words say what, without the year. */
export interface Sighting {
  words: string;
  year: number;
}

/** What was seen, each with its years; the years stand once when they are the same for all: "a; b (các năm 2025, 2026)". */
export function sightingWords(sightings: readonly Sighting[], { first, last }: YearRange): string {
  const yearsByWords = new Map<string, number[]>();
  for (const { words, year } of sightings) yearsByWords.set(words, [...(yearsByWords.get(words) ?? []), year]);
  const entries = [...yearsByWords].map(([words, years]) => {
    const distinct = new Set(years).size;
    return { words, years: distinct === last - first + 1 && distinct > 1 ? 'hằng năm' : yearWords(years) };
  });
  const [one] = entries;
  const isSameForAll = entries.every(({ years }) => years === one?.years);
  return one !== undefined && isSameForAll
    ? `${entries.map(({ words }) => words).join('; ')} (${one.years})`
    : entries.map(({ words, years }) => `${words} (${years})`).join('; ');
}
