import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Instant } from '../../calendar/dates.ts';

/** A file that a bundle takes from a store, opened only when its turn has come. */
export interface StreamedEntry {
  path: string;
  size: number;
  open: () => Promise<Readable>;
}
/** A file that is made for the bundle. */
export interface MadeEntry {
  path: string;
  bytes: Uint8Array;
}

/**
 * A ZIP as it comes: one entry is read at a time, nothing is compressed (office documents and PDFs are already), and nothing
 * is held but what is under way. An entry that cannot be read, or is not as long as it was, breaks the stream.
 */
export function bundle(made: readonly MadeEntry[], streamed: readonly StreamedEntry[], at: Instant): Readable {
  const zip = new ZipFile();
  const output = new PassThrough();
  const fail = (error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error)));
  const options = { mtime: new Date(at), compress: false };
  zip.on('error', fail);
  for (const { path, bytes } of made) zip.addBuffer(Buffer.from(bytes), path, options);
  for (const { path, size, open } of streamed)
    zip.addReadStreamLazy(path, { ...options, size }, (callback) => {
      open().then(
        (stream) => {
          stream.once('error', fail);
          callback(null, stream);
        },
        (error: unknown) => {
          fail(error);
        },
      );
    });
  zip.end();
  // The library's own stream is typed as the oldest interface; it is a Readable.
  zip.outputStream.pipe(output);
  return output;
}
