import { describe, expect, it } from 'vitest';
import { formBoundary, MAX_FIELD_BYTES, readForm } from '../../../../infra/local/s3/form.ts';
import { inPieces } from './support.ts';

const field = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (bytes: string, name = 'file') =>
  `--b\r\nContent-Disposition: form-data; name="${name}"; filename="a.pdf"\r\nContent-Type: x/y\r\n\r\n${bytes}\r\n`;

async function read(text: string) {
  const form = await readForm(inPieces(Buffer.from(text), 100), 'b');
  const chunks: Buffer[] = [];
  for await (const chunk of form.file) chunks.push(chunk);
  return { fields: Object.fromEntries(form.fields), file: Buffer.concat(chunks).toString() };
}

describe('an upload form', () => {
  it('gives its fields by lower-case name, then its file', async () => {
    expect(await read(`${field('Key', 'báo cáo')}${field('X-Amz-Date', '')}${file('bytes')}--b--`)).toEqual({
      fields: { key: 'báo cáo', 'x-amz-date': '' },
      file: 'bytes',
    });
  });

  it('may call its file without a name of its own, or in capitals', async () => {
    expect((await read(`${field('File', 'bytes')}--b--`)).file).toBe('bytes');
  });

  it('is not misled by what a file is called', async () => {
    const tricky = file('bytes').replace('a.pdf', 'a; name=key; filename=b.pdf');
    expect((await read(`${tricky}--b--`)).file).toBe('bytes');
  });

  it('ignores fields that follow the file', async () => {
    expect(await read(`${file('bytes')}${field('key', 'late')}--b--`)).toEqual({ fields: {}, file: 'bytes' });
  });

  it.each([
    ['has no file', `${field('key', 'a')}--b--`, 'InvalidArgument'],
    ['has a file under another name', `${file('bytes', 'upload')}--b--`, 'InvalidArgument'],
    ['repeats a field', `${field('key', 'a')}${field('KEY', 'b')}${file('x')}--b--`, 'InvalidArgument'],
    ['has a part without a name', `--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--`, 'MalformedPOSTRequest'],
    ['has a part with two names', field('a"; name="key', 'x'), 'MalformedPOSTRequest'],
    [
      'has a part that is no form field',
      `--b\r\nContent-Disposition: attachment; name="a"\r\n\r\nx\r\n--b--`,
      'MalformedPOSTRequest',
    ],
    ['ends with the file, without its final boundary', file('bytes'), 'MalformedPOSTRequest'],
    ['ends after the file, without its final boundary', `${file('bytes')}${field('a', 'b')}`, 'MalformedPOSTRequest'],
    ['has one field that is too large', field('a', 'x'.repeat(MAX_FIELD_BYTES)), 'MaxPostPreDataLengthExceeded'],
    [
      'has too many fields',
      Array.from({ length: 500 }, (_, at) => field(`a${at}`, 'x')).join(''),
      'MaxPostPreDataLengthExceeded',
    ],
  ])('is refused when it %s', async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });

  it('is refused when a field is not UTF-8', async () => {
    const bytes = Buffer.from(`${field('key', '\xff')}${file('x')}--b--`, 'latin1');
    await expect(readForm(inPieces(bytes, 100), 'b')).rejects.toMatchObject({ code: 'MalformedPOSTRequest' });
  });
});

describe('the boundary of a form', () => {
  it.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['Multipart/Form-Data;boundary="a b"', 'a b'],
    ['multipart/form-data; charset=utf-8; boundary=abc', 'abc'],
    ['multipart/form-data; boundary=abc; charset=utf-8', 'abc'],
    ['multipart/form-data', undefined],
    ['multipart/mixed; boundary=abc', undefined],
    ['application/x-www-form-urlencoded', undefined],
    [`multipart/form-data; boundary=${'a'.repeat(71)}`, undefined],
    [undefined, undefined],
  ])('of %s is %s', (contentType, boundary) => {
    expect(formBoundary(contentType)).toBe(boundary);
  });
});
