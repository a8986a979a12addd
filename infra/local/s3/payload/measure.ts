import { S3Error } from '../errors.ts';
import { type ChecksumAlgorithm, createHasher } from './checksums.ts';

export interface Measured {
  /** Passes the bytes on as they come. */
  body: AsyncGenerator<Buffer>;
  /** Of all that has passed. */
  size(): number;
  /** Of all that has passed, when `body` has been read. */
  digest(algorithm: ChecksumAlgorithm | 'MD5'): Buffer;
}

/** Counts and hashes bytes that pass by, and refuses the first one beyond `max`. */
export function measure(
  source: AsyncIterable<Buffer>,
  algorithms: ReadonlySet<ChecksumAlgorithm | 'MD5'>,
  max: number,
): Measured {
  const hashers = new Map([...algorithms].map((algorithm) => [algorithm, createHasher(algorithm)]));
  const digests = new Map<string, Buffer>();
  let size = 0;

  async function* body() {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > max)
        throw new S3Error('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', {
          ProposedSize: String(size),
          MaxSizeAllowed: String(max),
        });
      for (const hasher of hashers.values()) hasher.update(chunk);
      yield chunk;
    }
  }

  return {
    body: body(),
    size: () => size,
    digest: (algorithm) => {
      const digest = digests.get(algorithm) ?? hashers.get(algorithm)?.digest();
      if (!digest) throw new Error(`${algorithm} was not measured`);
      digests.set(algorithm, digest);
      return digest;
    },
  };
}
