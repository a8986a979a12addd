import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openPortal } from '../browser/portal.ts';
import { DESKTOP, PHONE } from '../browser/visit.ts';
import { OPENS } from './month.ts';
import { pages } from './pages.ts';

const FOLDER = fileURLToPath(new URL('../../../docs/images/', import.meta.url));
const sizes = { phone: PHONE, desktop: DESKTOP } as const;

/** Pictures the pages for the user guide: `npm run screenshots`, with names to picture these only. */
async function main(wanted: readonly string[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const portal = await openPortal(OPENS.now, { goLive: OPENS.goLive });
  try {
    for (const { name, user, path, before, pauseMs } of pages) {
      // What a page shows may have happened for an earlier one.
      await before?.(portal);
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      for (const [size, viewport] of Object.entries(sizes)) {
        const visit = await portal.as(user, path, { viewport });
        if (pauseMs !== undefined) await visit.page.waitForTimeout(pauseMs);
        await visit.page.screenshot({ path: `${FOLDER}${name}-${size}.png` });
        for (const fault of visit.faults) console.error(`${name}: ${fault}`);
        await visit.close();
      }
      console.log(name);
    }
  } finally {
    await portal.close();
  }
}

await main(process.argv.slice(2));
