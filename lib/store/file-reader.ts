import { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Reads one version of a stored file, all of it. */
export function createFileReader(s3: S3Client, bucket: string) {
  return async (key: string, versionId: string): Promise<Uint8Array> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    if (!Body) throw new Error(`the store gave no body for ${key}`);
    return Body.transformToByteArray();
  };
}

/** Opens one version of a stored file, to be read as it comes. */
export function createFileOpener(s3: S3Client, bucket: string) {
  return async (key: string, versionId: string): Promise<Readable> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    if (!(Body instanceof Readable)) throw new Error(`the store gave no stream for ${key}`);
    return Body;
  };
}
