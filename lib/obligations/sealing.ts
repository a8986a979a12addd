import { createHash } from 'node:crypto';
import { type Instant, type LocalDate, localDateOf } from '../calendar/dates.ts';
import { type Broken, canonicalJson, genesis } from './history.ts';

/** The tip of an obligation's history at some instant: how many events, and the hash of the last. */
export interface SealedHead {
  obligation: string;
  seq: number;
  hash: string;
}

/**
 * What is set down of all histories each day, out of everybody's reach (R23). Hash chains alone do not show that a
 * history was rewritten from some event on, all later hashes with it; a head that was sealed before does.
 */
export interface Seal {
  /** The day in Asia/Ho_Chi_Minh that it stands for; one seal a day. */
  date: LocalDate;
  at: Instant;
  /** The root of the seal before; `genesis` in the first. */
  previous: string;
  /** In order of the obligations' ids. */
  heads: readonly SealedHead[];
  /** SHA-256 over all of the above. */
  root: string;
}

/** Of two ids the lesser first, by UTF-16 unit: the same order on every machine. */
const byObligation = (a: SealedHead, b: SealedHead) =>
  a.obligation < b.obligation ? -1 : a.obligation > b.obligation ? 1 : 0;

/** The root of a seal, from everything else that it holds. */
export function rootOf({ date, at, previous, heads }: Omit<Seal, 'root'>): string {
  const digest = createHash('sha256');
  for (const { obligation, seq, hash } of heads) digest.update(`${obligation} ${seq} ${hash}\n`);
  const body = { date, at, previous, count: heads.length, heads: digest.digest('hex') };
  return createHash('sha256').update(canonicalJson(body)).digest('hex');
}

/** Seals the heads of a day; `previous` is the seal before, if there is one. */
export function sealHeads(
  date: LocalDate,
  at: Instant,
  heads: readonly SealedHead[],
  previous: Pick<Seal, 'root'> | undefined,
): Seal {
  const body = { date, at, previous: previous?.root ?? genesis, heads: [...heads].sort(byObligation) };
  return { ...body, root: rootOf(body) };
}

/** Whether something was stored as a day's seal before that day began: not by us, and to bar the way for the real one. */
export const isForeign = ({ date, storedAt }: { date: LocalDate; storedAt: Instant }): boolean =>
  localDateOf(storedAt) < date;

/** Why a seal cannot be trusted, or does not follow the one before; undefined when all is well. */
export function sealFault(seal: Seal, before: Pick<Seal, 'date' | 'root'> | undefined): string | undefined {
  if (rootOf(seal) !== seal.root) return 'was changed after it was written';
  if (seal.heads.some((head, i) => i > 0 && byObligation(seal.heads[i - 1] ?? head, head) >= 0))
    return 'names an obligation twice or out of order';
  if (seal.previous !== (before?.root ?? genesis))
    return before ? `does not follow the seal of ${before.date}` : 'is not the first, but no seal is before it';
  return undefined;
}

/**
 * What two snapshots of the heads show by themselves: obligations that have gone, histories that have become shorter, or that
 * have another event in the last place. A history that was rewritten and has grown since needs its events to be looked at.
 */
export function setBack(before: readonly SealedHead[], now: readonly SealedHead[]): Broken[] {
  const present = new Map(now.map((head) => [head.obligation, head]));
  return before.flatMap(({ obligation, seq, hash }): Broken[] => {
    const head = present.get(obligation);
    if (!head) return [{ obligation, seq: 1, reason: 'is gone' }];
    if (head.seq < seq) return [{ obligation, seq: head.seq + 1, reason: `has ${head.seq} of ${seq} sealed events` }];
    if (head.seq === seq && head.hash !== hash)
      return [{ obligation, seq, reason: 'is not the event that was sealed' }];
    return [];
  });
}

/** Collects what seals say, day after day in order, and holds histories against all of it. */
export function createSealWitness() {
  const sealed = new Map<string, Map<number, { hash: string; date: LocalDate }>>();
  return {
    /** Takes a seal in. Of the same head in several seals the first counts. */
    add({ date, heads }: Pick<Seal, 'date' | 'heads'>): void {
      for (const { obligation, seq, hash } of heads) {
        const places = sealed.get(obligation) ?? new Map();
        if (!places.has(seq)) places.set(seq, { hash, date });
        sealed.set(obligation, places);
      }
    },

    /** The first place at which a history differs from what was sealed of it; `events` in order, from the first. */
    broken(obligation: string, events: readonly { hash: string }[]): Broken | undefined {
      const places = [...(sealed.get(obligation) ?? [])].sort(([a], [b]) => a - b);
      for (const [seq, { hash, date }] of places) {
        const event = events[seq - 1];
        if (!event)
          return {
            obligation,
            seq: events.length + 1,
            reason: `had ${seq} events in the seal of ${date}, has ${events.length}`,
          };
        if (event.hash !== hash) return { obligation, seq, reason: `is not the event that was sealed on ${date}` };
      }
      return undefined;
    },

    /** Obligations that were sealed and are not among those given: they are gone. */
    gone(present: ReadonlySet<string>): Broken[] {
      return [...sealed].flatMap(([obligation, places]) => {
        const [first] = places.values();
        return present.has(obligation)
          ? []
          : [{ obligation, seq: 1, reason: `is gone; it was sealed on ${first?.date ?? 'some day'}` }];
      });
    },
  };
}
