import { createHash } from 'node:crypto';
import { type DeclaredType, fileTypes } from '../../lib/submissions/file-types.ts';

/** The manifest's entry for a file, honest about its bytes; its name gives the type unless one is given. */
export function declare(name: string, bytes: Uint8Array, type?: DeclaredType) {
  const extension = Object.keys(fileTypes).find((key) => name.toLowerCase().endsWith(`.${key}`));
  const found = Object.entries(fileTypes).find(([key]) => key === (type ?? extension));
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  return { name, type: found?.[1] ?? 'application/octet-stream', size: bytes.length, sha256 };
}
