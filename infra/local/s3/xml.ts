import { S3Error } from './errors.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

export type XmlChild = Xml | undefined;
export interface Xml {
  name: string;
  content: string | number | boolean | readonly XmlChild[];
}

export const xml = (name: string, content: Xml['content']): Xml => ({ name, content });

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// Control characters become references: S3 answers a hostile key so, and a bare one would break the document.
const escapeText = (text: string) =>
  text.replace(/[&<>"]|\p{Cc}/gu, (c) => ESCAPES[c] ?? `&#x${c.charCodeAt(0).toString(16)};`);

function write({ name, content }: Xml, attributes = ''): string {
  const inner = Array.isArray(content)
    ? content.map((child: XmlChild) => (child ? write(child) : '')).join('')
    : escapeText(String(content));
  return `<${name}${attributes}>${inner}</${name}>`;
}

/** A whole document; errors carry no namespace in S3, results do. */
export const xmlDocument = (root: Xml, { namespace = true } = {}) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, namespace ? ` xmlns="${NAMESPACE}"` : '')}`;

export const malformedXml = () =>
  new S3Error(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema.',
  );

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescapeText = (text: string) =>
  text.replace(/&([^;]*);?/g, (_, name: string) => {
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
    const codePoint = hex ? Number.parseInt(hex, 16) : Number(decimal);
    const plain = codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : ENTITIES[name];
    if (plain === undefined) throw malformedXml();
    return plain;
  });

export interface XmlElement {
  name: string;
  text: string;
  children: XmlElement[];
}

/** Reads a small request document: elements and text only; a doctype, comment or second root is malformed. */
export function parseXml(source: string): XmlElement {
  const body = source.replace(/^\uFEFF?\s*(?:<\?xml[^?]*\?>)?\s*/, '').trimEnd();
  const root: XmlElement = { name: '', text: '', children: [] };
  const open = [root];
  let end = 0;
  for (const token of body.matchAll(/<(\/?)([A-Za-z][\w.-]*)(?:\s+xmlns="[^"]*")?\s*(\/?)>|([^<]+)/g)) {
    const [all, closing, name = '', empty, text] = token;
    const parent = open.at(-1);
    if (token.index !== end || !parent || (parent === root && root.children.length === 1 && !closing))
      throw malformedXml();
    end = token.index + all.length;
    if (text !== undefined) parent.text += unescapeText(text);
    else if (closing) {
      if (open.length === 1 || open.pop()?.name !== name) throw malformedXml();
    } else {
      const element: XmlElement = { name, text: '', children: [] };
      parent.children.push(element);
      if (!empty) open.push(element);
    }
  }
  const [element] = root.children;
  if (end !== body.length || open.length !== 1 || !element || root.text !== '') throw malformedXml();
  return element;
}

/** The text of a child that must be there once; `undefined` where it may be missing is for the caller to allow. */
export function childText(element: XmlElement, name: string): string | undefined {
  const found = element.children.filter((child) => child.name === name);
  if (found.length > 1) throw malformedXml();
  return found[0]?.text;
}
