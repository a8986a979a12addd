import { invalidArgument, notImplemented, S3Error } from '../errors.ts';

/** Headers (or form fields) of an upload that are kept and given back with the object. */

const KEPT = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];
const META = 'x-amz-meta-';
const ENCRYPTION = 'x-amz-server-side-encryption';
const MAX_META_BYTES = 2 * 1024;

export const STORED_HEADERS = [
  `${META}*`,
  ENCRYPTION,
  `${ENCRYPTION}-aws-kms-key-id`,
  `${ENCRYPTION}-bucket-key-enabled`,
] as const;

/** The form fields that are stored, as `STORED_HEADERS` are of a header upload. */
export const STORED_FIELDS = [...KEPT, ...STORED_HEADERS] as const;

/** Whether a name is in a list whose entries may end in `*`. */
export const isListed = (name: string, list: readonly string[]) =>
  list.some((entry) => (entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry));

/** What the client stores, without the transfer's own encoding; values that no header can carry are refused. */
export function storedHeaders(given: ReadonlyMap<string, string>): Record<string, string> {
  const encryption = given.get(ENCRYPTION) ?? 'AES256';
  if (encryption !== 'AES256' && encryption !== 'aws:kms') throw notImplemented(`${ENCRYPTION}: ${encryption}`);
  const stored: Record<string, string> = { 'content-type': 'binary/octet-stream', [ENCRYPTION]: encryption };
  let metaBytes = 0;
  for (const [name, value] of given) {
    if (!isListed(name, STORED_FIELDS)) continue;
    if (!/^[\x20-\x7e\x80-\xff]*$/.test(value))
      throw invalidArgument('The value cannot be carried by an HTTP header.', name, value);
    if (name.startsWith(META)) metaBytes += name.length - META.length + value.length;
    stored[name] = value;
  }
  if (metaBytes > MAX_META_BYTES)
    throw new S3Error('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      Size: String(metaBytes),
      MaxSizeAllowed: String(MAX_META_BYTES),
    });
  const encodings = (stored['content-encoding'] ?? '').split(',').map((encoding) => encoding.trim());
  const encoding = encodings.filter((one) => one !== '' && one !== 'aws-chunked').join(',');
  delete stored['content-encoding'];
  return encoding === '' ? stored : { ...stored, 'content-encoding': encoding };
}
