import { createHash } from 'node:crypto';
import pMap from 'p-map';
import * as z from 'zod';
import { addDays, atTime, type LocalDate } from '../../../lib/calendar/dates.ts';
import type { LocalCloud } from '../../local/local-cloud.ts';
import { type ApiClient, SystemError } from '../shared/api-client.ts';
import type { Filing } from './month.ts';

const declaredSchema = z.object({
  id: z.string(),
  uploads: z.array(z.object({ url: z.url(), fields: z.record(z.string(), z.string()) })),
});
const submissionSchema = z.object({ status: z.string() });

/** More at once only queue for the cores. */
const PARALLEL = 4;
const POLL_MS = 50;
const POLLS = 2400;

async function fileOne(client: ApiClient, cloud: LocalCloud, filing: Filing, period: string) {
  const { unit, documentNumber, documentDate } = filing;
  const { name, type, bytes } = filing.file;
  const sha256 = createHash('sha256').update(bytes).digest('base64');
  const token = await cloud.token(unit);
  const manifest = {
    ...{ documentNumber, documentDate, signedBy: 'Nguyễn Văn A', secrecy: 'none' },
    files: [{ name, type, size: bytes.length, sha256, role: 'main' }],
  };
  const path = `/v1/obligations/${unit}.monthly.${period}/submissions`;
  const { id, uploads } = await client.post(path, token, manifest, declaredSchema);
  for (const form of uploads) await client.upload(form, bytes);
  for (let i = 0; i < POLLS; i += 1) {
    const { status } = await client.get(`/v1/submissions/${id}`, token, submissionSchema);
    if (status !== 'pending') return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new SystemError(`${id} stays pending`);
}

/** Files a made-up month in a local cloud as its units would, each report on its day by the simulated clock. */
export async function fileMonth(
  client: ApiClient,
  cloud: LocalCloud,
  filings: readonly Filing[],
  { period, lastDay }: { period: string; lastDay: LocalDate },
): Promise<void> {
  for (const [day, ofDay] of Map.groupBy(filings, (filing) => filing.day)) {
    await cloud.moveTo(atTime(addDays(lastDay, day), '09:00'));
    // A unit's second version comes on a later day, so that no two of a unit are under way at a time.
    await pMap(ofDay, (filing) => fileOne(client, cloud, filing, period), { concurrency: PARALLEL });
  }
}
