import type { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { FileRecord } from '../submissions/submission.ts';

export interface UploadForm {
  url: string;
  fields: Record<string, string>;
}

/**
 * Forms for uploads. Each binds everything that the manifest declared (key, length, type, checksum) for a few
 * minutes; the store itself refuses what differs.
 */
export function createUploadForms(s3: S3Client, bucket: string, ttlSeconds: number) {
  return (key: string, file: Pick<FileRecord, 'size' | 'type' | 'sha256'>): Promise<UploadForm> =>
    createPresignedPost(s3, {
      Bucket: bucket,
      Key: key,
      Expires: ttlSeconds,
      Fields: {
        'Content-Type': file.type,
        'x-amz-checksum-algorithm': 'SHA256',
        'x-amz-checksum-sha256': file.sha256,
      },
      Conditions: [['content-length-range', file.size, file.size]],
    });
}
