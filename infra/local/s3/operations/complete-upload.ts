import { S3Error } from '../errors.ts';
import { type ChecksumAlgorithm, createHasher } from '../payload/checksums.ts';
import { openPayload, type StoredChecksum } from '../payload/payload.ts';
import { uriEncodePath } from '../request.ts';
import type { PartRecord } from '../storage/records.ts';
import { childText, malformedXml, parseXml, xml, xmlDocument } from '../xml.ts';
import { uploadIdOf } from './multipart-upload.ts';
import { type Call, type Operation, quoted } from './operation.ts';
import { onlyIfAbsent } from './put-object.ts';
import { storedAnswerHeaders, storeObject } from './store-object.ts';

const MIN_PART_BYTES = 5 * 1024 ** 2;
const MAX_DOCUMENT_BYTES = 1024 ** 2;

interface ListedPart {
  number: number;
  etag: string;
  checksum: (algorithm: ChecksumAlgorithm) => string | undefined;
}

async function readDocument({ request, message, caller }: Call): Promise<ListedPart[]> {
  const payload = openPayload(message, request, caller);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload.body) {
    size += chunk.length;
    if (size > MAX_DOCUMENT_BYTES) throw malformedXml();
    chunks.push(chunk);
  }
  payload.prove();
  const root = parseXml(Buffer.concat(chunks).toString('utf8'));
  if (root.name !== 'CompleteMultipartUpload' || root.children.length === 0) throw malformedXml();
  return root.children.map((part) => {
    const [number, etag] = [childText(part, 'PartNumber'), childText(part, 'ETag')];
    if (part.name !== 'Part' || !number || !/^\d{1,5}$/.test(number) || !etag) throw malformedXml();
    const checksum = (algorithm: ChecksumAlgorithm) => childText(part, `Checksum${algorithm}`);
    return { number: Number(number), etag: etag.replaceAll('"', ''), checksum };
  });
}

/** The parts that the client lists, each of which must be there as it says, in ascending order. */
function chooseParts(listed: readonly ListedPart[], stored: ReadonlyMap<number, PartRecord>): PartRecord[] {
  if (listed.some(({ number }, at) => number <= (listed[at - 1]?.number ?? 0)))
    throw new S3Error('InvalidPartOrder', 'The list of parts was not in ascending order.');
  const parts = listed.map(({ number, etag, checksum }) => {
    const part = stored.get(number);
    const declared = part?.checksum && checksum(part.checksum.algorithm);
    if (part?.etag !== etag || (declared !== undefined && declared !== part.checksum?.value))
      throw new S3Error('InvalidPart', 'One or more of the specified parts could not be found.', {
        PartNumber: String(number),
        ETag: etag,
      });
    return part;
  });
  const small = parts.slice(0, -1).find(({ size }) => size < MIN_PART_BYTES);
  if (small)
    throw new S3Error('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
      ProposedSize: String(small.size),
      MinSizeAllowed: String(MIN_PART_BYTES),
      PartNumber: String(small.number),
    });
  return parts;
}

const md5OfParts = (parts: readonly PartRecord[]) => {
  const hasher = createHasher('MD5');
  for (const { etag } of parts) hasher.update(Buffer.from(etag, 'hex'));
  return `${hasher.digest().toString('hex')}-${parts.length}`;
};

/** A checksum of the parts' checksums, when they all have one of `algorithm`. */
function compositeChecksum(parts: readonly PartRecord[], algorithm: ChecksumAlgorithm | undefined) {
  if (!algorithm) return undefined;
  const hasher = createHasher(algorithm);
  for (const { checksum } of parts) hasher.update(Buffer.from(checksum?.value ?? '', 'base64'));
  return { algorithm, value: `${hasher.digest().toString('base64')}-${parts.length}` } satisfies StoredChecksum;
}

export const completeMultipartUpload: Operation = {
  name: 'CompleteMultipartUpload',
  method: 'POST',
  target: 'object',
  select: ['uploadId'],
  query: [],
  headers: ['x-amz-sdk-checksum-algorithm', 'if-none-match'],
  action: () => 's3:PutObject',
  async run(call, deps) {
    const { request, bucket } = call;
    const upload = deps.uploads.find(bucket, uploadIdOf(request), request.key);
    const parts = chooseParts(await readDocument(call), deps.uploads.parts(bucket, upload));
    const checksum = compositeChecksum(parts, upload.algorithm);
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    const proven = { size, etag: md5OfParts(parts), checksum };
    const version = await storeObject(
      {
        bucket,
        key: request.key,
        headers: upload.headers,
        onlyIfAbsent: onlyIfAbsent(request),
        reason: 'CompleteMultipartUpload',
      },
      { body: deps.uploads.read(bucket, upload, parts), prove: () => proven },
      deps,
    );
    await deps.uploads.end(bucket, upload);
    const { etag: _, ...headers } = storedAnswerHeaders(bucket, version);
    const body = xmlDocument(
      xml('CompleteMultipartUploadResult', [
        xml('Location', `http://${request.headers.get('host')}/${bucket.name}/${uriEncodePath(request.key)}`),
        xml('Bucket', bucket.name),
        xml('Key', request.key),
        xml('ETag', quoted(version.etag)),
        checksum && xml(`Checksum${checksum.algorithm}`, checksum.value),
        checksum && xml('ChecksumType', 'COMPOSITE'),
      ]),
    );
    return { status: 200, headers, body };
  },
};
