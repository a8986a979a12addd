import * as z from 'zod';
import { replay } from './advancing.ts';
import type { EventType } from './events.ts';
import { type Broken, canonicalJson, firstBreak, type HistoryEvent } from './history.ts';
import { type ObligationFacts, type ObligationKey, obligationId } from './obligation.ts';

const compared = [
  ...(['status', 'from', 'to', 'lastDay', 'dueBefore', 'receivedAt', 'waivedAt', 'withdrawnAt'] as const),
  ...(['regimeVersion', 'title', 'subject', 'request', 'kind', 'official', 'restricted', 'agency', 'since'] as const),
] as const;

/** A submission as it is shown; what its manifest says is on record since it was declared. */
interface ShownSubmission {
  number: number;
  documentNumber: string;
  documentDate: string;
  signedBy: string;
  status: string;
  version?: number | undefined;
  receivedAt?: string | undefined;
  files: readonly { name: string; size: number; sha256: string }[];
}

/** What an obligation shows of itself, to be held against its history; `version` is one per event. */
export type Shown = Pick<ObligationFacts, (typeof compared)[number]> & {
  version: number;
  extension?: { originalLastDay: string; afterDeadline: boolean; grantedAt: string } | undefined;
  supplement?: { lastDay: string; dueBefore: string } | undefined;
  log?: ObligationFacts['log'];
  submissions: readonly ShownSubmission[];
};

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
  if (different) {
    const [says, is] = [facts[different] ?? 'nothing', shown[different] ?? 'nothing'];
    return { obligation, seq: end, reason: `${different} is ${is}, but the history says ${says}` };
  }
  const reason = termsAtFault(facts, shown) ?? submissionAtFault(shown.submissions, history);
  return reason === undefined ? undefined : { obligation, seq: end, reason };
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/** What is wrong with the terms that are shown beside the deadline, and with stage one of an ad hoc report. */
function termsAtFault(
  { original, extension, supplement, status, log }: ObligationFacts,
  shown: Shown,
): string | undefined {
  if (!same(log, shown.log)) return 'the log of the event is not the one of the history';
  const extended = extension && original ? { ...extension, originalLastDay: original.lastDay } : undefined;
  if (!same(extended, shown.extension)) return 'the extension is not the one of the history';
  const returned = status === 'returned' ? supplement : undefined;
  return same(returned, shown.supplement) ? undefined : 'the supplement’s date is not the one of the history';
}

/** What stays for good; a draft that nobody completed is dropped after a while. */
const settled: readonly EventType[] = ['submission-received', 'submission-quarantined', 'received-off-system'];
/** What each event makes of its submission. */
const statusAfter: Partial<Record<EventType, string>> = {
  'submission-declared': 'pending',
  'submission-quarantined': 'quarantined',
  'submission-received': 'received',
  'received-off-system': 'received',
  ...{ accepted: 'accepted', returned: 'returned', rejected: 'rejected' },
};
const received: readonly EventType[] = ['submission-received', 'receipt-time-corrected', 'received-off-system'];

/** What is wrong with a submission, held against its declaration and its receipt in the history, or which one is gone. */
function submissionAtFault(shown: readonly ShownSubmission[], history: readonly HistoryEvent[]): string | undefined {
  const there = new Set(shown.map(({ number }) => number));
  const lost = history.find(({ type, data }) => settled.includes(type) && !there.has(Number(data.number)));
  if (lost) return `submission ${lost.data.number} is gone`;
  for (const { number, documentNumber, documentDate, signedBy, status, version, receivedAt, files } of shown) {
    const own = history.filter(({ data }) => data.number === number);
    const declared = own.find(({ type }) => type === 'submission-declared' || type === 'received-off-system');
    if (!declared) return `submission ${number} is not in the history`;
    const { data } = declared;
    const listed = Array.isArray(data.files) ? data.files : [];
    const manifestOf = (items: readonly unknown[]) => items.map((item) => fileSchema.parse(item));
    if (!same({ documentNumber, documentDate, signedBy }, pick(data)) || !same(manifestOf(files), manifestOf(listed)))
      return `submission ${number} is not as it was declared`;
    const receipt = own.findLast(({ type }) => received.includes(type));
    if (receivedAt !== receipt?.data.receivedAt) return `submission ${number} was not received when it says`;
    if (version !== receipt?.data.version) return `submission ${number} is not the version that was received`;
    const last = own.map(({ type }) => statusAfter[type]).findLast((after) => after !== undefined);
    // A draft that nobody completed is shown as abandoned after a while; no event says so.
    if ((status === 'abandoned' ? 'pending' : status) !== last)
      return `submission ${number} is ${status}, but the history says ${last}`;
  }
  return undefined;
}

const fileSchema = z.object({ name: z.string(), size: z.number(), sha256: z.string() });
const pick = ({ documentNumber, documentDate, signedBy }: HistoryEvent['data']) => ({
  documentNumber,
  documentDate,
  signedBy,
});
