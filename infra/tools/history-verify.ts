import pMap from 'p-map';
import * as z from 'zod';
import { type Broken, historyEventSchema } from '../../lib/obligations/history.ts';
import { parseObligationId, statuses } from '../../lib/obligations/obligation.ts';
import { verifyObligation } from '../../lib/obligations/verifying.ts';
import { createApiClient, type Fetch, SystemError } from './shared/api-client.ts';
import { finish, isCommand, type Outcome, readCommandLine, UsageError } from './shared/command.ts';
import { verifySeals } from './shared/seals.ts';
import { DEFAULT_URL, readUrl, TOKEN_VARIABLE } from './shared/system.ts';

const usage = `Usage: npm run --silent history:verify -- [--url URL] [--json]

Walks the hash chain of every obligation's history, holds what the obligation shows against it, and holds both against
the seals of every day, which nobody can change. Reports each seal that does not hold, and for each obligation that does not,
or that is gone, the first place from which it cannot be trusted.

The histories are read from the system at URL (${DEFAULT_URL} by default). ${TOKEN_VARIABLE} holds an access token of the
Office; without it, the local cloud is asked for one of its office account.

Exit code: 0 all hold; 1 something does not, or the system cannot be asked; 2 a bad command line.
`;

const text = z.string().optional();
const unitSchema = z.object({ id: z.string() });
const listedSchema = z.object({ id: z.string() });
const shownSchema = z.object({
  status: z.enum(statuses),
  from: z.string(),
  to: z.string(),
  regimeVersion: z.string(),
  title: text,
  subject: text,
  request: text,
  kind: text,
  official: text,
  restricted: z.literal(true).optional(),
  agency: text,
  since: text,
  log: z.object({ reportedAt: z.string(), reporter: z.string(), receiver: z.string(), channel: z.string() }).optional(),
  extension: z.object({ originalLastDay: z.string(), afterDeadline: z.boolean(), grantedAt: z.string() }).optional(),
  supplement: z.object({ lastDay: z.string(), dueBefore: z.string() }).optional(),
  submissions: z.array(
    z.object({
      number: z.int(),
      documentNumber: z.string(),
      documentDate: z.string(),
      signedBy: z.string(),
      status: z.string(),
      version: z.int().optional(),
      receivedAt: text,
      files: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() })),
    }),
  ),
  lastDay: z.string().optional(),
  dueBefore: z.string().optional(),
  receivedAt: z.string().optional(),
  waivedAt: z.string().optional(),
  withdrawnAt: z.string().optional(),
  version: z.int(),
  history: z.array(historyEventSchema),
});

/** Few enough that a province's system does not notice. */
const PARALLEL = 4;

async function verifySystem(url: URL, fetch: Fetch, token: string | undefined) {
  const client = createApiClient(url, fetch);
  const bearer = token ?? (await client.localToken('office'));
  // Before the histories, which may then have grown beyond what is sealed, but not the other way round.
  const { witness, ...seals } = await verifySeals(client, bearer);
  const units = await client.list('/v1/units', {}, bearer, unitSchema);
  const broken: Broken[] = [];
  const present = new Set<string>();
  for (const { id: unit } of units) {
    const obligations = await client.list('/v1/obligations', { unit, withdrawn: 'true' }, bearer, listedSchema);
    const verify = async ({ id }: { id: string }) => {
      const key = parseObligationId(id);
      if (!key) throw new SystemError(`${url.origin} lists an obligation with the id ${id}`);
      const { history, ...shown } = await client.get(`/v1/obligations/${id}`, bearer, shownSchema);
      present.add(id);
      return verifyObligation(key, shown, history) ?? witness.broken(id, history);
    };
    const checked = await pMap(obligations, verify, { concurrency: PARALLEL });
    broken.push(...checked.filter((result) => result !== undefined));
  }
  return { verified: present.size, broken: [...broken, ...witness.gone(present)], seals };
}

function toText({ verified, broken, seals }: Awaited<ReturnType<typeof verifySystem>>): string {
  const summary = (count: number) => (count === 0 ? 'all hold' : `${count} do not hold`);
  return [
    ...seals.broken.map(({ date, reason }) => `seal of ${date}: ${reason}`),
    ...broken.map(({ obligation, seq, reason }) => `${obligation}, event ${seq}: ${reason}`),
    seals.verified === 0
      ? 'No day is sealed yet.'
      : `${seals.verified} seals verified: ${summary(seals.broken.length)}.`,
    `${verified} histories verified: ${summary(broken.length)}.`,
    '',
  ].join('\n');
}

/** Carries out `npm run history:verify` with its arguments; its help documents the exit codes. */
export async function run(
  args: readonly string[],
  { fetch, token }: { fetch: Fetch; token: string | undefined },
): Promise<Outcome> {
  const options = {
    url: { type: 'string', default: DEFAULT_URL },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  try {
    const { url, json, help } = readCommandLine({ args: [...args], options }).values;
    if (help) return { exitCode: 0, stdout: usage, stderr: '' };
    const result = await verifySystem(readUrl(url), fetch, token);
    const stdout = json ? `${JSON.stringify(result, null, 2)}\n` : toText(result);
    const whole = result.broken.length === 0 && result.seals.broken.length === 0;
    return { exitCode: whole ? 0 : 1, stdout, stderr: '' };
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, stdout: '', stderr: `history:verify: ${error.message}\n` };
    if (error instanceof SystemError) return { exitCode: 1, stdout: '', stderr: `history:verify: ${error.message}\n` };
    throw error;
  }
}

if (isCommand(import.meta))
  finish(await run(process.argv.slice(2), { fetch, token: process.env[TOKEN_VARIABLE] || undefined }));
