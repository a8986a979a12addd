import type { Section } from '../../regime/schema.ts';
import type { ReadParagraph } from '../reading/paragraph.ts';

/** Words without case, accents and punctuation, one blank between them: `hạn chế, tồn tại` is `han che ton tai`. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** How units word their headings, by section; each section's own title counts as well. */
const wordings: Readonly<Record<string, readonly string[]>> = {
  prominent: ['van de noi len', 'van de noi bat', 'tinh hinh noi bat', 'noi dung noi bat'],
  emerging: [
    ...['van de noi len', 'van de noi bat', 'tinh hinh noi len', 'tinh hinh noi bat', 'van de can quan tam'],
    ...['van de phat sinh', 'noi dung noi bat'],
  ],
  performance: [
    ...['thuc hien chuc nang', 'thuc hien nhiem vu', 'ket qua cong tac', 'thuc hien cac nhiem vu'],
    ...['ket qua thuc hien', 'thuc hien nhiem vu chinh tri'],
  ],
  leadership: ['hoat dong lanh dao', 'lanh dao chi dao', 'cong tac lanh dao', 'cong tac chi dao'],
  priorities: [
    ...['nhiem vu trong tam', 'phuong huong nhiem vu', 'chuong trinh cong tac', 'nhiem vu thang', 'ke hoach cong tac'],
    ...['nhiem vu chu yeu', 'trong tam cong tac'],
  ],
  proposals: ['kien nghi', 'de xuat'],
  assessment: ['danh gia tong quat', 'danh gia chung', 'tinh hinh chung', 'khai quat', 'dac diem tinh hinh'],
  results: ['ket qua dat duoc', 'nhung ket qua', 'ket qua thuc hien', 'ket qua chu yeu', 'uu diem', 'ket qua lanh dao'],
  limitations: ['han che', 'ton tai', 'yeu kem', 'khuyet diem', 'kho khan vuong mac'],
  tasks: [
    ...['nhiem vu giai phap', 'phuong huong nhiem vu', 'nhiem vu trong tam', 'nhiem vu thoi gian toi'],
    ...['muc tieu nhiem vu', 'nhiem vu va giai phap', 'nhiem vu chu yeu'],
  ],
  'socio-economy': ['kinh te xa hoi', 'phat trien kinh te', 'linh vuc kinh te'],
  defence: ['quoc phong'],
  security: ['an ninh'],
  'party-building': ['xay dung dang', 'he thong chinh tri'],
};

/** The levels of headings, the highest first: parts and Roman numbers, Arabic ones by depth, letters, none at all. */
export const UNNUMBERED = 9;
const LETTER = 6;
const depthOf = (found: string): number => 1 + (found.match(/\d+/g)?.length ?? 1);
/** A number is one by what follows it: "12 đồng chí" and "27/10" are none. Only "2.1 Kinh tế" goes without. */
const numberings: { pattern: RegExp; level: (found: string) => number }[] = [
  {
    pattern: /^(?:PHẦN|Phần)\s+(?:(?:thứ|THỨ)\s+\p{L}+|[IVX]+|\d+)(?:\s*[:.\-–]\s*|\s*\n|\s+(?=\p{Lu}{2})|\s*$)/u,
    level: () => 1,
  },
  { pattern: /^[IVX]{1,5}\s*[.\-–)/:]\s*/, level: () => 1 },
  { pattern: /^\d{1,2}(?:\.\d{1,2})*\s*[.)\-–:/]\s*(?=[^\d\s])/u, level: depthOf },
  { pattern: /^\d{1,2}(?:\.\d{1,2})+\s+(?=\p{Lu})/u, level: depthOf },
  { pattern: /^[a-zđA-ZĐ]\s*[.)]\s+/, level: () => LETTER },
];

/** The number that a paragraph begins with, as a heading is numbered; nothing when there is none. */
export const numberOf = (text: string): string =>
  numberings.map(({ pattern }) => pattern.exec(text)?.[0]).find((found) => found !== undefined) ?? '';

export interface Heading {
  level: number;
  /** The sections that it names, the one it names first standing first; none when it is some other heading. */
  sections: string[];
  /** Whether it cannot be anything else: numbered at the top, in capitals, or set apart. */
  certain: boolean;
}

/** The most words of a heading; of one that ends as sentences do; of a line that nothing else sets apart. */
const MOST_WORDS = 32;
const MOST_OF_SENTENCE = 10;
const MOST_OF_LINE = 8;
/** How many words may stand before a section's wording, and how many after it. */
const BEFORE = 5;
const AFTER = 22;

/** Where a section's wording stands in a heading: at which word, and how long it is; undefined when it does not. */
function placeOf(section: Section, heading: string): { at: number; length: number } | undefined {
  // Who asks for a part may have numbered it.
  const title = folded(section.title.slice(numberOf(section.title).length));
  const own = [title, title.split(' ').slice(0, 4).join(' ')];
  const found = [...own, ...(wordings[section.id] ?? [])].flatMap((wording) => {
    const index = ` ${heading} `.indexOf(` ${wording} `);
    if (index < 0 || wording === '') return [];
    const at = index === 0 ? 0 : heading.slice(0, index).trim().split(' ').filter(Boolean).length;
    const length = wording.split(' ').length;
    const after = heading.split(' ').length - at - length;
    return at <= BEFORE && after <= AFTER ? [{ at, length }] : [];
  });
  return found.sort((a, b) => a.at - b.at || b.length - a.length)[0];
}

/** The sections that a heading names, the one it names first standing first. */
function sectionsNamed(heading: string, sections: readonly Section[]): { id: string; at: number; length: number }[] {
  const named = sections.flatMap((section) => {
    const place = placeOf(section, heading);
    return place ? [{ id: section.id, ...place }] : [];
  });
  return named.sort((a, b) => a.at - b.at || b.length - a.length);
}

/** Whether words go on as sentences do: with an end within them, or at their own end. */
const readsAsSentence = (words: string): boolean => /[.;!?]\s|[.;,!?…]$/u.test(words);

/**
 * What a paragraph is as a heading; undefined when it is none. Tolerant of numbering, case, accents and wording: headings
 * are short, and numbered, in capitals, set apart, or a line of few words that begins with a section's own.
 */
export function headingOf(
  { text, emphasised, note }: ReadParagraph,
  sections: readonly Section[],
): Heading | undefined {
  if (note || text.includes(' | ')) return undefined;
  const number = numberOf(text);
  const level = numberings.find(({ pattern }) => pattern.test(text))?.level(number) ?? UNNUMBERED;
  const words = text.slice(number.length).trim();
  const heading = folded(words);
  const count = heading.split(' ').length;
  const capitals = words === words.toLocaleUpperCase('vi') && /\p{L}{3}/u.test(words);
  if (heading === '' || count > MOST_WORDS) return undefined;
  const isSetApart = level === 1 || emphasised;
  const mostOfSentence = isSetApart && level !== UNNUMBERED ? MOST_OF_SENTENCE : 0;
  if (!capitals && readsAsSentence(words) && count > mostOfSentence) return undefined;
  const named = sectionsNamed(heading, sections);
  if (!capitals && !isSetApart && level === UNNUMBERED) {
    const [first] = named;
    if (count > MOST_OF_LINE || first?.at !== 0 || 2 * first.length < count) return undefined;
  }
  return { level, sections: named.map(({ id }) => id), certain: isSetApart || capitals };
}
