import { checkMinimum, checkPolicy, parsePolicy } from '../auth/post-policy.ts';
import { verifyPostSignature } from '../auth/post-signature.ts';
import { notImplemented, S3Error } from '../errors.ts';
import { formBoundary, readForm } from '../form.ts';
import { type ChecksumAlgorithm, checkDigest, declaredChecksum } from '../payload/checksums.ts';
import { measure } from '../payload/measure.ts';
import { uriEncodePath } from '../request.ts';
import { xml, xmlDocument } from '../xml.ts';
import { type Answer, allow, type Call, type Deps, quoted } from './operation.ts';
import { checkKey, storedAnswerHeaders, storeObject } from './store-object.ts';
import { isListed, STORED_FIELDS, storedHeaders } from './stored-headers.ts';

const KNOWN_FIELDS = [
  ...STORED_FIELDS,
  'bucket',
  'key',
  'policy',
  'success_action_status',
  'x-amz-algorithm',
  'x-amz-checksum-*',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-signature',
  'x-ignore-*',
];

function requireForm({ headers }: Call['request']): string {
  const boundary = formBoundary(headers.get('content-type'));
  if (boundary === undefined)
    throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
      Condition: 'Bucket POST must be of the enclosure-type multipart/form-data',
    });
  if (!headers.has('content-length'))
    throw new S3Error('MissingContentLength', 'You must provide the Content-Length HTTP header.');
  return boundary;
}

/**
 * An upload by a form (presigned POST): the form itself proves who allowed it and what may be sent. The file is
 * read only after all else has been found right, and no further than the policy allows.
 */
export async function postObject(
  { request, message, bucket }: Omit<Call, 'caller'>,
  deps: Omit<Deps, 'uploads'>,
): Promise<Answer> {
  const { fields, file } = await readForm(message, requireForm(request));
  const { accessKeyId, policy: text } = verifyPostSignature(fields, deps);
  const policy = parsePolicy(text);
  checkPolicy(policy, fields, bucket.name, deps.now());
  const unknown = [...fields.keys()].find((name) => !isListed(name, KNOWN_FIELDS));
  if (unknown !== undefined) throw notImplemented(`the form field ${unknown}`);
  const key = fields.get('key') ?? '';
  checkKey(key);
  allow(deps, accessKeyId, 's3:PutObject', bucket.name, key);
  const declared = declaredChecksum(fields, 'x-amz-checksum-algorithm');
  const upload = { bucket, key, headers: storedHeaders(fields), onlyIfAbsent: false, reason: 'PostObject' as const };
  const algorithms = new Set<ChecksumAlgorithm | 'MD5'>(['MD5', ...(declared ? [declared.algorithm] : [])]);
  const measured = measure(file, algorithms, policy.length.max);

  const prove = () => {
    checkMinimum(policy, measured.size());
    const checksum = declared && {
      algorithm: declared.algorithm,
      value: measured.digest(declared.algorithm).toString('base64'),
    };
    if (declared?.value !== undefined && checksum) checkDigest(declared.algorithm, declared.value, checksum.value);
    return { size: measured.size(), etag: measured.digest('MD5').toString('hex'), checksum };
  };
  const version = await storeObject(upload, { body: measured.body, prove }, deps);

  const location = `http://${request.headers.get('host')}/${bucket.name}/${uriEncodePath(key)}`;
  const headers = { ...storedAnswerHeaders(bucket, version), location };
  const status = fields.get('success_action_status');
  if (status === '200') return { status: 200, headers };
  if (status !== '201') return { status: 204, headers };
  const body = xmlDocument(
    xml('PostResponse', [
      xml('Location', location),
      xml('Bucket', bucket.name),
      xml('Key', key),
      xml('ETag', quoted(version.etag)),
    ]),
    { namespace: false },
  );
  return { status: 201, headers, body };
}
