import { invalidArgument } from '../errors.ts';
import { type Query, uriEncode } from '../request.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { VersionRecord } from '../storage/records.ts';
import { type Xml, xml } from '../xml.ts';
import { quoted } from './operation.ts';

/** What the two listings share. */

const PAGE = 1000;

/** S3 lists keys by the bytes of their UTF-8 form, which is not the order of JavaScript's strings. */
export const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

export function pageSize(query: Query): number {
  const text = query.get('max-keys') ?? String(PAGE);
  if (!/^\d{1,9}$/.test(text)) throw invalidArgument('Provided max-keys not an integer', 'max-keys', text);
  return Math.min(PAGE, Number(text));
}

/** How keys are written in the answer. */
export function encoder(query: Query): (text: string) => string {
  const type = query.get('encoding-type');
  if (type !== undefined && type !== 'url') throw invalidArgument('Invalid Encoding Method', 'encoding-type', type);
  return type === 'url' ? (text) => uriEncode(text).replaceAll('%2F', '/') : (text) => text;
}

export const sortedKeys = (bucket: Bucket, prefix: string) =>
  [...bucket.objects.keys()].filter((key) => key.startsWith(prefix)).sort(byBytes);

/** An object as a listing shows it. */
export function describe(
  { key, lastModified, etag, size, checksum }: VersionRecord,
  encode: (text: string) => string,
): Xml[] {
  return [
    xml('Key', encode(key)),
    xml('LastModified', lastModified),
    xml('ETag', quoted(etag)),
    ...(checksum ? [xml('ChecksumAlgorithm', checksum.algorithm)] : []),
    xml('Size', size),
    xml('StorageClass', 'STANDARD'),
  ];
}
