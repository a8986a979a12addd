import type { Instant } from '../../lib/calendar/dates.ts';
import { type ObligationKey, obligationId } from '../../lib/obligations/obligation.ts';
import { declareSubmission } from '../../lib/submissions/declaring.ts';
import { settleSubmission } from '../../lib/submissions/settling.ts';
import { aManifest } from './manifest.ts';
import type { World } from './world.ts';

type Stores = Pick<World, 'obligations' | 'submissions'>;

/** Files a report of one file as far as the register is concerned: declared, stored and received at one instant. Gives its number. */
export async function fileReport({ obligations, submissions }: Stores, key: ObligationKey, at: Instant) {
  const obligation = await obligations.get(key);
  if (!obligation) throw new Error('not open');
  const declared = declareSubmission(obligation, aManifest(), 'clerk', at);
  await obligations.commit(declared);
  const { number } = declared.submission;
  await submissions.noteStored(obligationId(key), number, '1', { at, objectVersion: 'v1', refused: [] });
  const stored = await submissions.get(obligationId(key), number);
  const settled = stored && settleSubmission(declared.obligation, stored, at);
  if (!settled) throw new Error('not settled');
  await obligations.commit(settled);
  return number;
}
