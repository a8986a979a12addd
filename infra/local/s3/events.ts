import type { Reason } from './operations/operation.ts';
import type { Bucket } from './storage/bucket.ts';
import type { VersionRecord } from './storage/records.ts';

/** An object is complete and durable. */
export interface ObjectCreated {
  bucket: string;
  key: string;
  size: number;
  /** Without quotation marks. */
  etag: string;
  /** `null`, as a word, in a bucket without versions. */
  versionId: string;
  /** Of two events about a key, the later one has the greater; 16 hexadecimal digits. */
  sequencer: string;
  reason: Reason;
  /** ISO, UTC, with milliseconds: the object's own time. */
  eventTime: string;
}

export type LocalS3Log = (level: 'info' | 'warn' | 'error', code: string, fields: Record<string, unknown>) => void;

/** Tells a listener of each object, without anyone waiting for it; a listener that fails is logged. */
export function createEvents(listener: ((event: ObjectCreated) => void | Promise<void>) | undefined, log: LocalS3Log) {
  const running = new Set<Promise<void>>();
  return {
    created(bucket: Bucket, version: VersionRecord, reason: Reason): void {
      const { key, size, etag, versionId, sequencer, lastModified } = version;
      const event = { bucket: bucket.name, key, size, etag, versionId, sequencer, reason, eventTime: lastModified };
      const told = Promise.resolve()
        .then(() => listener?.(event))
        .catch((error: unknown) => log('error', 's3-listener-failed', { bucket: bucket.name, key, error }))
        .finally(() => running.delete(told));
      running.add(told);
    },
    /** Resolves when no listener is at work any more. */
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
