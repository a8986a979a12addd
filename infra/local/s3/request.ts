import type { IncomingMessage } from 'node:http';
import { S3Error } from './errors.ts';

/** RFC 3986 as SigV4 wants it: everything but unreserved characters, in upper-case hex, by UTF-8 byte. */
export const uriEncode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export const uriEncodePath = (path: string) => path.split('/').map(uriEncode).join('/');

function uriDecode(text: string): string {
  try {
    // S3 reads a bare plus as a space, in the path as well.
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new S3Error('InvalidURI', "Couldn't parse the specified URI.", { URI: text });
  }
}

/** Query parameters, decoded, in the order in which they came; a repeated one is refused by `get`. */
export class Query {
  readonly entries: readonly (readonly [string, string])[];

  constructor(raw: string) {
    this.entries = raw
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const at = pair.indexOf('=');
        return at < 0
          ? ([uriDecode(pair), ''] as const)
          : ([uriDecode(pair.slice(0, at)), uriDecode(pair.slice(at + 1))] as const);
      });
  }

  get(name: string): string | undefined {
    const found = this.entries.filter(([key]) => key === name);
    if (found.length > 1) throw new S3Error('InvalidArgument', `Repeated query parameter: ${name}`);
    return found[0]?.[1];
  }

  has(name: string): boolean {
    return this.entries.some(([key]) => key === name);
  }
}

export interface S3Request {
  method: string;
  /** The decoded path, leading slash included: what the signature covers. */
  path: string;
  bucket: string;
  key: string;
  query: Query;
  /** By lower-case name; lines of one name are joined with a comma, as SigV4 does. */
  headers: ReadonlyMap<string, string>;
}

/** Reads path-style requests. The path is taken as it came: no dot segment is resolved and no slash is merged. */
export function parseRequest(message: IncomingMessage): S3Request {
  const target = message.url ?? '/';
  const at = target.indexOf('?');
  const path = uriDecode(at < 0 ? target : target.slice(0, at));
  if (!path.startsWith('/')) throw new S3Error('InvalidURI', "Couldn't parse the specified URI.", { URI: target });
  const slash = path.indexOf('/', 1);
  const headers = new Map<string, string>();
  for (const [name, values = []] of Object.entries(message.headersDistinct)) headers.set(name, values.join(','));
  return {
    method: message.method ?? '',
    path,
    bucket: slash < 0 ? path.slice(1) : path.slice(1, slash),
    key: slash < 0 ? '' : path.slice(slash + 1),
    query: new Query(at < 0 ? '' : target.slice(at + 1)),
    headers,
  };
}
