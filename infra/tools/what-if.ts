import * as z from 'zod';
import { formatDate, formatInstant } from '../../lib/calendar/vietnamese.ts';
import { verdicts } from '../../lib/obligations/verdict.ts';
import { type Reading, type Reasoned, type VerdictChange, type WhatIf, whatIf } from '../../lib/obligations/what-if.ts';
import { ruleOf } from '../../lib/regime/deadlines.ts';
import { regimes as enteredRegimes } from '../../lib/regime/index.ts';
import { bounds, nonWorkingDayPolicies, type Regime } from '../../lib/regime/schema.ts';
import { createApiClient, type Fetch, SystemError } from './shared/api-client.ts';
import {
  finish,
  isCommand,
  type Outcome,
  readChoice,
  readCommandLine,
  readYear,
  UsageError,
} from './shared/command.ts';
import { DEFAULT_URL, readUrl, TOKEN_VARIABLE } from './shared/system.ts';
import { toTable } from './shared/table.ts';

const usage = `Usage: npm run --silent what-if -- --year YEAR [--policy POLICY] [--bound BOUND] [--url URL] [--json]

Judges the reports of YEAR again as if the letter were read otherwise, and lists those whose verdict would be another
one. Nothing is changed. At least one of
  --policy  what becomes of a last acceptable day that is not a working day: ${nonWorkingDayPolicies.join(', ')}
  --bound   whether the day that a rule names is itself in time, for all rules: ${bounds.join(', ')}

The reports are read from the system at URL (${DEFAULT_URL} by default). ${TOKEN_VARIABLE} holds an access token of the
Office or a leader; without it, the local cloud is asked for one of its office account.

Exit code: 0 done, whether or not a verdict changes; 1 the system cannot be asked; 2 a bad command line.
`;

interface Query {
  year: number;
  reading: Reading;
  url: URL;
  json: boolean;
}

/** Undefined when help is asked for. */
function parseCommandLine(args: readonly string[]): Query | undefined {
  const options = {
    year: { type: 'string', default: '' },
    policy: { type: 'string' },
    bound: { type: 'string' },
    url: { type: 'string', default: DEFAULT_URL },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  const { values } = readCommandLine({ args: [...args], options });
  if (values.help) return undefined;
  const year = readYear(values.year);
  const policy = readChoice('policy', values.policy, nonWorkingDayPolicies);
  const bound = readChoice('bound', values.bound, bounds);
  if (policy === undefined && bound === undefined)
    throw new UsageError('at least one of --policy and --bound is needed');
  return { year, reading: { policy, bound }, url: readUrl(values.url), json: values.json };
}

const judgedSchema = z.object({
  id: z.string(),
  unit: z.string(),
  rule: z.string(),
  period: z.string(),
  lastDay: z.string().optional(),
  dueBefore: z.string().optional(),
  regimeVersion: z.string(),
  receivedAt: z.string().optional(),
  verdict: z.enum(verdicts),
  daysLate: z.int().optional(),
});

/** What the system has judged, and by which clock: its own, not this machine's. */
async function askSystem({ url, year }: Query, fetch: Fetch, token: string | undefined) {
  const client = createApiClient(url, fetch);
  const bearer = token ?? (await client.localToken('office'));
  const obligations = await client.list('/v1/obligations', { year: String(year) }, bearer, judgedSchema);
  const [first] = obligations;
  if (first === undefined) return { obligations, now: '' };
  const one = new URLSearchParams({ rule: first.rule, period: first.period });
  const { at } = await client.get(`/v1/compliance?${one}`, bearer, z.object({ at: z.string() }));
  return { obligations, now: at };
}

const verdictWords: Record<Reasoned['verdict'], string> = {
  'not-yet-due': 'chưa đến hạn',
  'on-time': 'đúng hạn',
  late: 'chậm',
  missing: 'chưa gửi',
  waived: 'được miễn',
};
const reasonedWords = ({ verdict, daysLate, lastDay }: Reasoned): string =>
  `${verdictWords[verdict]}${verdict === 'late' ? ` ${daysLate} ngày` : ''} (hạn ${formatDate(lastDay)})`;

const heading = ['Đơn vị', 'Báo cáo', 'Kỳ', 'Nhận lúc', 'Kết quả hiện nay', 'Theo cách hiểu khác'];

function toText({ changes, before, after, skipped }: WhatIf, regimes: readonly Regime[]): string {
  const nameOf = (id: string) => regimes.map((regime) => ruleOf(regime, id)?.name).find(Boolean) ?? id;
  const cellsOf = ({ unit, rule, period, receivedAt, before: was, after: is }: VerdictChange) => [
    unit,
    nameOf(rule),
    period,
    receivedAt === undefined ? '' : formatInstant(receivedAt),
    reasonedWords(was),
    reasonedWords(is),
  ];
  const counts = verdicts.map((verdict) => [verdictWords[verdict], String(before[verdict]), String(after[verdict])]);
  const judged = verdicts.reduce((sum, verdict) => sum + before[verdict], 0);
  return [
    ...(changes.length === 0 ? [] : [toTable(heading, changes.map(cellsOf))]),
    toTable(['Kết quả', 'Hiện nay', 'Theo cách hiểu khác'], counts),
    `${changes.length} trên ${judged} báo cáo đổi kết quả.${skipped === 0 ? '' : ` ${skipped} báo cáo không theo quy định định kỳ, không xét lại.`}\n`,
  ]
    .join('\n')
    .normalize('NFC');
}

/** What the command needs of the world. */
export interface World {
  fetch: Fetch;
  token: string | undefined;
  regimes?: readonly Regime[];
}

/** Carries out `npm run what-if` with its arguments; its help documents the exit codes. */
export async function run(args: readonly string[], world: World): Promise<Outcome> {
  const { fetch, token, regimes = enteredRegimes } = world;
  try {
    const query = parseCommandLine(args);
    if (query === undefined) return { exitCode: 0, stdout: usage, stderr: '' };
    const { obligations, now } = await askSystem(query, fetch, token);
    const result = whatIf(obligations, regimes, query.reading, now);
    const stdout = query.json
      ? `${JSON.stringify({ at: now || undefined, year: query.year, reading: query.reading, ...result }, null, 2)}\n`
      : toText(result, regimes);
    return { exitCode: 0, stdout, stderr: '' };
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, stdout: '', stderr: `what-if: ${error.message}\n` };
    if (error instanceof SystemError) return { exitCode: 1, stdout: '', stderr: `what-if: ${error.message}\n` };
    throw error;
  }
}

if (isCommand(import.meta))
  finish(await run(process.argv.slice(2), { fetch, token: process.env[TOKEN_VARIABLE] || undefined }));
