import { invalidArgument } from '../errors.ts';
import type { VersionRecord } from '../storage/records.ts';
import { xml, xmlDocument } from '../xml.ts';
import { byBytes, describe, encoder, pageSize, sortedKeys } from './listing.ts';
import type { Operation } from './operation.ts';

interface Listed {
  version: VersionRecord;
  isLatest: boolean;
}

/** What follows the version that the page before ended with, or the whole of a key. */
function afterMarker(all: readonly Listed[], keyMarker: string | undefined, versionMarker: string | undefined) {
  if (keyMarker === undefined) return all;
  const last = all.findIndex(({ version: { key, versionId } }) => key === keyMarker && versionId === versionMarker);
  return last < 0 ? all.filter(({ version }) => byBytes(version.key, keyMarker) > 0) : all.slice(last + 1);
}

export const listObjectVersions: Operation = {
  name: 'ListObjectVersions',
  method: 'GET',
  target: 'bucket',
  select: ['versions'],
  query: ['prefix', 'max-keys', 'key-marker', 'version-id-marker', 'encoding-type'],
  headers: [],
  action: () => 's3:ListBucketVersions',
  async run({ request: { query }, bucket }) {
    const prefix = query.get('prefix') ?? '';
    const [keyMarker, versionMarker] = [query.get('key-marker'), query.get('version-id-marker')];
    if (versionMarker !== undefined && keyMarker === undefined)
      throw invalidArgument(
        'A version-id marker cannot be specified without a key marker.',
        'version-id-marker',
        versionMarker,
      );
    const encode = encoder(query);
    const max = pageSize(query);
    const all = sortedKeys(bucket, prefix).flatMap((key) =>
      (bucket.objects.get(key) ?? []).map((version, at) => ({ version, isLatest: at === 0 })),
    );
    const rest = afterMarker(all, keyMarker, versionMarker);
    const page = rest.slice(0, max);
    const last = rest.length > page.length ? page.at(-1) : undefined;
    const body = xmlDocument(
      xml('ListVersionsResult', [
        xml('Name', bucket.name),
        xml('Prefix', encode(prefix)),
        xml('KeyMarker', encode(keyMarker ?? '')),
        xml('VersionIdMarker', versionMarker ?? ''),
        last && xml('NextKeyMarker', encode(last.version.key)),
        last && xml('NextVersionIdMarker', last.version.versionId),
        query.has('encoding-type') ? xml('EncodingType', 'url') : undefined,
        xml('MaxKeys', max),
        xml('IsTruncated', last !== undefined),
        ...page.map(({ version, isLatest }) => {
          const identity = [xml('VersionId', version.versionId), xml('IsLatest', isLatest)];
          const { key, lastModified } = version;
          return version.deleteMarker
            ? xml('DeleteMarker', [xml('Key', encode(key)), ...identity, xml('LastModified', lastModified)])
            : xml('Version', [...describe(version, encode), ...identity]);
        }),
      ]),
    );
    return { status: 200, headers: {}, body };
  },
};
