import { plainName, typeOf } from './check.ts';

/**
 * The SHA-256 of a file, base64. The browser's own digest takes a file whole: at most 100 MB, one file at a time, and off
 * the page's own thread. A digest in script would need a chunk at a time, but minutes of an old machine.
 */
export async function digestOf(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** What is declared of a file before it is sent. */
export const declared = (file: File, sha256: string) => ({
  name: plainName(file.name),
  size: file.size,
  type: typeOf(file.name) ?? '',
  sha256,
});
