import { replay } from './advancing.ts';
import { firstBreak, type HistoryEvent } from './history.ts';
import { type ObligationFacts, type ObligationKey, obligationId } from './obligation.ts';

const compared = ['status', 'lastDay', 'dueBefore', 'receivedAt', 'waivedAt', 'withdrawnAt'] as const;

/** What an obligation shows of itself, to be held against its history; `version` is one per event. */
export type Shown = Pick<ObligationFacts, (typeof compared)[number]> & { version: number };

export interface Broken {
  obligation: string;
  /** The place in the history from which it cannot be trusted. */
  seq: number;
  reason: string;
}

/**
 * Whether an obligation's history holds together and leads to what is shown (R23). Finds events changed, removed,
 * swapped or cut off, and a state that was rewritten beside its history. Undefined when all is well.
 */
export function verifyObligation(
  key: ObligationKey,
  shown: Shown,
  history: readonly HistoryEvent[],
): Broken | undefined {
  const obligation = obligationId(key);
  const found = firstBreak(history);
  if (found) return { obligation, ...found };
  const end = history.length;
  if (end !== shown.version) return { obligation, seq: end + 1, reason: `holds ${end} of ${shown.version} events` };
  const foreign = history.find((event) => event.obligation !== obligation);
  if (foreign) return { obligation, seq: foreign.seq, reason: `belongs to ${foreign.obligation}` };
  const facts = replay(key, history);
  if (!facts) return { obligation, seq: 1, reason: 'does not begin with an opening' };
  const different = compared.find((name) => facts[name] !== shown[name]);
  if (!different) return undefined;
  const [says, is] = [facts[different] ?? 'nothing', shown[different] ?? 'nothing'];
  return { obligation, seq: end, reason: `${different} is ${is}, but the history says ${says}` };
}
