import { invalidArgument } from '../errors.ts';
import { type Operation, versionHeaders } from './operation.ts';

/** Hides a key behind a delete marker; with `versionId`, which needs another permission, removes that version. */
export const deleteObject: Operation = {
  name: 'DeleteObject',
  method: 'DELETE',
  target: 'object',
  select: [],
  query: ['versionId'],
  headers: [],
  action: ({ query }) => (query.has('versionId') ? 's3:DeleteObjectVersion' : 's3:DeleteObject'),
  async run({ request: { key, query }, bucket }, { storage }) {
    const versionId = query.get('versionId');
    if (versionId === '') throw invalidArgument('Version id cannot be the empty string', 'versionId', '');
    if (versionId === undefined) {
      const marker = await storage.remove(bucket, key);
      return { status: 204, headers: marker ? versionHeaders(bucket, marker) : {} };
    }
    const version = bucket.objects.get(key)?.find((one) => one.versionId === versionId);
    // Deleting what is not there succeeds, as it does in S3.
    if (!version) return { status: 204, headers: bucket.versioned ? { 'x-amz-version-id': versionId } : {} };
    await storage.removeVersion(bucket, version);
    return { status: 204, headers: versionHeaders(bucket, version) };
  },
};
