import { invalidArgument, notImplemented } from '../errors.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { VersionRecord } from '../storage/records.ts';
import { xml, xmlDocument } from '../xml.ts';
import { byBytes, describe, encoder, pageSize, sortedKeys } from './listing.ts';
import type { Operation } from './operation.ts';

/** The last entry of the page before; a group is passed over whole. */
interface Mark {
  after: string;
  group: boolean;
}

function parseToken(token: string): Mark {
  const [kind, ...rest] = Buffer.from(token, 'base64url').toString('utf8').split(':');
  if (kind !== 'key' && kind !== 'group')
    throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  return { after: rest.join(':'), group: kind === 'group' };
}

const writeToken = ({ after, group }: Mark) => Buffer.from(`${group ? 'group' : 'key'}:${after}`).toString('base64url');

type Entry = { group: string } | { version: VersionRecord };

/** The keys that have an object, those that share a prefix up to the delimiter gathered into one entry. */
function entries(bucket: Bucket, prefix: string, delimiter: string, mark: Mark | undefined): Entry[] {
  const found: Entry[] = [];
  let lastGroup = mark?.group ? mark.after : undefined;
  for (const key of sortedKeys(bucket, prefix)) {
    const version = bucket.objects.get(key)?.[0];
    if (!version || version.deleteMarker || (mark && byBytes(key, mark.after) <= 0)) continue;
    if (lastGroup !== undefined && key.startsWith(lastGroup)) continue;
    const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (at >= 0) lastGroup = key.slice(0, at + delimiter.length);
    found.push(at >= 0 ? { group: key.slice(0, at + delimiter.length) } : { version });
  }
  return found;
}

export const listObjectsV2: Operation = {
  name: 'ListObjectsV2',
  method: 'GET',
  target: 'bucket',
  select: ['list-type'],
  query: ['prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'encoding-type'],
  headers: [],
  action: () => 's3:ListBucket',
  async run({ request: { query }, bucket }) {
    if (query.get('list-type') !== '2') throw notImplemented(`list-type=${query.get('list-type')}`);
    const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter') ?? ''];
    const [token, startAfter] = [query.get('continuation-token'), query.get('start-after')];
    const encode = encoder(query);
    const max = pageSize(query);
    const startMark = startAfter === undefined ? undefined : { after: startAfter, group: false };
    const all = entries(bucket, prefix, delimiter, token === undefined ? startMark : parseToken(token));
    const page = all.slice(0, max);
    const last = page.at(-1);
    const next: Mark | undefined =
      last && all.length > page.length
        ? 'group' in last
          ? { after: last.group, group: true }
          : { after: last.version.key, group: false }
        : undefined;
    const body = xmlDocument(
      xml('ListBucketResult', [
        xml('Name', bucket.name),
        xml('Prefix', encode(prefix)),
        delimiter === '' ? undefined : xml('Delimiter', encode(delimiter)),
        startAfter === undefined ? undefined : xml('StartAfter', encode(startAfter)),
        token === undefined ? undefined : xml('ContinuationToken', token),
        next && xml('NextContinuationToken', writeToken(next)),
        query.has('encoding-type') ? xml('EncodingType', 'url') : undefined,
        xml('KeyCount', page.length),
        xml('MaxKeys', max),
        xml('IsTruncated', next !== undefined),
        ...page.flatMap((entry) => ('version' in entry ? [xml('Contents', describe(entry.version, encode))] : [])),
        ...page.flatMap((entry) =>
          'group' in entry ? [xml('CommonPrefixes', [xml('Prefix', encode(entry.group))])] : [],
        ),
      ]),
    );
    return { status: 200, headers: {}, body };
  },
};
