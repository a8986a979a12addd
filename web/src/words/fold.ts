/** Text without diacritics and capitals, đ as d: what a search compares. "Tuần Giáo" and "tuan giao" fold to the same. */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd').replace(/\s+/g, ' ').trim();

/** Whether every word that was typed occurs in a text. */
export function matchesSearch(text: string, typed: string): boolean {
  const within = fold(text);
  return fold(typed)
    .split(' ')
    .every((word) => within.includes(word));
}
