import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** A part of an upload in pieces: above S3's least, 5 MB, and few enough of them for eighty gigabytes. */
export const PART_BYTES = 8 * 1024 * 1024;

export interface StoredPaper {
  versionId: string;
  bytes: number;
}

/** The bytes of a stream in parts of one size; the last is what is left. At most one part is held at a time. */
export async function* partsOf(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let part = Buffer.allocUnsafe(size);
  let filled = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(size - filled, chunk.length - at);
      part.set(chunk.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled < size) continue;
      yield part;
      part = Buffer.allocUnsafe(size);
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

/** The files of papers in their bucket. */
export function createPaperFiles(s3: S3Client, bucket: string) {
  const versionOf = (key: string, versionId: string | undefined): string => {
    if (versionId === undefined) throw new Error(`the store gave no version for ${key}`);
    return versionId;
  };

  async function uploadParts(key: string, uploadId: string, source: AsyncIterable<Uint8Array>) {
    const of = { Bucket: bucket, Key: key, UploadId: uploadId };
    const parts: { PartNumber: number; ETag: string | undefined }[] = [];
    let bytes = 0;
    for await (const Body of partsOf(source, PART_BYTES)) {
      const PartNumber = parts.length + 1;
      const { ETag } = await s3.send(new UploadPartCommand({ ...of, PartNumber, Body }));
      parts.push({ PartNumber, ETag });
      bytes += Body.length;
    }
    const MultipartUpload = { Parts: parts };
    const { VersionId } = await s3.send(new CompleteMultipartUploadCommand({ ...of, MultipartUpload }));
    return { versionId: versionOf(key, VersionId), bytes };
  }

  return {
    async put(key: string, body: Uint8Array, type: string): Promise<StoredPaper> {
      const input = { Bucket: bucket, Key: key, Body: body, ContentType: type };
      const { VersionId } = await s3.send(new PutObjectCommand(input));
      return { versionId: versionOf(key, VersionId), bytes: body.length };
    },

    /** The newest version of an object; undefined when there is none. */
    async get(key: string): Promise<Uint8Array | undefined> {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    },

    /** Stores a stream of any length in parts, as it comes; what broke off leaves nothing behind. */
    async upload(key: string, source: AsyncIterable<Uint8Array>, type: string): Promise<StoredPaper> {
      const input = { Bucket: bucket, Key: key, ContentType: type };
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand(input));
      if (UploadId === undefined) throw new Error(`the store began no upload of ${key}`);
      try {
        return await uploadParts(key, UploadId, source);
      } catch (error) {
        // Should this fail as well, the bucket's own rule drops the parts.
        await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId })).catch(() => undefined);
        throw error;
      }
    },
  };
}
export type PaperFiles = ReturnType<typeof createPaperFiles>;
