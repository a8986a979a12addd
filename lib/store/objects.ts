import { ListObjectVersionsCommand, type ListObjectVersionsCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { toInstant } from '../calendar/dates.ts';
import type { StoredObject } from '../checking/discrepancies.ts';

/** Every version of every file under a prefix, by key. */
export function createObjectList(s3: S3Client, bucket: string) {
  return async (prefix: string): Promise<Map<string, StoredObject[]>> => {
    const found = new Map<string, StoredObject[]>();
    let from: object | undefined = {};
    while (from) {
      const page: ListObjectVersionsCommandOutput = await s3.send(
        new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...from }),
      );
      for (const { Key, VersionId, LastModified } of page.Versions ?? []) {
        if (Key === undefined || VersionId === undefined || LastModified === undefined) continue;
        const version = { key: Key, versionId: VersionId, storedAt: toInstant(LastModified) };
        found.set(Key, [...(found.get(Key) ?? []), version]);
      }
      from = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
    }
    return found;
  };
}
