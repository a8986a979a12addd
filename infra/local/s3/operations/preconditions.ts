import { invalidArgument, S3Error } from '../errors.ts';

/** Conditions and ranges of a read (RFC 9110). Pure. */

const lists = (header: string, etag: string) =>
  header.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '').replaceAll('"', '')));

const instant = (name: string, text: string) => {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw invalidArgument('Invalid date.', name, text);
  return time;
};

/** `not-modified` when the reader has the object already; refuses when its condition fails. */
export function checkPreconditions(
  headers: ReadonlyMap<string, string>,
  { etag, lastModified }: { etag: string; lastModified: string },
): 'proceed' | 'not-modified' {
  const get = (name: string) => headers.get(name);
  const failed = (Condition: string) =>
    new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', { Condition });
  // Headers know whole seconds.
  const changed = Math.floor(Date.parse(lastModified) / 1000) * 1000;
  const [match, noneMatch] = [get('if-match'), get('if-none-match')];
  const [modified, unmodified] = [get('if-modified-since'), get('if-unmodified-since')];
  if (match !== undefined) {
    if (!lists(match, etag)) throw failed('If-Match');
  } else if (unmodified !== undefined && changed > instant('If-Unmodified-Since', unmodified))
    throw failed('If-Unmodified-Since');
  if (noneMatch !== undefined) return lists(noneMatch, etag) ? 'not-modified' : 'proceed';
  if (modified !== undefined && changed <= instant('If-Modified-Since', modified)) return 'not-modified';
  return 'proceed';
}

/** The bytes asked for, both ends included; `undefined` for the whole object, as for a range S3 does not read. */
export function parseRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [matched, first = '', final = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (!matched || (first === '' && final === '')) return undefined;
  if (first !== '' && final !== '' && Number(first) > Number(final)) return undefined;
  const start = first === '' ? Math.max(0, size - Number(final)) : Number(first);
  const end = first === '' || final === '' ? size - 1 : Math.min(Number(final), size - 1);
  if (start > end)
    throw new S3Error(
      'InvalidRange',
      'The requested range is not satisfiable',
      { RangeRequested: header ?? '', ActualObjectSize: String(size) },
      { 'content-range': `bytes */${size}` },
    );
  return { start, end };
}
