import { invalidArgument, notImplemented, S3Error } from '../errors.ts';
import type { S3Request } from '../request.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { Retention, VersionRecord } from '../storage/records.ts';

const MODE = 'x-amz-object-lock-mode';
const UNTIL = 'x-amz-object-lock-retain-until-date';

/** The headers by which an upload asks for a lock of its own; a legal hold is not among what is known here. */
export const LOCK_HEADERS = [MODE, UNTIL] as const;

/** The lock that an upload asks for; undefined when it asks for none, and the bucket's own holds. */
export function askedRetention({ headers }: S3Request, bucket: Bucket, now: Date): Retention | undefined {
  const [mode, until] = [headers.get(MODE), headers.get(UNTIL)];
  if (mode === undefined && until === undefined) return undefined;
  if (mode === undefined || until === undefined)
    throw invalidArgument(`${UNTIL} and ${MODE} must both be supplied`, mode === undefined ? UNTIL : MODE, '');
  if (!bucket.lock) throw new S3Error('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  if (mode === 'GOVERNANCE') throw notImplemented(`${MODE}: GOVERNANCE`);
  if (mode !== 'COMPLIANCE') throw invalidArgument('Unknown wormMode directive.', MODE, mode);
  const time = Date.parse(until);
  if (Number.isNaN(time) || !/^\d{4}-\d{2}-\d{2}T/.test(until))
    throw invalidArgument('The retain until date must be provided in ISO 8601 format', UNTIL, until);
  if (time <= now.getTime()) throw invalidArgument('The retain until date must be in the future!', UNTIL, until);
  return { mode, until: new Date(time).toISOString() };
}

/** Refuses an upload that is to be locked and does not prove its bytes: what is wrong could not be put right. */
export function requireProof({ headers }: S3Request): void {
  const proven =
    headers.has('content-md5') ||
    headers.get('x-amz-trailer')?.startsWith('x-amz-checksum-') ||
    [...headers.keys()].some((name) => name.startsWith('x-amz-checksum-'));
  if (!proven)
    throw new S3Error(
      'InvalidRequest',
      'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
    );
}

/** How a reader sees the lock. S3 shows it to those who may `s3:GetObjectRetention`, this store to every reader. */
export const retentionHeaders = ({ retention }: VersionRecord): Record<string, string> =>
  retention ? { [MODE]: retention.mode, [UNTIL]: retention.until } : {};
