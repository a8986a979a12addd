import { invalidArgument, notImplemented, S3Error } from '../errors.ts';
import { checksumHeader, parseAlgorithm } from '../payload/checksums.ts';
import { openPayload } from '../payload/payload.ts';
import type { S3Request } from '../request.ts';
import { xml, xmlDocument } from '../xml.ts';
import { type Operation, quoted } from './operation.ts';
import { BODY_HEADERS } from './put-object.ts';
import { checkKey } from './store-object.ts';
import { STORED_HEADERS, storedHeaders } from './stored-headers.ts';

export const uploadIdOf = ({ query }: S3Request) => query.get('uploadId') ?? '';

export const createMultipartUpload: Operation = {
  name: 'CreateMultipartUpload',
  method: 'POST',
  target: 'object',
  select: ['uploads'],
  query: [],
  headers: [...STORED_HEADERS, 'x-amz-checksum-algorithm', 'x-amz-checksum-type'],
  action: () => 's3:PutObject',
  async run({ request, bucket }, { uploads }) {
    const { key, headers } = request;
    checkKey(key);
    const type = headers.get('x-amz-checksum-type') ?? 'COMPOSITE';
    if (type !== 'COMPOSITE') throw notImplemented(`x-amz-checksum-type: ${type}`);
    const name = headers.get('x-amz-checksum-algorithm');
    const algorithm = name === undefined ? {} : { algorithm: parseAlgorithm(name) };
    const { uploadId } = await uploads.begin(bucket, { key, headers: storedHeaders(headers), ...algorithm });
    const body = xmlDocument(
      xml('InitiateMultipartUploadResult', [xml('Bucket', bucket.name), xml('Key', key), xml('UploadId', uploadId)]),
    );
    return { status: 200, headers: {}, body };
  },
};

export const uploadPart: Operation = {
  name: 'UploadPart',
  method: 'PUT',
  target: 'object',
  select: ['uploadId', 'partNumber'],
  query: [],
  headers: [...BODY_HEADERS],
  action: () => 's3:PutObject',
  async run({ request, message, bucket, caller }, { storage, uploads }) {
    const number = Number(request.query.get('partNumber'));
    if (!Number.isInteger(number) || number < 1 || number > 10_000)
      throw invalidArgument(
        'Part number must be an integer between 1 and 10000, inclusive',
        'partNumber',
        request.query.get('partNumber') ?? '',
      );
    const upload = uploads.find(bucket, uploadIdOf(request), request.key);
    const payload = openPayload(message, request, caller);
    const staged = await storage.stage(payload.body);
    try {
      const { size, md5, checksum } = payload.prove();
      if (upload.algorithm && checksum?.algorithm !== upload.algorithm)
        throw new S3Error(
          'InvalidRequest',
          `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm}, actual: ${checksum?.algorithm}`,
        );
      await uploads.addPart(bucket, upload, staged, { number, size, etag: md5, ...(checksum ? { checksum } : {}) });
      const header = checksum && { [checksumHeader(checksum.algorithm)]: checksum.value };
      return { status: 200, headers: { etag: quoted(md5), ...header } };
    } finally {
      await staged.discard();
    }
  },
};

export const abortMultipartUpload: Operation = {
  name: 'AbortMultipartUpload',
  method: 'DELETE',
  target: 'object',
  select: ['uploadId'],
  query: [],
  headers: [],
  action: () => 's3:AbortMultipartUpload',
  async run({ request, bucket }, { uploads }) {
    await uploads.end(bucket, uploads.find(bucket, uploadIdOf(request), request.key));
    return { status: 204, headers: {} };
  },
};
