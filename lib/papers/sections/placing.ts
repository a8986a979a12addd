import type { RequiredContent } from '../../regime/required-contents.ts';
import type { Section } from '../../regime/schema.ts';
import type { ReadParagraph } from '../reading/paragraph.ts';
import { folded, type Heading, headingOf, numberOf, UNNUMBERED } from './headings.ts';

export interface Placed {
  paragraph: ReadParagraph;
  /** The section that it belongs to; undefined for what stands under none ("Chưa phân loại"). */
  section: string | undefined;
}
export interface Found {
  section: string;
  place: string;
}

/** Fields of a locality's work: they stand by themselves, or within an account of results, and nowhere else. */
const fields = new Set(['socio-economy', 'defence', 'security', 'party-building']);
const holdsFields = new Set<string | undefined>([undefined, 'assessment', 'results', 'performance', ...fields]);

/** Follows a report's headings from the first to the last. */
class Outline {
  readonly found: Found[] = [];
  /** The level at which the report's sections stand. */
  readonly #topLevel: number;
  #top: string | undefined;
  #fieldLevel = UNNUMBERED + 1;
  #current: string | undefined;

  constructor(topLevel: number) {
    this.#topLevel = topLevel;
  }

  /** The section of a paragraph that comes next, with what it is as a heading. */
  place(heading: Heading | undefined, place: string): string | undefined {
    if (heading) this.#enter(heading, place);
    return this.#current;
  }

  #enter({ level, sections, certain }: Heading, place: string): void {
    const main = mainOf(sections);
    const [first] = sections;
    if (first !== undefined && fields.has(first) && holdsFields.has(this.#top)) {
      this.#note(
        sections.filter((id) => fields.has(id)),
        place,
      );
      this.#fieldLevel = level;
      this.#current = first;
    } else if (main !== undefined && level <= this.#topLevel) {
      this.#note(sections, place);
      this.#fieldLevel = UNNUMBERED + 1;
      this.#top = main;
      this.#current = main;
    } else if (first === undefined && level < UNNUMBERED) this.#leave(level, certain);
  }

  /** Some other heading: it ends the field that it stands beside, and a section if it stands as high as one. */
  #leave(level: number, certain: boolean): void {
    if (level <= this.#topLevel && certain) {
      this.#top = undefined;
      this.#current = undefined;
    } else if (level <= this.#fieldLevel && this.#fieldLevel <= UNNUMBERED) {
      this.#fieldLevel = UNNUMBERED + 1;
      this.#current = this.#top;
    }
  }

  #note(sections: readonly string[], place: string): void {
    for (const section of sections)
      if (!this.found.some((other) => other.section === section)) this.found.push({ section, place });
  }
}

const mainOf = (sections: readonly string[]): string | undefined => sections.find((id) => !fields.has(id));

/** Whether a paragraph is a number and no more: "PHẦN THỨ NHẤT", with the heading itself on the next line. */
const isBareNumber = ({ text, note }: ReadParagraph): boolean => !note && text !== '' && numberOf(text) === text;

/** What each paragraph is as a heading. The title under "BÁO CÁO" is none, though it speaks of results. */
const headingsOf = (paragraphs: readonly ReadParagraph[], sections: readonly Section[]) =>
  paragraphs.map((paragraph, i) => {
    const before = paragraphs[i - 1];
    const after = paragraphs[i + 1];
    if (isBareNumber(paragraph) && after) return headingOf(joined(paragraph, after), sections);
    const heading = headingOf(before && isBareNumber(before) ? joined(before, paragraph) : paragraph, sections);
    const isTitle = heading?.level === UNNUMBERED && folded(before?.text ?? '') === 'bao cao';
    return isTitle ? undefined : heading;
  });

const joined = (number: ReadParagraph, words: ReadParagraph): ReadParagraph => ({
  ...words,
  text: `${number.text}: ${words.text}`,
});

/** The level of a report's sections: the highest numbered one that names any; of a report without numbers, none. */
function topLevelOf(headings: readonly (Heading | undefined)[]): number {
  const levels = headings.flatMap((heading) => (heading && mainOf(heading.sections) ? [heading.level] : []));
  return Math.min(UNNUMBERED, ...levels);
}

/** Gives each paragraph its section. Nothing is dropped: what no heading claims has none. */
export function placeParagraphs(
  paragraphs: readonly ReadParagraph[],
  sections: readonly Section[],
): { placed: Placed[]; found: Found[] } {
  const headings = headingsOf(paragraphs, sections);
  const outline = new Outline(topLevelOf(headings));
  const placed = paragraphs.map((paragraph, i) => ({
    paragraph,
    section: outline.place(headings[i], paragraph.place),
  }));
  return { placed, found: outline.found };
}

export interface ContentsCheck {
  found: { section: string; title: string; place: string }[];
  /** Required, and under no heading of its own. */
  absent: { section: string; title: string }[];
}

/** Which of the parts that a unit is asked for stand in its report, and where: advice, never a refusal. */
export function checkContents(found: readonly Found[], asked: readonly RequiredContent[]): ContentsCheck {
  const placeOf = new Map(found.map(({ section, place }) => [section, place]));
  return {
    found: asked.flatMap(({ id, title }) => {
      const place = placeOf.get(id);
      return place === undefined ? [] : [{ section: id, title, place }];
    }),
    absent: asked
      .filter(({ id, optional }) => !optional && !placeOf.has(id))
      .map(({ id, title }) => ({ section: id, title })),
  };
}
