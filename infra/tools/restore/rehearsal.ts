import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Instant, LocalDate } from '../../../lib/calendar/dates.ts';
import { parseUnitsCsv } from '../../../lib/units/csv.ts';
import { validOn } from '../../../lib/units/unit.ts';
import { startLocalCloud } from '../../local/cloud.ts';
import type { LocalCloud } from '../../local/local-cloud.ts';
import { LOCAL_SETTINGS } from '../../local/settings.ts';
import { synthesise } from '../../local/synthesis.ts';
import { run as verifyHistories } from '../history-verify.ts';
import { fileMonth } from '../province/file-month.ts';
import { type Filing, makeMonth } from '../province/month.ts';
import { createApiClient, SystemError } from '../shared/api-client.ts';
import { type Backstage, openBackstage } from './backstage.ts';
import { copyBack, differences, keyOf, type RawItem } from './compare.ts';
import { readTable, writeTable } from './table.ts';

const BEGIN: Instant = '2026-10-20T00:00:00Z';
const MONTH: { period: string; lastDay: LocalDate } = { period: '2026-10', lastDay: '2026-10-27' };
const UNITS = new URL('../../../data/units.csv', import.meta.url);
/** Enough reports that each kind of damage has its own, and few enough for a minute. */
const BEFORE = 5;
const AFTER = 2;

const verifiedSchema = z.object({ broken: z.array(z.object({ obligation: z.string(), reason: z.string() })) });
const shownSchema = z.object({
  status: z.string(),
  receivedAt: z.string().optional(),
  submissions: z.array(
    z.object({ id: z.string(), files: z.array(z.object({ file: z.string(), sha256: z.string() })) }),
  ),
});
const linkSchema = z.object({ url: z.url() });

const idOf = ({ unit }: Filing): string => `${unit}.monthly.${MONTH.period}`;

/** The reports that are filed before the point in time, and those after it, one of a unit. */
async function chooseFilings(): Promise<{ before: Filing[]; after: Filing[] }> {
  const parsed = parseUnitsCsv(readFileSync(UNITS, 'utf8'));
  if (!parsed.ok) throw new SystemError('data/units.csv has errors');
  const units = parsed.units.filter((unit) => validOn(unit, MONTH.lastDay));
  const month = (await makeMonth(units, MONTH.period)).filter(({ kind }) => kind !== 'broken');
  const earliest = new Map(month.toReversed().map((filing) => [filing.unit, filing]));
  // The clock only goes forward.
  const first = [...earliest.values()].sort((a, b) => a.day - b.day);
  return {
    before: first.filter(({ day }) => day <= 0).slice(0, BEFORE),
    after: first.filter(({ day }) => day > 0).slice(0, AFTER),
  };
}

/** Each of them as an insider or a fault might do it, on a report of its own; gives whose reports they were. */
async function damage({ dynamo, table }: Backstage, items: readonly RawItem[], reports: readonly string[]) {
  const [late = '', forgotten = '', lost = ''] = reports;
  const state = items.find(({ id, SK }) => id?.S === late && SK?.S?.startsWith('OBLIGATION#'));
  const event = items.find(({ PK, SK }) => PK?.S === `OBLIGATION#${forgotten}` && SK?.S === 'HISTORY#000002');
  const submission = items.find(({ PK, SK }) => PK?.S === `OBLIGATION#${lost}` && SK?.S === 'SUBMISSION#000001');
  if (!state || !event || !submission) throw new Error('there is nothing to damage');
  const remove = [keyOf(event), keyOf(submission)];
  await writeTable(dynamo, table, { put: [{ ...state, receivedAt: { S: BEGIN } }], remove });
  return [late, forgotten, lost];
}

/** What a report shows, and whether each of its files is, byte for byte, what was declared. */
async function look(cloud: LocalCloud, id: string): Promise<{ receivedAt: string | undefined; whole: boolean }> {
  const client = createApiClient(new URL(cloud.url), fetch);
  const token = await cloud.token('office');
  const { receivedAt, submissions } = await client.get(`/v1/obligations/${id}`, token, shownSchema);
  let whole = submissions.length > 0;
  for (const submission of submissions)
    for (const { file, sha256 } of submission.files) {
      const { url } = await client.get(`/v1/submissions/${submission.id}/files/${file}`, token, linkSchema);
      const bytes = await client.download(url);
      whole &&= createHash('sha256').update(bytes).digest('base64') === sha256;
    }
  return { receivedAt, whole };
}

async function brokenIn(cloud: LocalCloud): Promise<Set<string>> {
  const { stdout } = await verifyHistories(['--json', '--url', cloud.url], {
    fetch,
    token: await cloud.token('office'),
  });
  return new Set(verifiedSchema.parse(JSON.parse(stdout)).broken.map(({ obligation }) => obligation));
}

const isSame = (a: Iterable<string>, b: Iterable<string>) => [...a].sort().join() === [...b].sort().join();

/**
 * Damages a local cloud's register and documents, and restores both as docs/operations.md tells (“Restore the register”); says
 * what it does on the way. False when anything is not as it was, or what was filed since is not there any more.
 */
export async function rehearse(dataDir: string, say: (line: string) => void): Promise<boolean> {
  const stack = await synthesise(LOCAL_SETTINGS);
  const { before, after } = await chooseFilings();
  const running = async <T>(work: (cloud: LocalCloud) => Promise<T>): Promise<T> => {
    const cloud = await startLocalCloud({ dataDir, stack, now: Date.parse(BEGIN) });
    try {
      return await work(cloud);
    } finally {
      await cloud.stop();
    }
  };
  const standing = async <T>(work: (backstage: Backstage) => Promise<T>): Promise<T> => {
    const backstage = await openBackstage(dataDir, stack);
    try {
      return await work(backstage);
    } finally {
      await backstage.close();
    }
  };
  const file = (cloud: LocalCloud, filings: readonly Filing[]) =>
    fileMonth(createApiClient(new URL(cloud.url), fetch), cloud, filings, MONTH);
  const lookAt = (cloud: LocalCloud, filings: readonly Filing[]) =>
    Promise.all(filings.map((filing) => look(cloud, idOf(filing))));

  const asFiled = await running(async (cloud) => {
    await file(cloud, before);
    return lookAt(cloud, before);
  });
  // Point-in-time recovery is the database's; here the items are read at that point.
  const kept = await standing(({ dynamo, table }) => readTable(dynamo, table));
  say(`T: ${before.length} reports are on record, ${kept.length} items in the register.`);

  const since = await running(async (cloud) => {
    await file(cloud, after);
    return lookAt(cloud, after);
  });
  say(`Since T: ${after.length} more reports, which the restore must leave alone.`);

  const harmed = await standing(async (backstage) => {
    const hidden = await backstage.hideDocuments();
    const reports = await damage(backstage, await readTable(backstage.dynamo, backstage.table), before.map(idOf));
    say(`Damaged: a receipt made early, an event removed, a submission removed; ${hidden} documents deleted.`);
    return reports;
  });
  const found = await running(brokenIn);
  say(`history:verify finds ${found.size}: ${[...found].sort().join(', ')}.`);

  const documents = await standing(async (backstage) => {
    const { dynamo, table } = backstage;
    const restored = await backstage.newTable(`${table}-restored`);
    await writeTable(dynamo, restored, { put: kept, remove: [] });
    const differing = differences(await readTable(dynamo, table), await readTable(dynamo, restored));
    const back = copyBack(differing, found);
    say(
      `Compared: ${differing.was.length} items were otherwise at T, ${differing.is.length} are new or otherwise now.`,
    );
    await writeTable(dynamo, table, back);
    const shown = await backstage.showDocuments();
    say(`Copied back: ${back.put.length} items, ${back.remove.length} removed; ${shown} documents shown again.`);
    return backstage.visibleDocuments();
  });

  return running(async (cloud) => {
    const broken = await brokenIn(cloud);
    const [restored, untouched] = [await lookAt(cloud, before), await lookAt(cloud, after)];
    const checks: [string, boolean][] = [
      ['the damage was found, and nothing else', isSame(found, harmed)],
      ['every history holds', broken.size === 0],
      ['the reports of T are as they were, byte for byte', JSON.stringify(restored) === JSON.stringify(asFiled)],
      ['what was filed since is there', JSON.stringify(untouched) === JSON.stringify(since)],
      ['no document is hidden', documents === before.length + after.length],
      ['every file is what was declared', [...restored, ...untouched].every(({ whole }) => whole)],
    ];
    for (const [what, holds] of checks) say(`${holds ? 'holds' : 'DOES NOT HOLD'}: ${what}`);
    return checks.every(([, holds]) => holds);
  });
}
