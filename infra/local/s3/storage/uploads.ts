import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { S3Error } from '../errors.ts';
import { type Bucket, UPLOADS } from './bucket.ts';
import { place, randomId, type StagedFile, syncDirectory, writeJson } from './disk.ts';
import { type PartRecord, partSchema, readRecord, type UploadRecord, uploadSchema } from './records.ts';

/** Uploads in parts that have been begun and not yet completed. They survive a restart as objects do. */

const UPLOAD_FILE = 'upload.json';

export interface Uploads {
  begin(bucket: Bucket, upload: Omit<UploadRecord, 'uploadId'>): Promise<UploadRecord>;
  /** An upload of this key; refuses any other. */
  find(bucket: Bucket, uploadId: string, key: string): UploadRecord;
  parts(bucket: Bucket, upload: UploadRecord): ReadonlyMap<number, PartRecord>;
  /** Adds a part, or replaces the one of its number. */
  addPart(bucket: Bucket, upload: UploadRecord, staged: StagedFile, part: Omit<PartRecord, 'id'>): Promise<void>;
  read(bucket: Bucket, upload: UploadRecord, parts: readonly PartRecord[]): AsyncGenerator<Buffer>;
  /** Forgets an upload with all its parts. */
  end(bucket: Bucket, upload: UploadRecord): Promise<void>;
}

/** `temporary` is a directory on the same file system. */
export function openUploads(temporary: string): Uploads {
  // Upload ids come from clients: one leads to a path only when it has the form that was given out.
  const directory = (bucket: Bucket, uploadId: string) => join(bucket.path, UPLOADS, uploadId);
  const isId = (uploadId: string) => /^[\w-]{32}$/.test(uploadId);

  function partsOf(bucket: Bucket, { uploadId }: UploadRecord): ReadonlyMap<number, PartRecord> {
    const path = directory(bucket, uploadId);
    const records = readdirSync(path)
      .filter((name) => /^part-\d+\.json$/.test(name))
      .map((name) => readRecord(join(path, name), partSchema));
    return new Map(records.map((part) => [part.number, part]));
  }

  return {
    async begin(bucket, upload) {
      const record = { ...upload, uploadId: randomId() };
      const path = directory(bucket, record.uploadId);
      await mkdir(path);
      await syncDirectory(join(bucket.path, UPLOADS));
      await writeJson(temporary, join(path, UPLOAD_FILE), record);
      return record;
    },
    find(bucket, uploadId, key) {
      const path = join(directory(bucket, uploadId), UPLOAD_FILE);
      const record = isId(uploadId) && existsSync(path) ? readRecord(path, uploadSchema) : undefined;
      if (record?.key !== key)
        throw new S3Error(
          'NoSuchUpload',
          'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
          { UploadId: uploadId },
        );
      return record;
    },
    parts: partsOf,
    async addPart(bucket, upload, staged, part) {
      const path = directory(bucket, upload.uploadId);
      const replaced = partsOf(bucket, upload).get(part.number);
      const id = randomId();
      await place(staged, join(path, `${id}.body`));
      await writeJson(temporary, join(path, `part-${part.number}.json`), { ...part, id });
      if (replaced) await rm(join(path, `${replaced.id}.body`), { force: true });
    },
    async *read(bucket, { uploadId }, parts) {
      for (const { id } of parts) yield* createReadStream(join(directory(bucket, uploadId), `${id}.body`));
    },
    async end(bucket, { uploadId }) {
      // The record first, so that a crash in between leaves no upload with parts missing.
      await rm(join(directory(bucket, uploadId), UPLOAD_FILE), { force: true });
      await rm(directory(bucket, uploadId), { recursive: true, force: true });
    },
  };
}
