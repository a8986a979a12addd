import { accessDenied, S3Error } from '../errors.ts';
import { type Scope, signingKey } from './signature.ts';

export interface Credentials {
  secretAccessKey: string;
  /** When set, every request of this key must carry it. */
  sessionToken?: string | undefined;
  /** Whether its requests may be dated by another clock than this one. */
  atAnyTime?: boolean;
}

export interface AuthSettings {
  credentials: (accessKeyId: string) => Credentials | undefined;
  region: string;
  now: () => Date;
}

/** S3 allows a request's clock to differ by this much. */
export const MAX_SKEW_MS = 15 * 60 * 1000;

/** Where a credential is malformed depends on where it stood: header, query or form. */
export type Malformed = (message: string, details?: Readonly<Record<string, string>>) => S3Error;

export interface CredentialScope {
  accessKeyId: string;
  scope: Scope;
}

/** Reads `KEY/YYYYMMDD/region/s3/aws4_request` and refuses another region, service or day than `amzDate`'s. */
export function parseCredential(text: string, amzDate: string, region: string, malformed: Malformed): CredentialScope {
  const [accessKeyId, date, scopeRegion, service, terminator, ...rest] = text.split('/');
  if (!accessKeyId || !date || !/^\d{8}$/.test(date) || terminator !== 'aws4_request' || rest.length > 0)
    throw malformed('The Credential is malformed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
  if (scopeRegion !== region)
    throw malformed(`The region '${scopeRegion}' is wrong; expecting '${region}'`, { Region: region });
  if (service !== 's3') throw malformed(`incorrect service "${service}". This endpoint belongs to "s3".`);
  if (date !== amzDate.slice(0, 8))
    throw malformed(`Invalid credential date "${date}". This date is not the same as X-Amz-Date.`);
  return { accessKeyId, scope: { date, region, service } };
}

/** The signing key of a known access key whose session token is the right one. */
export function findSigningKey(
  { accessKeyId, scope }: CredentialScope,
  token: string | undefined,
  { credentials }: Pick<AuthSettings, 'credentials'>,
): Uint8Array {
  const found = credentials(accessKeyId);
  if (!found)
    throw new S3Error('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', {
      AWSAccessKeyId: accessKeyId,
    });
  if (token !== found.sessionToken)
    throw new S3Error('InvalidToken', 'The provided token is malformed or otherwise invalid.');
  return signingKey(found.secretAccessKey, scope);
}

/** Milliseconds since the epoch of `YYYYMMDDTHHMMSSZ`; refuses anything else. */
export function parseAmzDate(text: string | undefined): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '') ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) throw accessDenied('AWS authentication requires a valid Date or x-amz-date header');
  return time;
}
