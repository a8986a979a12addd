import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { CONFIG_FILE, portalArchiveSchema } from '../../../functions/publish-portal/archive.ts';
import type { Relocate } from '../addresses.ts';
import type { PortalSpec } from '../template/portal.ts';

export type Encoding = 'br' | 'gzip';
const compressors = { br: brotliCompressSync, gzip: gzipSync };

/** A file as the site serves it. */
export interface ServedFile {
  type: string;
  cacheControl: string;
  etag: string;
  body: Buffer;
  /** The body compressed, made when it is first asked for. */
  compressed(encoding: Encoding): Buffer;
}

function served(file: { type: string; cacheControl: string }, body: Buffer): ServedFile {
  const made = new Map<Encoding, Buffer>();
  return {
    type: file.type,
    cacheControl: file.cacheControl,
    etag: createHash('sha256').update(body).digest('hex').slice(0, 32),
    body,
    compressed(encoding) {
      const bytes = made.get(encoding) ?? compressors[encoding](body);
      made.set(encoding, bytes);
      return bytes;
    },
  };
}

/** The files of the portal by their paths, as a deployment puts them in place; the configuration names this machine. */
export function readFiles(spec: PortalSpec, assetsDir: string, here: Relocate): ReadonlyMap<string, ServedFile> {
  const text = readFileSync(join(assetsDir, `asset.${spec.archive}`), 'utf8');
  const { files } = portalArchiveSchema.parse(JSON.parse(text));
  const config = Buffer.from(here(JSON.stringify(spec.config)));
  return new Map([
    ...files.map((file): [string, ServedFile] => [`/${file.path}`, served(file, Buffer.from(file.base64, 'base64'))]),
    [`/${CONFIG_FILE.path}`, served(CONFIG_FILE, config)],
  ]);
}
