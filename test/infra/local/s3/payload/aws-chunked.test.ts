import { describe, expect, it } from 'vitest';
import { signingKey } from '../../../../../infra/local/s3/auth/signature.ts';
import { type ChunkedOptions, decodeAwsChunked } from '../../../../../infra/local/s3/payload/aws-chunked.ts';
import { inPieces } from '../support.ts';

const scope = { date: '20130524', region: 'us-east-1', service: 's3' };
const chainFrom = (signature: string) => ({
  key: signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope),
  amzDate: '20130524T000000Z',
  scope,
  signature,
});

async function decode(encoded: string, options: ChunkedOptions = {}, pieceLength = 1000) {
  const decoded = decodeAwsChunked(inPieces(Buffer.from(encoded, 'latin1'), pieceLength), options);
  const chunks: Buffer[] = [];
  for await (const chunk of decoded.body) chunks.push(chunk);
  return { text: Buffer.concat(chunks).toString('latin1'), trailer: decoded.trailerValue() };
}

const unsigned = { trailer: 'x-amz-checksum-crc32' };

describe('unsigned chunks with a trailer, as the SDK streams them', () => {
  const body = '6\r\nhello \r\n3\r\nzzz\r\n0\r\nx-amz-checksum-crc32:La/bBw==\r\n\r\n';

  it.each([1, 2, 3, 7, 1000])('are put together however the bytes arrive: %i at a time', async (pieceLength) => {
    expect(await decode(body, unsigned, pieceLength)).toEqual({ text: 'hello zzz', trailer: 'La/bBw==' });
  });

  it('may hold bytes that look like the end of a chunk', async () => {
    const { text } = await decode('9\r\na\r\n0\r\n\r\nb\r\n0\r\nx-amz-checksum-crc32:x\r\n\r\n', unsigned);
    expect(text).toBe('a\r\n0\r\n\r\nb');
  });

  it.each([
    ['a body that ends within a chunk', body.slice(0, 8), 'IncompleteBody'],
    ['a body that ends between chunks', body.slice(0, 11), 'IncompleteBody'],
    ['a body without its last line', body.slice(0, -2), 'IncompleteBody'],
    ['a chunk longer than it says', body.replace('3\r\nzzz', '2\r\nzzz'), 'InvalidRequest'],
    ['a length that is no number', body.replace('6', 'x'), 'InvalidRequest'],
    ['a length beyond all measure', body.replace('6', 'ffffffff'), 'InvalidRequest'],
    ['an endless line', `${'0'.repeat(10_000)}\r\n`, 'InvalidRequest'],
    ['bytes after the end', `${body}more`, 'InvalidRequest'],
    ['a signature that nobody could check', body.replace('6', `6;chunk-signature=${'0'.repeat(64)}`), 'InvalidRequest'],
    ['no trailer though one was announced', '0\r\n\r\n', 'MalformedTrailerError'],
    ['another trailer than the one announced', '0\r\nx-amz-checksum-sha1:x\r\n\r\n', 'MalformedTrailerError'],
    ['a second trailer', '0\r\nx-amz-checksum-crc32:x\r\na:b\r\n\r\n', 'MalformedTrailerError'],
  ])('are refused: %s', async (_, encoded, code) => {
    await expect(decode(encoded, unsigned)).rejects.toMatchObject({ code });
  });

  it('are refused with a trailer that nobody announced', async () => {
    await expect(decode(body)).rejects.toMatchObject({ code: 'MalformedTrailerError' });
  });
});

describe('signed chunks, against the example of the S3 API Reference', () => {
  const chain = chainFrom('4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9');
  const data = ['a'.repeat(65_536), 'a'.repeat(1024), ''];
  /** The chunks of the example, each with its signature; what follows the last one is left to the test. */
  const chunks = (signatures: readonly string[]) =>
    data
      .map((text, at) => `${text.length.toString(16)};chunk-signature=${signatures[at]}\r\n${text}${text && '\r\n'}`)
      .join('');
  const signatures = [
    'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
    '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
    'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
  ];
  const body = `${chunks(signatures)}\r\n`;

  it('are accepted', async () => {
    expect(await decode(body, { chain })).toEqual({ text: data.join(''), trailer: undefined });
  });

  it.each([
    ['a byte was changed', body.replace('aaa\r\n400', 'aab\r\n400')],
    ['a signature was changed', body.replace('ad80', 'ad81')],
    ['the last signature is missing', body.replace(`\r\n0;chunk-signature=${signatures[2]}`, '\r\n0')],
    ['a chunk was dropped', body.slice(body.indexOf('400;'))],
  ])('are refused when %s', async (_, encoded) => {
    expect(encoded).not.toBe(body);
    await expect(decode(encoded, { chain })).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it('cover the trailer as well', async () => {
    const trailing = chainFrom('106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e');
    const encoded = chunks([
      'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2',
      '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7',
      '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
    ]);
    const trailer = 'x-amz-checksum-crc32c';
    const signed = `${encoded}${trailer}:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n`;
    expect((await decode(signed, { chain: trailing, trailer })).trailer).toBe('sOO8/Q==');
    await expect(decode(signed.replace('sOO8', 'sOO9'), { chain: trailing, trailer })).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });
});
