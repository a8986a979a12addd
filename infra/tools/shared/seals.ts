import * as z from 'zod';
import { readSeal } from '../../../lib/obligations/seal-file.ts';
import { createSealWitness, isForeign, type Seal, sealFault } from '../../../lib/obligations/sealing.ts';
import type { ApiClient } from './api-client.ts';

const storedSchema = z.object({ date: z.string(), storedAt: z.string(), covers: z.int() });
const linkSchema = z.object({ url: z.url() });

/** A seal that does not hold, or that somebody meddled with. */
export interface SealFault {
  date: string;
  reason: string;
}

/**
 * Reads every seal of a system in order of day, and checks each by itself and as a chain. What it gives back bears
 * witness to the heads in all that can be read, those that do not follow included: a broken chain is no reason to look away.
 * Throws a SystemError.
 */
export async function verifySeals(client: ApiClient, token: string) {
  const witness = createSealWitness();
  const broken: SealFault[] = [];
  let before: Pick<Seal, 'date' | 'root'> | undefined;
  const stored = await client.list('/v1/seals', {}, token, storedSchema);
  for (const { date, storedAt, covers } of stored) {
    if (isForeign({ date, storedAt })) {
      broken.push({ date, reason: `was stored on ${storedAt}, before its day began` });
      continue;
    }
    if (covers > 0) broken.push({ date, reason: `${covers} other versions or markers were laid over it` });
    const { url } = await client.get(`/v1/seals/${date}`, token, linkSchema);
    const seal = readSeal(await client.download(url));
    if (!seal || seal.date !== date) {
      broken.push({ date, reason: 'is not a seal of that day' });
      continue;
    }
    const fault = sealFault(seal, before);
    if (fault) broken.push({ date, reason: fault });
    witness.add(seal);
    before = seal;
  }
  return { witness, verified: stored.length, broken };
}
