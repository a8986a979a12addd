import type { Instant } from '../../../lib/calendar/dates.ts';
import type { BusEvent } from '../events/bus.ts';

/** What scanners agree to call malware, so that they can be tried; in pieces, lest they find it in this file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('');

/** Whether a file holds the test string. Reads as it comes, and keeps no more than the end of what it has read. */
export async function isInfected(file: AsyncIterable<Uint8Array>): Promise<boolean> {
  let end = '';
  for await (const chunk of file) {
    const text = end + Buffer.from(chunk).toString('latin1');
    if (text.includes(EICAR)) return true;
    end = text.slice(-EICAR.length);
  }
  return false;
}

/** GuardDuty's report on one version of a file. */
export const scanResult = (
  { bucket, key, versionId, etag }: { bucket: string; key: string; versionId: string; etag: string },
  infected: boolean,
  time: Instant,
): BusEvent => ({
  source: 'aws.guardduty',
  detailType: 'GuardDuty Malware Protection Object Scan Result',
  time,
  resources: [`arn:aws:s3:::${bucket}`],
  detail: {
    schemaVersion: '1.0',
    scanStatus: 'COMPLETED',
    resourceType: 'S3_OBJECT',
    s3ObjectDetails: { bucketName: bucket, objectKey: key, eTag: etag, versionId },
    scanResultDetails: {
      scanResultStatus: infected ? 'THREATS_FOUND' : 'NO_THREATS_FOUND',
      threats: infected ? [{ name: 'EICAR-Test-File (not a virus)' }] : null,
    },
  },
});
