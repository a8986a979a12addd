import { describe, expect, it } from 'vitest';
import { readMultipart } from '../../../../infra/local/s3/multipart.ts';
import { inPieces } from './support.ts';

const part = (name: string, body: string) =>
  `--line\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${body}\r\n`;

async function parts(text: string, { pieceLength = 1000, maxHeaderBytes = 1000 } = {}) {
  const reader = readMultipart(inPieces(Buffer.from(text, 'latin1'), pieceLength), {
    boundary: 'line',
    maxHeaderBytes,
  });
  const found: { headers: Record<string, string>; body: string }[] = [];
  for (let headers = await reader.nextPart(); headers; headers = await reader.nextPart()) {
    const chunks: Buffer[] = [];
    for await (const chunk of reader.body()) chunks.push(Buffer.from(chunk));
    found.push({ headers: Object.fromEntries(headers), body: Buffer.concat(chunks).toString('latin1') });
  }
  return found;
}

const bodies = async (...args: Parameters<typeof parts>) => (await parts(...args)).map(({ body }) => body);

/** Every length of pieces up to the whole, so that each byte is once the last of its piece. */
const everyLength = (text: string) => Array.from({ length: text.length }, (_, at) => at + 1);

describe('the parts of a multipart body', () => {
  it('come with their headers and bytes', async () => {
    expect(await parts(`${part('a', 'one')}${part('b', 'two')}--line--\r\n`)).toEqual([
      { headers: { 'content-disposition': 'form-data; name="a"' }, body: 'one' },
      { headers: { 'content-disposition': 'form-data; name="b"' }, body: 'two' },
    ]);
  });

  it('are the same wherever the stream is divided, also within a boundary', async () => {
    const text = `${part('a', 'one\r\n--lin')}${part('b', '\r\n\r\n')}${part('c', '')}--line--`;
    for (const pieceLength of everyLength(text))
      expect(await bodies(text, { pieceLength })).toEqual(['one\r\n--lin', '\r\n\r\n', '']);
  });

  it.each([
    ['a boundary in the middle of a line', 'x--line--x'],
    ['the boundary without a line break before it', '--line\r\n--lin'],
    ['a longer line that begins like the boundary', 'a\r\n--lines\r\nb'],
    ['the boundary with one dash behind it', 'a\r\n--line-\r\nb'],
    ['line breaks at both ends', '\r\n\r\nx\r\n\r'],
    ['a line feed before the boundary', 'a\n--line--'],
    ['bytes of every value', Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('')],
  ])('may hold %s', async (_, body) => {
    const text = `${part('a', body)}--line--`;
    for (const pieceLength of [1, 2, 3, 5, 8, 1000]) expect(await bodies(text, { pieceLength })).toEqual([body]);
  });

  it('may be none, and may be followed by anything', async () => {
    expect(await parts('--line--')).toEqual([]);
    expect(await bodies(`${part('a', 'one')}--line--\r\n--line\r\nmore`)).toEqual(['one']);
  });

  it('tell their header names in lower case', async () => {
    const [found] = await parts('--line\r\nX-A:  b \r\nContent-Type: t\r\n\r\nx\r\n--line--');
    expect(found?.headers).toEqual({ 'x-a': 'b', 'content-type': 't' });
  });
});

describe('a malformed multipart body', () => {
  it.each([
    ['is empty', ''],
    ['has no final boundary', part('a', 'one')],
    ['ends within the final boundary', `${part('a', 'one')}--line-`],
    ['ends within a body', part('a', 'one').slice(0, -3)],
    ['ends within the headers', '--line\r\nA: b\r\n'],
    ['begins with something else', `hello\r\n${part('a', 'one')}--line--`],
    ['has a header without a name', '--line\r\n: b\r\n\r\nx\r\n--line--'],
    ['has a line without a colon', '--line\r\nab\r\n\r\nx\r\n--line--'],
    ['repeats a header', '--line\r\nA: b\r\na: c\r\n\r\nx\r\n--line--'],
    ['has headers larger than the limit', `--line\r\nA: ${'b'.repeat(1000)}\r\n\r\nx\r\n--line--`],
    ['has headers without an end', `--line\r\nA: ${'b'.repeat(100_000)}`],
  ])('%s', async (_, text) => {
    for (const pieceLength of [1, 1000])
      await expect(parts(text, { pieceLength })).rejects.toMatchObject({ code: 'MalformedPOSTRequest' });
  });

  it('is not held in memory: what has been read is given on at once', async () => {
    let asked = 0;
    async function* endless() {
      yield Buffer.from(part('a', '').slice(0, -2));
      for (;;) {
        asked += 1;
        yield Buffer.alloc(1000);
      }
    }
    const reader = readMultipart(endless(), { boundary: 'line', maxHeaderBytes: 1000 });
    await reader.nextPart();
    let given = 0;
    for await (const chunk of reader.body()) {
      given += chunk.length;
      if (given > 100_000) break;
    }
    expect(asked * 1000 - given).toBeLessThanOrEqual(1000);
  });
});
