import type { Instant } from '../calendar/dates.ts';
import type { Obligation, OutboxEntry } from '../obligations/obligation.ts';
import type { Letter } from './letter.ts';
import { type CausedNotice, type Sending, sendClaimed } from './sending.ts';

/** The ledger's name of an answer; the submission is part of it and what it is corrected by, so two receipts never share a line. */
const nameOf = (obligation: string, entry: OutboxEntry): CausedNotice => ({
  about: obligation,
  kind: [`${entry.kind}-${entry.subject}`, entry.event].filter((part) => part !== undefined).join('.'),
  scheduledFor: entry.scheduledFor,
  ...(entry.cause === undefined ? {} : { cause: entry.cause }),
});

/**
 * Sends what an obligation still has to answer (receipts, refusals) and gives the entries that remain. An answer
 * sent before, by whomever, is simply done; one that another sender holds, or that cannot go now, remains.
 */
export async function sendAnswers(
  sending: Sending,
  obligation: Pick<Obligation, 'id'>,
  answers: readonly OutboxEntry[],
  letterFor: (entry: OutboxEntry) => Promise<Letter | undefined>,
  now: Instant,
): Promise<OutboxEntry[]> {
  const remaining: OutboxEntry[] = [];
  for (const entry of answers) {
    const name = nameOf(obligation.id, entry);
    const claim = await sending.ledger.claim(name, now);
    if (claim === 'busy') remaining.push(entry);
    if (claim !== 'claimed') continue;
    const letter = await letterFor(entry);
    if (!letter) {
      await sending.ledger.settle({ ...name, status: 'superseded', reason: 'nothing-to-tell' });
      continue;
    }
    const outcome = await sendClaimed(sending, letter, [name], now);
    if (outcome === 'later') remaining.push(entry);
  }
  return remaining;
}
