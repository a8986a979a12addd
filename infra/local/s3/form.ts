import { invalidArgument, S3Error } from './errors.ts';
import { malformedPost, readMultipart } from './multipart.ts';

/** S3's limit on all that precedes the file of a form. */
export const MAX_FIELD_BYTES = 20 * 1024;

export interface UploadForm {
  /** What precedes the file, by lower-case name. */
  fields: ReadonlyMap<string, string>;
  /** The file's bytes; fails when the form is cut short, and passes over the fields that follow. */
  file: AsyncIterable<Buffer>;
}

/** The boundary of a `multipart/form-data` request, or `undefined` when it is of another type. */
export function formBoundary(contentType: string | undefined): string | undefined {
  const [, quoted, bare] =
    /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(
      contentType ?? '',
    ) ?? [];
  return quoted ?? bare;
}

/** Browsers write names in quotation marks, and the marks and line breaks within them as percent escapes. */
function disposition(headers: ReadonlyMap<string, string>): { name: string; hasFilename: boolean } {
  const text = headers.get('content-disposition') ?? '';
  const pairs = [...text.matchAll(/;\s*([\w*]+)=(?:"([^"]*)"|([^\s;"]*))/g)];
  const parameters = new Map(pairs.map(([, name = '', quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? '']));
  const name = parameters.get('name');
  if (!/^form-data\s*;/i.test(text) || !name || parameters.size !== pairs.length)
    throw malformedPost('a part has no name, or more than one.');
  return { name, hasFilename: parameters.has('filename') || parameters.has('filename*') };
}

const preDataTooLong = () =>
  new S3Error('MaxPostPreDataLengthExceeded', 'Your POST request fields preceding the upload file were too large.', {
    MaxPostPreDataLengthExceeded: String(MAX_FIELD_BYTES),
  });

const noFile = () => invalidArgument('POST requires exactly one file upload per request.', 'file', '0');

function utf8(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformedPost(`the field ${name} is not UTF-8.`);
  }
}

/** Reads a form up to its file, which the caller then reads; fields stay within S3's limit. */
export async function readForm(source: AsyncIterable<Buffer>, boundary: string): Promise<UploadForm> {
  const reader = readMultipart(source, { boundary, maxHeaderBytes: MAX_FIELD_BYTES });
  const fields = new Map<string, string>();
  let spent = 0;
  const spend = (bytes: number) => {
    spent += bytes;
    if (spent > MAX_FIELD_BYTES) throw preDataTooLong();
  };
  for (let headers = await reader.nextPart(); headers; headers = await reader.nextPart()) {
    for (const [name, value] of headers) spend(name.length + value.length);
    const part = disposition(headers);
    const name = part.name.toLowerCase();
    if (name === 'file') return { fields, file: wholeFile() };
    if (part.hasFilename) throw noFile();
    if (fields.has(name)) throw invalidArgument('A form field may be given once only.', part.name, '');
    const bytes: Buffer[] = [];
    for await (const chunk of reader.body()) {
      spend(chunk.length);
      bytes.push(chunk);
    }
    fields.set(name, utf8(Buffer.concat(bytes), part.name));
  }
  throw noFile();

  async function* wholeFile() {
    yield* reader.body();
    // The form is whole only with its final boundary; what stands between counts for nothing.
    while (await reader.nextPart()) for await (const _ of reader.body());
  }
}
