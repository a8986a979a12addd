import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { notImplemented, S3Error } from '../errors.ts';

/** Checksums that S3 verifies on arrival and gives back when asked. */

export const CHECKSUM_ALGORITHMS = ['CRC32', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

const DIGEST_BYTES: Readonly<Record<ChecksumAlgorithm, number>> = { CRC32: 4, SHA1: 20, SHA256: 32 };

export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Buffer;
}

function crc32Hasher(): Hasher {
  let value = 0;
  return {
    update: (bytes) => {
      value = crc32(bytes, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

export function createHasher(algorithm: ChecksumAlgorithm | 'MD5'): Hasher {
  if (algorithm === 'CRC32') return crc32Hasher();
  const hash = createHash(algorithm.toLowerCase());
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}

export const checksumHeader = (algorithm: ChecksumAlgorithm) => `x-amz-checksum-${algorithm.toLowerCase()}`;

/** Reads an algorithm's name; S3 knows more of them than this store does, and those are refused as such. */
export function parseAlgorithm(name: string): ChecksumAlgorithm {
  const found = CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === name.toUpperCase());
  if (!found) throw notImplemented(`the checksum algorithm ${name}`);
  return found;
}

/** What a client declared: the algorithm, and its value unless that follows in a trailer. */
export interface DeclaredChecksum {
  algorithm: ChecksumAlgorithm;
  value: string | undefined;
}

const isDigest = (value: string, bytes: number) => {
  const decoded = Buffer.from(value, 'base64');
  return decoded.length === bytes && decoded.toString('base64') === value;
};

/** Refuses a value that cannot be a checksum of its algorithm. */
export function checkDigestForm({ algorithm, value }: DeclaredChecksum): void {
  if (value !== undefined && !isDigest(value, DIGEST_BYTES[algorithm]))
    throw new S3Error('InvalidRequest', `Value for ${checksumHeader(algorithm)} header is invalid.`);
}

const VALUE_FIELD = /^x-amz-checksum-(?!algorithm$|mode$|type$)(.+)$/;

/**
 * The checksum that headers or form fields declare. `selector` is the field that names the algorithm alone; a named
 * algorithm must come with its value, here or in the `trailer` that is announced.
 */
export function declaredChecksum(
  fields: ReadonlyMap<string, string>,
  selector: 'x-amz-checksum-algorithm' | 'x-amz-sdk-checksum-algorithm',
  trailer?: string,
): DeclaredChecksum | undefined {
  const values = [...fields].flatMap(([name, value]) => {
    const algorithm = VALUE_FIELD.exec(name)?.[1];
    return algorithm ? [{ algorithm: parseAlgorithm(algorithm), value }] : [];
  });
  const announced = trailer === undefined ? undefined : VALUE_FIELD.exec(trailer)?.[1];
  const all: DeclaredChecksum[] = [
    ...values,
    ...(announced ? [{ algorithm: parseAlgorithm(announced), value: undefined }] : []),
  ];
  const [declared] = all;
  if (all.length > 1)
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  const named = fields.get(selector);
  if (named !== undefined && declared?.algorithm !== parseAlgorithm(named))
    throw new S3Error(
      'InvalidRequest',
      `${selector} specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.`,
    );
  if (declared) checkDigestForm(declared);
  return declared;
}

/** Refuses bytes that are not the ones which were declared. */
export function checkDigest(algorithm: ChecksumAlgorithm, declared: string, actual: string): void {
  if (declared !== actual)
    throw new S3Error('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
}

/** Reads Content-MD5, which S3 verifies as well. */
export function parseContentMd5(value: string | undefined): string | undefined {
  if (value !== undefined && !isDigest(value, 16))
    throw new S3Error('InvalidDigest', 'The Content-MD5 you specified was invalid.');
  return value;
}
