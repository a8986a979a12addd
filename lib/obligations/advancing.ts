import type { Instant } from '../calendar/dates.ts';
import type { NewEvent } from './events.ts';
import { born, fold } from './fold.ts';
import { appendEvent, type HistoryEvent } from './history.ts';
import {
  awaiting,
  factsSchema,
  type Obligation,
  type ObligationFacts,
  type ObligationKey,
  type OutboxEntry,
} from './obligation.ts';
import { statesOf } from './states.ts';

/** A change of an obligation, to be written as a whole. */
export interface Advance {
  obligation: Obligation;
  event: HistoryEvent;
}

/** The timer after a change: the first of what the plan holds and of the mails to send. */
function timerOf(facts: ObligationFacts, outbox: readonly OutboxEntry[], planned: Instant | undefined) {
  const instants = outbox.map((entry) => entry.scheduledFor);
  if (planned !== undefined && awaiting.includes(facts.status)) instants.push(planned);
  const [first] = instants.sort();
  return first === undefined ? {} : { nextNoticeAt: first };
}

/**
 * Lets an event happen to an obligation: facts, history, timer and outbox move together. `planned` is the next notice
 * of the plan as it is after the event; `mail` is what the event has to tell the unit.
 */
export function advance(
  obligation: Obligation,
  event: NewEvent,
  { planned, mail }: { planned?: Instant | undefined; mail?: OutboxEntry | undefined },
): Advance {
  const chained = appendEvent(obligation.id, obligation.head, event);
  const facts = factsSchema.parse(fold(obligation, event));
  const outbox = mail ? [...obligation.outbox, mail] : obligation.outbox;
  return {
    obligation: {
      ...facts,
      ...timerOf(facts, outbox, planned),
      outbox,
      version: obligation.version + 1,
      head: { seq: chained.seq, hash: chained.hash },
    },
    event: chained,
  };
}

/** The place that the next event of an obligation will take in its history. */
export const nextSeq = ({ head }: Obligation): number => head.seq + 1;

/** Opens an obligation with the first event of its history, and the mails that tell of it. */
export function begin(
  key: ObligationKey,
  event: Extract<NewEvent, { type: 'opened' }>,
  planned: Instant | undefined,
  outbox: OutboxEntry[] = [],
): Advance {
  const facts = born(key, event);
  const chained = appendEvent(facts.id, undefined, event);
  const head = { seq: chained.seq, hash: chained.hash };
  return { obligation: { ...facts, ...timerOf(facts, outbox, planned), outbox, version: 1, head }, event: chained };
}

/** What a history says, from its first event to its last; undefined when it does not begin with an opening. */
export const replay = (key: ObligationKey, history: readonly HistoryEvent[]): ObligationFacts | undefined =>
  statesOf(key, history).at(-1)?.facts;
