import { S3Error } from './errors.ts';

/** Streaming reader of multipart bodies (RFC 2046), pulled by whoever reads: holds no more than a chunk and a line. */

export const malformedPost = (why: string) =>
  new S3Error('MalformedPOSTRequest', `The body of your POST request is not well-formed multipart/form-data: ${why}`);

const CRLF = Buffer.from('\r\n');
const HEADERS_END = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);

export interface MultipartOptions {
  boundary: string;
  /** Bytes of one part's headers, beyond which the body is malformed. */
  maxHeaderBytes: number;
}

export interface MultipartReader {
  /** The next part's headers by lower-case name, or `undefined` after the final boundary. */
  nextPart(): Promise<ReadonlyMap<string, string> | undefined>;
  /** The bytes of the part that `nextPart` gave last; to be read to its end before the next one is asked for. */
  body(): AsyncGenerator<Buffer>;
}

function parseHeaders(block: Buffer): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.toString('utf8').split('\r\n')) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim().toLowerCase();
    if (at < 1 || name === '' || headers.has(name)) throw malformedPost(`part header ${JSON.stringify(line)}`);
    headers.set(name, line.slice(at + 1).trim());
  }
  return headers;
}

export function readMultipart(
  source: AsyncIterable<Buffer>,
  { boundary, maxHeaderBytes }: MultipartOptions,
): MultipartReader {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  const chunks = source[Symbol.asyncIterator]();
  // As if a line had ended just before: the first boundary is then found like all others.
  let held: Buffer = CRLF;
  let state: 'preamble' | 'in-body' | 'between' | 'finished' = 'preamble';

  /** Appends one more chunk to what is held. */
  async function pull(): Promise<void> {
    const { value, done } = await chunks.next();
    if (done) throw malformedPost('it ends before the final boundary.');
    held = held.length === 0 ? value : Buffer.concat([held, value]);
  }

  /** Yields what precedes the next delimiter and passes it; bytes that only resemble a delimiter are content. */
  async function* untilDelimiter(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = held.indexOf(delimiter);
      const end = at + delimiter.length;
      if (at < 0) {
        // The last bytes may be the beginning of a delimiter whose rest is still to come.
        const safe = Math.max(0, held.length - delimiter.length + 1);
        if (safe > 0) yield held.subarray(0, safe);
        held = held.subarray(safe);
      } else if (held.length >= end + 2) {
        const mark = held.toString('latin1', end, end + 2);
        if (mark === '\r\n' || mark === '--') {
          if (at > 0) yield held.subarray(0, at);
          held = held.subarray(end + 2);
          state = mark === '--' ? 'finished' : 'between';
          return;
        }
        yield held.subarray(0, end);
        held = held.subarray(end);
        continue;
      }
      await pull();
    }
  }

  async function nextPart() {
    if (state === 'preamble')
      for await (const bytes of untilDelimiter())
        if (bytes.length > 0) throw malformedPost('it does not begin with its boundary.');
    if (state === 'finished') {
      held = NOTHING;
      while (!(await chunks.next()).done);
      return undefined;
    }
    if (state === 'in-body') throw new Error('the part before has not been read to its end');
    let end = held.indexOf(HEADERS_END);
    while (end < 0 && held.length <= maxHeaderBytes) {
      await pull();
      end = held.indexOf(HEADERS_END);
    }
    if (end < 0 || end > maxHeaderBytes) throw malformedPost('the headers of a part are too large.');
    const headers = parseHeaders(held.subarray(0, end));
    held = held.subarray(end + HEADERS_END.length);
    state = 'in-body';
    return headers;
  }

  async function* body() {
    if (state !== 'in-body') throw new Error('no part is open');
    yield* untilDelimiter();
  }

  return { nextPart, body };
}
