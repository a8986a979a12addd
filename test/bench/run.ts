import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { sweepBacklog } from './backlog.ts';
import { benchBoard } from './board.ts';
import { benchEvaluation } from './evaluation.ts';
import { benchBundle, benchReport } from './papers.ts';
import { benchPortal } from './portal.ts';
import { rushBeforeDeadline } from './rush.ts';
import { benchStart } from './start.ts';
import { benchSweep } from './sweep.ts';

const PAGE = new URL('../../docs/performance.md', import.meta.url);

/** Rows of objects as a Markdown table; the keys of the first are its head. */
function table(rows: readonly object[]): string {
  const head = Object.keys(rows[0] ?? {});
  const lines = rows.map(
    (row) =>
      `| ${Object.values(row)
        .map((v) => (typeof v === 'number' ? v.toLocaleString('en') : v))
        .join(' | ')} |`,
  );
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...lines].join('\n');
}

/** Puts figures between the page's marks and leaves what people wrote around them. */
function replaceSection(page: string, name: string, figures: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = page.split(open);
  const after = rest?.split(close)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/performance.md has no section ${name}`);
  return `${before}${open}\n${figures}\n${close}${after}`;
}

const sections: Record<string, () => Promise<string> | string> = {
  machine: () => `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}.`,
  evaluation: () => table([benchEvaluation()]),
  portal: () => table(benchPortal()),
  board: async () => table(await benchBoard()),
  start: () => table(benchStart()),
  sweep: async () => table(await benchSweep()),
  bundle: async () => table([await benchBundle()]),
  report: async () => table([await benchReport()]),
  backlog: async () => table([await sweepBacklog({ notices: 50_000, lettersPerSecond: 14, limitSeconds: 300 })]),
  rush: async () => table([await rushBeforeDeadline(12, 20), await rushBeforeDeadline(500, 20)]),
};

/** All, or those named on the command line. */
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(sections, name));
if (unknown.length > 0)
  throw new Error(`no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}`);

let page = readFileSync(PAGE, 'utf8');
for (const [name, measure] of Object.entries(sections)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const figures = await measure();
  console.log(`${name}\n${figures}\n`);
  page = replaceSection(page, name, figures);
}
writeFileSync(PAGE, page);
