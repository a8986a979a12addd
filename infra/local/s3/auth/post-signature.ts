import { accessDenied, invalidArgument, S3Error } from '../errors.ts';
import { type AuthSettings, findSigningKey, type Malformed, parseAmzDate, parseCredential } from './credential.ts';
import { ALGORITHM, sameText, sign } from './signature.ts';

/** Proves who signed the policy of a form; `fields` by lower-case name. Returns the access key. */
export function verifyPostSignature(
  fields: ReadonlyMap<string, string>,
  settings: Pick<AuthSettings, 'credentials' | 'region'>,
): { accessKeyId: string; policy: string } {
  const policy = fields.get('policy');
  if (!policy) throw accessDenied();
  const required = (name: string) => {
    const value = fields.get(name.toLowerCase());
    if (!value)
      throw invalidArgument(
        `Bucket POST must contain a field named '${name}'. If it is specified, please check the order of the fields.`,
        name,
        '',
      );
    return value;
  };
  const algorithm = required('X-Amz-Algorithm');
  if (algorithm !== ALGORITHM)
    throw invalidArgument(`X-Amz-Algorithm only supports "${ALGORITHM}"`, 'X-Amz-Algorithm', algorithm);
  const amzDate = required('X-Amz-Date');
  parseAmzDate(amzDate);
  const credential = required('X-Amz-Credential');
  const malformed: Malformed = (message) => invalidArgument(message, 'X-Amz-Credential', credential);
  const parsed = parseCredential(credential, amzDate, settings.region, malformed);
  const key = findSigningKey(parsed, fields.get('x-amz-security-token'), settings);
  if (!sameText(required('X-Amz-Signature'), sign(key, policy)))
    throw new S3Error(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      { AWSAccessKeyId: parsed.accessKeyId, StringToSign: policy },
    );
  return { accessKeyId: parsed.accessKeyId, policy };
}
