import type { Instant } from '../calendar/dates.ts';
import { appendEvent, type HistoryEvent, type NewEvent } from '../obligations/history.ts';
import type { Obligation, OutboxEntry } from '../obligations/obligation.ts';
import { assess, type Submission } from './submission.ts';

/** What a stored file changed: the new states, the event that says so, and the mail that it causes. */
export interface Settled {
  obligation: Obligation;
  submission: Submission;
  event: HistoryEvent;
  mail: OutboxEntry;
}

const earlier = (a: Instant | undefined, b: Instant): Instant => (a !== undefined && a < b ? a : b);

function settle(
  obligation: Obligation,
  submission: Submission,
  event: NewEvent,
  change: Partial<Obligation>,
  decided: Partial<Submission>,
  mail: OutboxEntry,
): Settled {
  const chained = appendEvent(obligation.id, obligation.head, event);
  return {
    obligation: {
      ...obligation,
      ...change,
      outbox: [...obligation.outbox, mail],
      nextNoticeAt: earlier(change.status === 'received' ? undefined : obligation.nextNoticeAt, mail.scheduledFor),
      version: obligation.version + 1,
      head: { seq: chained.seq, hash: chained.hash },
    },
    submission: { ...submission, ...decided, historyHash: chained.hash },
    event: chained,
    mail,
  };
}

const fileFacts = (submission: Submission) =>
  Object.entries(submission.files).map(([file, { name, size, type, sha256, role, stored }]) => ({
    file,
    name,
    size,
    type,
    sha256,
    role,
    storedAt: stored?.at ?? null,
    objectVersion: stored?.objectVersion ?? null,
    refused: stored?.refused ?? [],
  }));

/**
 * Draws the consequence of the files that are stored so far (R11), or undefined when there is none to draw: the
 * submission still waits for files, or all was drawn before (a doubled event). The order in which events arrive
 * does not matter: the first receipt is the earliest of all, and a file's earlier copy corrects the time.
 */
export function settleSubmission(obligation: Obligation, submission: Submission, now: Instant): Settled | undefined {
  const found = assess(submission.files);
  if (found.status === 'pending') return undefined;
  const { number } = submission;
  if (found.status === 'quarantined') {
    if (submission.status !== 'pending') return undefined;
    const data = { number, files: fileFacts(submission) };
    const mail: OutboxEntry = { kind: 'quarantine', submission: number, scheduledFor: now };
    const event: NewEvent = { type: 'submission-quarantined', at: found.at, by: 'system', data };
    return settle(obligation, submission, event, {}, { status: 'quarantined' }, mail);
  }
  const { receivedAt } = found;
  const corrects = submission.status === 'received';
  if (submission.status === 'quarantined' || (corrects && submission.receivedAt === receivedAt)) return undefined;
  const version = submission.version ?? obligation.versionsReceived + 1;
  const event: NewEvent = {
    type: corrects ? 'receipt-time-corrected' : 'submission-received',
    at: receivedAt,
    by: corrects ? 'system' : submission.declaredBy,
    data: { number, version, receivedAt, files: fileFacts(submission) },
  };
  const change: Partial<Obligation> = {
    status: 'received',
    receivedAt: earlier(obligation.receivedAt, receivedAt),
    versionsReceived: Math.max(obligation.versionsReceived, version),
  };
  const mail: OutboxEntry = { kind: 'receipt', submission: number, scheduledFor: now };
  return settle(obligation, submission, event, change, { status: 'received', receivedAt, version }, mail);
}
