import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { parseUnitsCsv } from '../../lib/units/csv.ts';
import { validOn } from '../../lib/units/unit.ts';
import { startLocalCloud } from '../local/cloud.ts';
import { fileMonth } from './province/file-month.ts';
import { makeMonth } from './province/month.ts';
import { type ApiClient, createApiClient, type Fetch, SystemError } from './shared/api-client.ts';
import { finish, isCommand, type Outcome, readCommandLine, UsageError } from './shared/command.ts';
import { DEFAULT_URL, readUrl, TOKEN_VARIABLE } from './shared/system.ts';

const usage = `Usage: npm run --silent papers -- --out DIR (--demo | --rule RULE --period PERIOD [--url URL])

Writes the Office's papers of a period into DIR: the report on compliance (DOCX, XLSX), the urging letter (DOCX) if anything is
late, the bundle of all reports received (ZIP) and the draft of the province's own (DOCX).

--demo starts a local cloud of its own, has a made-up province file its reports of October 2026 there, and writes those
papers; the reports as they were filed lie in DIR/reports. Otherwise the papers are those of the system at URL
(${DEFAULT_URL} by default); ${TOKEN_VARIABLE} holds an access token of the Office, and without it the local cloud is asked for one.

Exit code: 0 written; 1 the system cannot be asked, or fails; 2 a bad command line.
`;

const DEMO = { rule: 'monthly', period: '2026-10', lastDay: '2026-10-27', now: '2026-10-20T00:00:00Z' } as const;
/** Some days after the deadline, when those who are late have come. */
const DEMO_COMPILED_AT = '2026-11-02T03:00:00Z';
const UNITS = new URL('../../data/units.csv', import.meta.url);

const askedSchema = z.object({ id: z.string() });
const compilationSchema = z.object({
  status: z.enum(['waiting', 'working', 'done', 'failed']),
  files: z.array(z.object({ name: z.string(), url: z.url() })),
});
const complianceSchema = z.object({ missing: z.int() });

const POLL_MS = 500;
const POLLS = 3600;

interface Asked {
  rule: string;
  period: string;
  out: string;
}

async function compile(client: ApiClient, token: string, { rule, period }: Asked) {
  const { id } = await client.post('/v1/compilations', token, { rule, period }, askedSchema);
  for (let i = 0; i < POLLS; i += 1) {
    const { status, files } = await client.get(`/v1/compilations/${id}`, token, compilationSchema);
    if (status === 'done') return files;
    if (status === 'failed') throw new SystemError(`the compilation ${id} failed; the system's log says why`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new SystemError(`the compilation ${id} is not done after half an hour`);
}

/** Writes the papers of a period; gives their names. */
async function writePapers(client: ApiClient, token: string, asked: Asked): Promise<string[]> {
  const { rule, period, out } = asked;
  mkdirSync(out, { recursive: true });
  const written: string[] = [];
  const write = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(out, name), bytes);
    written.push(name);
  };
  const query = new URLSearchParams({ rule, period });
  for (const format of ['docx', 'xlsx'])
    write(
      `Báo cáo tình hình thực hiện ${period}.${format}`,
      await client.file(`/v1/compliance/report?${query}&format=${format}`, token),
    );
  const { missing } = await client.get(`/v1/compliance?${query}`, token, complianceSchema);
  if (missing > 0) write(`Công văn đôn đốc ${period}.docx`, await client.file('/v1/urgings/letter', token, {}));
  for (const { name, url } of await compile(client, token, asked)) {
    await client.save(url, join(out, name));
    written.push(name);
  }
  return written;
}

async function demo(out: string, fetch: Fetch): Promise<string[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'dung-han-papers-'));
  const cloud = await startLocalCloud({ port: 0, dataDir, now: Date.parse(DEMO.now) });
  try {
    const parsed = parseUnitsCsv(readFileSync(UNITS, 'utf8'));
    if (!parsed.ok) throw new SystemError('data/units.csv has errors');
    const filings = await makeMonth(
      parsed.units.filter((unit) => validOn(unit, DEMO.lastDay)),
      DEMO.period,
    );
    const reports = join(out, 'reports');
    mkdirSync(reports, { recursive: true });
    for (const [i, { unit, file }] of filings.entries())
      writeFileSync(join(reports, `${String(i + 1).padStart(2, '0')} ${unit} ${file.name}`), file.bytes);
    const client = createApiClient(new URL(cloud.url), fetch);
    await fileMonth(client, cloud, filings, DEMO);
    await cloud.moveTo(DEMO_COMPILED_AT);
    return await writePapers(client, await cloud.token('office'), { ...DEMO, out });
  } finally {
    await cloud.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function ofSystem(asked: Asked, url: URL, fetch: Fetch, token: string | undefined): Promise<string[]> {
  const client = createApiClient(url, fetch);
  return writePapers(client, token ?? (await client.localToken('office')), asked);
}

/** Carries out `npm run papers` with its arguments; its help documents the exit codes. */
export async function run(
  args: readonly string[],
  { fetch, token }: { fetch: Fetch; token: string | undefined },
): Promise<Outcome> {
  const options = {
    demo: { type: 'boolean', default: false },
    rule: { type: 'string' },
    period: { type: 'string' },
    out: { type: 'string' },
    url: { type: 'string', default: DEFAULT_URL },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = readCommandLine({ args: [...args], options });
    const { rule, period, out } = values;
    if (values.help) return { exitCode: 0, stdout: usage, stderr: '' };
    if (out === undefined) throw new UsageError('--out must name a directory');
    if (values.demo === (rule !== undefined || period !== undefined))
      throw new UsageError('give either --demo, or --rule and --period');
    if (!values.demo && (rule === undefined || period === undefined))
      throw new UsageError('--rule and --period belong together');
    const written = values.demo
      ? await demo(out, fetch)
      : await ofSystem({ rule: rule ?? '', period: period ?? '', out }, readUrl(values.url), fetch, token);
    return { exitCode: 0, stdout: `${written.map((name) => join(out, name)).join('\n')}\n`, stderr: '' };
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, stdout: '', stderr: `papers: ${error.message}\n` };
    if (error instanceof SystemError) return { exitCode: 1, stdout: '', stderr: `papers: ${error.message}\n` };
    throw error;
  }
}

if (isCommand(import.meta))
  finish(await run(process.argv.slice(2), { fetch, token: process.env[TOKEN_VARIABLE] || undefined }));
