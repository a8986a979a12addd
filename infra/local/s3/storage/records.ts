import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { CHECKSUM_ALGORITHMS } from '../payload/checksums.ts';

/** What lies on disk beside the bytes. */

const checksumSchema = z.strictObject({ algorithm: z.enum(CHECKSUM_ALGORITHMS), value: z.string() });

/** Headers that are given back with the object: Content-Type and its like, `x-amz-meta-*`, encryption. */
const headersSchema = z.record(z.string(), z.string());

/** An object lock in compliance mode: until the instant nobody can delete the version, nor end the lock. */
const retentionSchema = z.strictObject({
  mode: z.literal('COMPLIANCE'),
  /** ISO, UTC, with milliseconds. */
  until: z.string(),
});

/** How long each new version of a bucket is locked. */
const lockSchema = z.strictObject({ mode: z.literal('COMPLIANCE'), days: z.int().positive() });

export const bucketSchema = z.strictObject({
  name: z.string(),
  versioned: z.boolean(),
  lock: lockSchema.optional(),
});

export const versionSchema = z.strictObject({
  /** Names the files of this version; not the key, which is whatever a user may think of. */
  id: z.string(),
  key: z.string(),
  /** `null`, as a word, for what was put while the bucket had no versions. */
  versionId: z.string(),
  /** 16 hexadecimal digits; of two versions of a key the later one has the greater. */
  sequencer: z.string(),
  /** ISO, UTC, with milliseconds. */
  lastModified: z.string(),
  deleteMarker: z.boolean(),
  size: z.number(),
  /** Without quotation marks. */
  etag: z.string(),
  headers: headersSchema,
  checksum: checksumSchema.optional(),
  retention: retentionSchema.optional(),
});

export const uploadSchema = z.strictObject({
  uploadId: z.string(),
  key: z.string(),
  headers: headersSchema,
  algorithm: z.enum(CHECKSUM_ALGORITHMS).optional(),
});

export const partSchema = z.strictObject({
  number: z.number(),
  /** Names the file of its bytes. */
  id: z.string(),
  size: z.number(),
  etag: z.string(),
  checksum: checksumSchema.optional(),
});

export type Lock = z.infer<typeof lockSchema>;
export type Retention = z.infer<typeof retentionSchema>;
export type VersionRecord = z.infer<typeof versionSchema>;
export type UploadRecord = z.infer<typeof uploadSchema>;
export type PartRecord = z.infer<typeof partSchema>;

/** Reads one record; a file that is not one is an error that names it, never an object less. */
export function readRecord<T>(path: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`${path} is not a record of this store`, { cause: error });
  }
}
