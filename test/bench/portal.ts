import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { portalArchiveSchema } from '../../functions/publish-portal/archive.ts';
import { buildPortal } from '../../infra/portal/files.ts';

export interface PortalFigures {
  page: string;
  files: number;
  /** Script and style as a slow line gets them. */
  gzippedKilobytes: number;
  /** With all that every page needs, as on a first visit. */
  firstLoadKilobytes: number;
}

const stem = (path: string) => path.replace(/^assets\//, '').replace(/-.{8}\.(js|css)$/, '');

/** The weight of each page of the built portal: what it adds, and what a first visit to it loads in all. */
export function benchPortal(): PortalFigures[] {
  const { files } = portalArchiveSchema.parse(JSON.parse(readFileSync(buildPortal(), 'utf8')));
  const contents = new Map(files.map(({ path, base64 }) => [path, Buffer.from(base64, 'base64')]));
  const sizeOf = (path: string) => gzipSync(contents.get(path) ?? '').length;

  /** A script, what it imports at once, and the styles that go by the same names. */
  function closure(path: string, seen: Set<string>): Set<string> {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const style of contents.keys()) if (style.endsWith('.css') && stem(style) === stem(path)) seen.add(style);
    const source = contents.get(path)?.toString('utf8') ?? '';
    for (const [, chunk] of source.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
      closure(`assets/${chunk}`, seen);
    return seen;
  }
  const sum = (paths: Iterable<string>) => [...paths].reduce((total, path) => total + sizeOf(path), 0);
  const kilobytes = (bytes: number) => Math.round((bytes / 1024) * 10) / 10;

  const html = contents.get('index.html')?.toString('utf8') ?? '';
  const [, entry = ''] = /<script[^>]* src="\/([^"]+)"/.exec(html) ?? [];
  const frame = closure(entry, new Set());
  const pages = [
    ...(contents.get(entry)?.toString('utf8') ?? '').matchAll(/import\(\s*["'`]\.\/([^"'`]+\.js)["'`]\)/g),
  ];
  const rows = pages.map(([, chunk = '']): PortalFigures => {
    const own = [...closure(`assets/${chunk}`, new Set())].filter((path) => !frame.has(path));
    return {
      page: stem(chunk),
      files: own.length,
      gzippedKilobytes: kilobytes(sum(own)),
      firstLoadKilobytes: kilobytes(sum(frame) + sum(own)),
    };
  });
  const all = { page: 'every page', files: frame.size, gzippedKilobytes: kilobytes(sum(frame)) };
  return [{ ...all, firstLoadKilobytes: all.gzippedKilobytes }, ...rows];
}
