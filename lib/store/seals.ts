import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type Instant, isLocalDate, type LocalDate, toInstant } from '../calendar/dates.ts';
import { readSeal, writeSeal } from '../obligations/seal-file.ts';
import type { Seal } from '../obligations/sealing.ts';

/** Where seals lie in their bucket; nothing that a person typed is part of a key. */
export const SEALS_PREFIX = 'seals/';
const SUFFIX = '.jsonl.gz';

/** The name of a day's seal as a file. */
export const sealName = (date: LocalDate): string => `${date}${SUFFIX}`;

/** The key of a day's seal. Keys sort by day. */
export const sealKey = (date: LocalDate): string => `${SEALS_PREFIX}${sealName(date)}`;

/** What the store says of a day's seal, without reading it. */
export interface StoredSeal {
  date: LocalDate;
  /** The first version, which the object lock keeps. */
  versionId: string;
  /** When the store had it, by its own clock. */
  storedAt: Instant;
  bytes: number;
  /** How many versions and delete markers somebody laid over it since: none, unless somebody meddled. */
  covers: number;
}

const dateOf = (key: string | undefined): LocalDate | undefined => {
  const date = key?.slice(SEALS_PREFIX.length, -SUFFIX.length) ?? '';
  return isLocalDate(date) && sealKey(date) === key ? date : undefined;
};

const isTaken = (error: unknown): boolean => error instanceof Error && error.name === 'PreconditionFailed';

/** Seals in a bucket with an object lock. Only the first version of a day is ever looked at. */
export function createSealStore(s3: S3Client, bucket: string) {
  async function* pages(): AsyncGenerator<ListObjectVersionsCommandOutput> {
    for (let from = {}; ; ) {
      const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: SEALS_PREFIX, ...from }));
      yield page;
      if (!page.IsTruncated) return;
      from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
    }
  }

  return {
    /** Every seal, in order of day. */
    async list(): Promise<StoredSeal[]> {
      const found = new Map<LocalDate, StoredSeal>();
      const covers = new Map<LocalDate, number>();
      for await (const page of pages()) {
        for (const { Key, VersionId: versionId, LastModified, Size: bytes = 0 } of page.Versions ?? []) {
          const date = dateOf(Key);
          if (date === undefined || versionId === undefined || LastModified === undefined) continue;
          // A key's versions come newest first, so the first one ever stored is the last one seen.
          if (found.has(date)) covers.set(date, (covers.get(date) ?? 0) + 1);
          found.set(date, { date, versionId, storedAt: toInstant(LastModified), bytes, covers: 0 });
        }
        for (const { Key } of page.DeleteMarkers ?? []) {
          const date = dateOf(Key);
          if (date !== undefined) covers.set(date, (covers.get(date) ?? 0) + 1);
        }
      }
      return [...found.values()]
        .map((seal) => ({ ...seal, covers: covers.get(seal.date) ?? 0 }))
        .sort((a, b) => (a.date < b.date ? -1 : 1));
    },

    /** The seal of a day as it was first stored; undefined when what lies there is none. */
    async read({ date, versionId }: Pick<StoredSeal, 'date' | 'versionId'>): Promise<Seal | undefined> {
      const input = { Bucket: bucket, Key: sealKey(date), VersionId: versionId };
      const { Body } = await s3.send(new GetObjectCommand(input));
      return Body && readSeal(await Body.transformToByteArray());
    },

    /** Stores a day's seal, once: false when that day has one, which then stands. */
    async put(seal: Seal): Promise<boolean> {
      try {
        await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: sealKey(seal.date),
            Body: writeSeal(seal),
            ContentType: 'application/gzip',
            IfNoneMatch: '*',
            // S3 takes nothing under an object lock whose bytes are not proven.
            ChecksumAlgorithm: 'SHA256',
          }),
        );
        return true;
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
    },
  };
}
export type SealStore = ReturnType<typeof createSealStore>;
