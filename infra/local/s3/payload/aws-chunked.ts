import { createHash } from 'node:crypto';
import { type Scope, sameText, scopeText, sha256Hex, sign } from '../auth/signature.ts';
import { S3Error } from '../errors.ts';

/** Decoder of the `aws-chunked` encoding, in which the SDK sends bodies that it streams. */

const MAX_LINE_BYTES = 8 * 1024;
/** S3 takes larger chunks; the SDK sends what the stream gives, which is far less. */
const MAX_CHUNK_BYTES = 1024 ** 3;

const EMPTY_HASH = sha256Hex('');

export interface ChunkChain {
  key: Uint8Array;
  amzDate: string;
  scope: Scope;
  /** The request's own signature, on which the first chunk's is built. */
  signature: string;
}

export interface ChunkedOptions {
  /** Set when every chunk is signed. */
  chain?: ChunkChain | undefined;
  /** The trailing header that was announced. */
  trailer?: string | undefined;
}

export interface DecodedChunks {
  body: AsyncGenerator<Buffer>;
  /** The announced trailer's value, once `body` has been read to its end. */
  trailerValue(): string | undefined;
}

const malformedBody = (why: string) =>
  new S3Error('InvalidRequest', `The body is not well-formed aws-chunked encoding: ${why}.`);

const incomplete = () =>
  new S3Error('IncompleteBody', 'The request body terminated unexpectedly: the last chunk is missing.');

const malformedTrailer = () =>
  new S3Error(
    'MalformedTrailerError',
    'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  );

const wrongSignature = () =>
  new S3Error('SignatureDoesNotMatch', 'The signature of a chunk of the body does not match the one we calculated.');

function createLineReader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  async function pull(): Promise<boolean> {
    const { value, done } = await chunks.next();
    if (!done) held = held.length === 0 ? value : Buffer.concat([held, value]);
    return !done;
  }
  return {
    async line(): Promise<string> {
      let at = held.indexOf('\r\n');
      while (at < 0) {
        if (held.length > MAX_LINE_BYTES) throw malformedBody('a line is too long');
        if (!(await pull())) throw incomplete();
        at = held.indexOf('\r\n');
      }
      const line = held.toString('latin1', 0, at);
      held = held.subarray(at + 2);
      return line;
    },
    async *take(bytes: number): AsyncGenerator<Buffer> {
      for (let left = bytes; left > 0; ) {
        if (held.length === 0 && !(await pull())) throw incomplete();
        const piece = held.subarray(0, left);
        held = held.subarray(piece.length);
        left -= piece.length;
        if (piece.length > 0) yield piece;
      }
    },
    async atEnd(): Promise<boolean> {
      while (held.length === 0) if (!(await pull())) return true;
      return false;
    },
  };
}

function createVerifier(chain: ChunkChain) {
  let previous = chain.signature;
  const verify = (kind: string, signature: string | undefined, hashes: readonly string[]) => {
    const text = [`AWS4-HMAC-SHA256-${kind}`, chain.amzDate, scopeText(chain.scope), previous, ...hashes].join('\n');
    const expected = sign(chain.key, text);
    if (signature === undefined || !sameText(signature, expected)) throw wrongSignature();
    previous = expected;
  };
  return {
    chunk: (signature: string | undefined, hash: string) => verify('PAYLOAD', signature, [EMPTY_HASH, hash]),
    trailer: (signature: string | undefined, text: string) => verify('TRAILER', signature, [sha256Hex(text)]),
  };
}

/** Decodes; signatures of chunks and of the trailer are verified as each of them ends. */
export function decodeAwsChunked(source: AsyncIterable<Buffer>, { chain, trailer }: ChunkedOptions): DecodedChunks {
  const reader = createLineReader(source);
  const verifier = chain && createVerifier(chain);
  let value: string | undefined;

  async function readTrailers(): Promise<void> {
    const lines: string[] = [];
    for (let line = await reader.line(); line !== ''; line = await reader.line()) {
      if (lines.push(line) > 2) throw malformedTrailer();
    }
    const parsed = new Map(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase().trim(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    );
    const signature = parsed.get('x-amz-trailer-signature');
    parsed.delete('x-amz-trailer-signature');
    value = trailer === undefined ? undefined : parsed.get(trailer);
    if (parsed.size !== (trailer === undefined ? 0 : 1) || (trailer !== undefined && value === undefined))
      throw malformedTrailer();
    if (trailer !== undefined) verifier?.trailer(signature, `${trailer}:${value}\n`);
  }

  async function* body(): AsyncGenerator<Buffer> {
    for (;;) {
      const [, hex, signature] =
        /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(await reader.line()) ?? [];
      const size = Number.parseInt(hex ?? '', 16);
      if (!(size <= MAX_CHUNK_BYTES) || (signature !== undefined && !verifier))
        throw malformedBody('the head of a chunk');
      const hash = createHash('sha256');
      for await (const piece of reader.take(size)) {
        if (verifier) hash.update(piece);
        yield piece;
      }
      verifier?.chunk(signature, hash.digest('hex'));
      if (size === 0) break;
      if ((await reader.line()) !== '') throw malformedBody('the end of a chunk');
    }
    await readTrailers();
    if (!(await reader.atEnd())) throw malformedBody('something follows the end');
  }

  return { body: body(), trailerValue: () => value };
}
