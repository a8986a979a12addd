import { gzipSync } from 'node:zlib';
import type { Portal } from './portal.ts';

/** The scripts and styles that a browser with nothing in its cache loads until the first screen stands, compressed as a slow line gets them. */
export async function firstLoad(portal: Portal, user: string): Promise<{ path: string; bytes: number }[]> {
  const visit = await portal.visit();
  const paths = new Set<string>();
  visit.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/assets/')) paths.add(pathname);
  });
  await visit.signIn(user);
  await visit.close();
  return Promise.all(
    [...paths].map(async (path) => {
      const answer = await fetch(`${portal.url}${path}`);
      return { path, bytes: gzipSync(Buffer.from(await answer.arrayBuffer())).length };
    }),
  );
}
