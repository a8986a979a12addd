import { attribute, scanXml, type XmlHandler } from '../../submissions/inspection/xml.ts';

/** The list that a paragraph belongs to; the level of one that a style names may stand in the list itself. */
export interface ListPlace {
  list: string;
  level: number | undefined;
}

/** What a style makes of a paragraph. */
export interface ParagraphStyle {
  isHeading: boolean;
  isStrong: boolean;
  place: ListPlace | undefined;
}

interface StyleItem {
  name: string;
  basedOn: string | undefined;
  outlined: boolean | undefined;
  strong: boolean | undefined;
  list: string | undefined;
  level: number | undefined;
}

/** Word names its own headings in English, whatever its language; the identifier is `Heading1` here and `u1` there. */
const headingName = /^(?:heading \d|title)$/i;
/** Where a document defines no styles, the identifier is all there is. */
const headingId = /heading|tieude|^title$|^[1-4]$/i;
/** Body text has the outline level 9. */
const BODY_LEVEL = 9;

/** Whether a property that a style or a run names is switched on. */
export const isOn = (attributes: string): boolean => !/^(?:0|false|off)$/.test(attribute(attributes, 'val') ?? '1');

class StylesReader implements XmlHandler {
  readonly styles = new Map<string, StyleItem>();
  #open: StyleItem | undefined;

  open(element: string, attributes: string): void {
    const value = attribute(attributes, 'val');
    if (element === 'style') {
      this.#open = {
        ...{ name: '', basedOn: undefined, outlined: undefined, strong: undefined, list: undefined, level: undefined },
      };
      this.styles.set(attribute(attributes, 'styleId') ?? '', this.#open);
    } else if (!this.#open) return;
    else if (element === 'name') this.#open.name = value ?? '';
    else if (element === 'basedOn') this.#open.basedOn = value;
    else if (element === 'outlineLvl') this.#open.outlined = Number(value) < BODY_LEVEL;
    else if (element === 'b' || element === 'caps') this.#open.strong = isOn(attributes) || this.#open.strong;
    else if (element === 'numId') this.#open.list = value;
    else if (element === 'ilvl') this.#open.level = Number(value);
  }

  close(element: string): void {
    if (element === 'style') this.#open = undefined;
  }

  text(): void {}
}

/** The styles of a Word document: what it says of each, and of those that it is based on. */
export class Styles {
  readonly #items: ReadonlyMap<string, StyleItem>;

  constructor(part: Uint8Array | undefined) {
    const reader = new StylesReader();
    if (part) scanXml(part, reader);
    this.#items = reader.styles;
  }

  of(id: string): ParagraphStyle {
    const line = this.#lineOf(id);
    const list = line.find((item) => item.list !== undefined)?.list;
    const isHeading = line.some(({ name }) => headingName.test(name)) || line.find(hasOutline)?.outlined === true;
    return {
      isHeading: isHeading || (line.length === 0 && headingId.test(id)),
      isStrong: line.find(({ strong }) => strong !== undefined)?.strong === true,
      place: list === undefined ? undefined : { list, level: line.find(({ level }) => level !== undefined)?.level },
    };
  }

  /** A style and those that it is based on, itself first; a circle is followed once. */
  #lineOf(id: string): StyleItem[] {
    const line = new Set<StyleItem>();
    for (let item = this.#items.get(id); item && !line.has(item); item = this.#items.get(item.basedOn ?? ''))
      line.add(item);
    return [...line];
  }
}

const hasOutline = ({ outlined }: StyleItem): boolean => outlined !== undefined;
