import { limits } from './limits.ts';
import { Refusal } from './reasons.ts';

/** What a scan of one XML part reports; names come without their namespace prefix. */
export type XmlHandler = {
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
};

const chunkBytes = 4 * 1024 * 1024;

/** Whether a part is XML, whatever its name says: it begins with a tag, in UTF-8 or UTF-16. */
export function isXml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 256)).toString('latin1').replaceAll('\0', '');
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<[?!:a-z_]/i.test(head);
}

/**
 * Reads the tags and texts of an XML part in one pass, in pieces, so that a part of 128 MiB does not become one string.
 * Lenient about nesting (a superset of what Office accepts), strict about what Office never writes: a DOCTYPE, an
 * encoding other than UTF-8 or UTF-16.
 */
export function scanXml(bytes: Uint8Array, handler: XmlHandler): void {
  let rest = '';
  for (const piece of decode(bytes)) {
    rest = consume(rest + piece, handler);
    if (rest.length > limits.xml.tokenChars) throw new Refusal('malformed');
  }
  if (rest.includes('<')) throw new Refusal('malformed');
}

function* decode(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      yield decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new Refusal('malformed');
    throw error;
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

// Returns what is left over: the start of a token whose end has not been read yet.
function consume(xml: string, handler: XmlHandler): string {
  let at = 0;
  for (;;) {
    const less = xml.indexOf('<', at);
    if (less < 0) return xml.slice(at);
    const end = tokenEnd(xml, less);
    if (end < 0) return xml.slice(at);
    if (less > at) handler.text(decodeEntities(xml.slice(at, less)));
    token(xml.slice(less, end), handler);
    at = end;
  }
}

function tokenEnd(xml: string, at: number): number {
  const after = (close: string, from: number) => {
    const found = xml.indexOf(close, from);
    return found < 0 ? -1 : found + close.length;
  };
  if (at + 9 > xml.length && !xml.includes('>', at)) return -1;
  if (xml.startsWith('<!--', at)) return after('-->', at + 4);
  if (xml.startsWith('<![CDATA[', at)) return after(']]>', at + 9);
  if (xml.startsWith('<?', at)) return after('?>', at + 2);
  // A quoted attribute value may hold a '>'.
  const stop = /["'>]/g;
  stop.lastIndex = at;
  for (let found = stop.exec(xml); found; found = stop.exec(xml)) {
    if (found[0] === '>') return found.index + 1;
    const close = xml.indexOf(found[0], found.index + 1);
    if (close < 0) return -1;
    stop.lastIndex = close + 1;
  }
  return -1;
}

const openingTag = /^<(?:[^\s/>:]+:)?([^\s/>]+)/;

function token(text: string, handler: XmlHandler): void {
  if (text.startsWith('<!--')) return;
  if (text.startsWith('<![CDATA[')) handler.text(text.slice(9, -3));
  else if (text.startsWith('<?')) checkDeclaration(text);
  else if (text.startsWith('</')) handler.close(text.slice(2, -1).trim().replace(/^.*:/, ''));
  else {
    // A DOCTYPE, or no name at all.
    const name = openingTag.exec(text)?.[1];
    if (name === undefined || name.startsWith('!')) throw new Refusal('malformed');
    handler.open(name, text.slice(1, -1));
    if (text.endsWith('/>')) handler.close(name);
  }
}

function checkDeclaration(text: string): void {
  const encoding = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)/i.exec(text)?.[1] ?? 'utf-8';
  if (!/^(?:utf-?8|utf-?16(?:le|be)?|us-ascii)$/i.test(encoding)) throw new Refusal('malformed');
}

/** The value of an attribute by its local name, entities decoded. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? decodeEntities(found[1] ?? found[2] ?? '') : undefined;
}

const namedEntities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal, hex, name) => {
    if (name) return namedEntities[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
