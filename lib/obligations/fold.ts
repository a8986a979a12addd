import type { NewEvent } from './events.ts';
import { deadlineTerm, type ObligationFacts, type ObligationKey, obligationId } from './obligation.ts';

const earliest = (receipts: Record<string, string>): { receivedAt?: string } => {
  const [first] = Object.values(receipts).sort();
  return first === undefined ? {} : { receivedAt: first };
};

/** Leaves out a member; `undefined` and absent are not the same in what is stored. */
function without<T extends object, K extends keyof T>(facts: T, ...names: K[]): Omit<T, K> {
  const rest = { ...facts };
  for (const name of names) delete rest[name];
  return rest;
}

function withReceipts(facts: ObligationFacts, receipts: Record<string, string>): ObligationFacts {
  return { ...without(facts, 'receivedAt'), receipts, ...earliest(receipts) };
}

type Review = ObligationFacts['reviews'][string];

/** Lets a submission decide where the obligation stands, as it was reviewed or, before that, as received. */
const standingOn = (facts: ObligationFacts, number: number): ObligationFacts => ({
  ...without(facts, 'supplement'),
  standing: number,
  ...(facts.reviews[number] ?? { status: 'received' }),
});

const withReview = (facts: ObligationFacts, number: number, review: Review): ObligationFacts =>
  standingOn({ ...facts, reviews: { ...facts.reviews, [number]: review } }, number);

/** A submission is void: what was decided on the others holds, and the last of them decides where things stand. */
function withoutSubmission(facts: ObligationFacts, number: number): ObligationFacts {
  const receipts = without(facts.receipts, String(number));
  const left = { ...withReceipts(facts, receipts), reviews: without(facts.reviews, String(number)) };
  const others = Object.keys(receipts).map(Number);
  if (others.length === 0)
    return { ...without(left, 'supplement', 'standing'), status: facts.waivedAt === undefined ? 'open' : 'waived' };
  // A state that was stored before reviews were kept does not say on which submission it stands.
  return facts.standing === undefined || facts.standing === number ? standingOn(left, Math.max(...others)) : left;
}

/** The first event of a history makes the facts. */
export function born(key: ObligationKey, event: Extract<NewEvent, { type: 'opened' }>): ObligationFacts {
  const { unit, rule, period } = key;
  return {
    id: obligationId(key),
    ...{ unit, rule, period },
    ...event.data,
    openedAt: event.at,
    status: 'open',
    receipts: {},
    reviews: {},
    submissionsDeclared: 0,
    versionsReceived: 0,
  };
}

/**
 * What an event makes of an obligation. Replaying a history through this gives the stored facts, and nothing else
 * ever writes them. Receipts only come and go by events about receipts: neither waiver, extension, return
 * nor withdrawal touches what was received when (R22).
 */
export function fold(facts: ObligationFacts, event: NewEvent): ObligationFacts {
  switch (event.type) {
    case 'opened':
      return facts;
    case 'work-ended':
      return { ...without(facts, 'lastDay', 'dueBefore'), ...event.data };
    case 'submission-declared':
      return { ...facts, submissionsDeclared: Math.max(facts.submissionsDeclared, event.data.number) };
    case 'urged':
      return facts;
    case 'receipt-time-corrected':
      return withReceipts(facts, { ...facts.receipts, [event.data.number]: event.data.receivedAt });
    case 'submission-received':
    case 'received-off-system': {
      const { number, version, receivedAt } = event.data;
      const counted = withReceipts(facts, { ...facts.receipts, [number]: receivedAt });
      return {
        ...without(counted, 'supplement', 'withdrawnAt'),
        status: 'received',
        standing: number,
        submissionsDeclared: Math.max(facts.submissionsDeclared, number),
        versionsReceived: Math.max(facts.versionsReceived, version),
      };
    }
    case 'extended': {
      const { lastDay, dueBefore, afterDeadline } = event.data;
      const original = facts.original ?? deadlineTerm(facts);
      const kept = original ? { original } : {};
      return { ...facts, lastDay, dueBefore, ...kept, extension: { grantedAt: event.at, afterDeadline } };
    }
    case 'waived':
      return { ...facts, status: 'waived', waivedAt: event.at };
    case 'withdrawn':
      return { ...facts, status: 'withdrawn', withdrawnAt: event.at };
    case 'reinstated':
      return { ...without(facts, 'withdrawnAt'), status: 'open' };
    case 'accepted':
      return withReview(facts, event.data.number, { status: 'accepted' });
    case 'returned': {
      const { number, lastDay, dueBefore } = event.data;
      return withReview(facts, number, { status: 'returned', supplement: { lastDay, dueBefore } });
    }
    case 'submission-quarantined':
      // What was found only after the receipt voids it.
      return facts.receipts[event.data.number] === undefined ? facts : withoutSubmission(facts, event.data.number);
    case 'rejected':
      return withoutSubmission(facts, event.data.number);
  }
}
