import { attribute, scanXml, type XmlHandler } from '../../submissions/inspection/xml.ts';

interface Level {
  start: number;
  format: string;
  /** What stands before the text: `%1.%2.` is the number of the first level, then that of the second. */
  text: string;
  /** Headings that are numbered by their style. */
  style: string | undefined;
  isLegal: boolean;
}

interface List {
  definition: string;
  /** Where a list begins anew, by level. */
  starts: Map<number, number>;
  levels: Map<number, Level>;
}

const newLevel = (): Level => ({ start: 1, format: 'decimal', text: '', style: undefined, isLegal: false });

class NumberingReader implements XmlHandler {
  readonly definitions = new Map<string, Map<number, Level>>();
  readonly lists = new Map<string, List>();
  #levels: Map<number, Level> | undefined;
  #list: List | undefined;
  #level: Level | undefined;
  #overridden = 0;

  open(element: string, attributes: string): void {
    const value = attribute(attributes, 'val') ?? '';
    if (element === 'abstractNum') {
      this.#levels = new Map();
      this.definitions.set(attribute(attributes, 'abstractNumId') ?? '', this.#levels);
    } else if (element === 'num') {
      this.#list = { definition: '', starts: new Map(), levels: new Map() };
      this.#levels = this.#list.levels;
      this.lists.set(attribute(attributes, 'numId') ?? '', this.#list);
    } else if (element === 'abstractNumId' && this.#list) this.#list.definition = value;
    else if (element === 'lvlOverride') this.#overridden = Number(attribute(attributes, 'ilvl'));
    else if (element === 'startOverride') this.#list?.starts.set(this.#overridden, Number(value));
    else if (element === 'lvl') {
      this.#level = newLevel();
      this.#levels?.set(Number(attribute(attributes, 'ilvl')), this.#level);
    } else if (this.#level) this.#describe(this.#level, element, value);
  }

  close(element: string): void {
    if (element === 'lvl') this.#level = undefined;
    if (element === 'num') this.#list = undefined;
  }

  text(): void {}

  #describe(level: Level, element: string, value: string): void {
    if (element === 'start') level.start = Number(value);
    else if (element === 'numFmt') level.format = value;
    else if (element === 'lvlText') level.text = value;
    else if (element === 'pStyle') level.style = value;
    else if (element === 'isLgl') level.isLegal = true;
  }
}

const romans: readonly [number, string][] = [
  ...([
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
  ] as const),
  ...([
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as const),
].map(([value, sign]) => [value, sign]);

function roman(n: number): string {
  let left = n;
  return romans
    .map(([value, sign]) => {
      const times = Math.floor(left / value);
      left -= times * value;
      return sign.repeat(times);
    })
    .join('');
}

/** As Word counts by letters: after z come aa, bb, cc. */
const letters = (n: number): string =>
  String.fromCharCode('a'.charCodeAt(0) + ((n - 1) % 26)).repeat(Math.ceil(n / 26));

/** Word numbers no further. */
const MOST = 32_767;

/** A number in a format; undefined in one that is not known here. */
export function formatNumber(n: number, format: string): string | undefined {
  if (!Number.isInteger(n) || n < 0 || n > MOST) return undefined;
  switch (format) {
    case 'decimal':
      return String(n);
    case 'decimalZero':
      return String(n).padStart(2, '0');
    case 'upperRoman':
      return roman(n).toUpperCase();
    case 'lowerRoman':
      return roman(n);
    case 'upperLetter':
      return letters(n).toUpperCase();
    case 'lowerLetter':
      return letters(n);
    default:
      return undefined;
  }
}

/** A bullet's sign lies in a font of signs, where text means nothing; one that is punctuation is shown as it is. */
const bullet = (text: string): string => (/^[-–—+*•·]$/u.test(text) ? text : '•');

/** Counts the lists of a Word document, whose numbers stand nowhere in its text. */
export class Numbering {
  readonly #reader = new NumberingReader();
  readonly #counts = new Map<string, Map<number, number>>();
  readonly #begun = new Set<string>();

  constructor(part: Uint8Array | undefined) {
    if (part) scanXml(part, this.#reader);
  }

  /** What stands before the next paragraph of a list; nothing when it is no list, or counted in a way not known here. */
  next(listId: string, level: number): string {
    const list = this.#reader.lists.get(listId);
    const levels = list && this.#levelsOf(list);
    const own = levels?.get(level);
    if (!list || !levels || !own) return '';
    const counts = this.#countsOf(listId, list);
    counts.set(level, (counts.get(level) ?? own.start - 1) + 1);
    for (const deeper of [...counts.keys()]) if (deeper > level) counts.delete(deeper);
    if (own.format === 'none') return '';
    if (own.format === 'bullet') return bullet(own.text);
    return this.#label(own, levels, counts);
  }

  /** The level of a list that numbers the paragraphs of a style; the first when none says so. */
  levelOfStyle(listId: string, style: string): number {
    const list = this.#reader.lists.get(listId);
    const levels = list ? [...this.#levelsOf(list)] : [];
    return levels.find(([, level]) => level.style === style)?.[0] ?? 0;
  }

  #levelsOf({ definition, levels }: List): Map<number, Level> {
    return new Map([...(this.#reader.definitions.get(definition) ?? []), ...levels]);
  }

  // Lists of one definition go on with each other's numbers, unless one says where it begins.
  #countsOf(listId: string, { definition, starts }: List): Map<number, number> {
    const counts = this.#counts.get(definition) ?? new Map<number, number>();
    this.#counts.set(definition, counts);
    if (!this.#begun.has(listId)) for (const [level, start] of starts) counts.set(level, start - 1);
    this.#begun.add(listId);
    return counts;
  }

  #label(own: Level, levels: Map<number, Level>, counts: Map<number, number>): string {
    let isKnown = true;
    const label = own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const level = levels.get(Number(digit) - 1);
      const count = counts.get(Number(digit) - 1) ?? level?.start ?? 1;
      const shown = formatNumber(count, own.isLegal ? 'decimal' : (level?.format ?? 'decimal'));
      isKnown &&= shown !== undefined;
      return shown ?? '';
    });
    return isKnown ? label.trim() : '';
  }
}
