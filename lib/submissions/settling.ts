import type { Instant } from '../calendar/dates.ts';
import { type Advance, advance, nextSeq } from '../obligations/advancing.ts';
import type { NewEvent } from '../obligations/events.ts';
import { fold } from '../obligations/fold.ts';
import type { Obligation, ObligationFacts, OutboxEntry } from '../obligations/obligation.ts';
import { assess, type Submission } from './submission.ts';

/** What a stored file changed: the new states, the event that says so, and the mail that it causes. */
export interface Settled extends Advance {
  submission: Submission;
  mail: OutboxEntry;
}

function settle(
  obligation: Obligation,
  submission: Submission,
  event: NewEvent,
  decided: Partial<Submission>,
  mail: OutboxEntry,
): Settled {
  const advanced = advance(obligation, event, { planned: obligation.nextNoticeAt, mail });
  return { ...advanced, submission: { ...submission, ...decided, historyHash: advanced.event.hash }, mail };
}

/** The mail about a submission, caused by the request that declared it. */
const mailAbout = (
  { number, cause }: Submission,
  kind: 'receipt' | 'quarantine',
  scheduledFor: Instant,
): OutboxEntry => ({ kind, subject: number, scheduledFor, ...(cause === undefined ? {} : { cause }) });

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
    const mail = mailAbout(submission, 'quarantine', now);
    const event: NewEvent = { type: 'submission-quarantined', at: found.at, by: 'system', data };
    return settle(obligation, submission, event, { status: 'quarantined' }, mail);
  }
  const { receivedAt } = found;
  const corrects = submission.receivedAt !== undefined;
  if (['quarantined', 'rejected'].includes(submission.status) || (corrects && submission.receivedAt === receivedAt))
    return undefined;
  const version = submission.version ?? obligation.versionsReceived + 1;
  const event: NewEvent = {
    type: corrects ? 'receipt-time-corrected' : 'submission-received',
    at: receivedAt,
    by: corrects ? 'system' : submission.declaredBy,
    data: { number, version, receivedAt, files: fileFacts(submission) },
  };
  const mail = { ...mailAbout(submission, 'receipt', now), ...(corrects ? { event: nextSeq(obligation) } : {}) };
  return settle(
    obligation,
    submission,
    event,
    { status: corrects ? submission.status : 'received', receivedAt, version },
    mail,
  );
}

/**
 * Voids the receipt of a submission of which a file was refused only after it had been received: the report is owed again, at
 * the instant of the finding, and the plan gives its next notice. Undefined when there is no such receipt (any more).
 */
export function voidReceipt(
  obligation: Obligation,
  submission: Submission,
  foundAt: Instant,
  nextNotice: (facts: ObligationFacts) => Instant | undefined,
): Settled | undefined {
  const { number } = submission;
  if (obligation.receipts[number] === undefined || assess(submission.files).status !== 'quarantined') return undefined;
  const data = { number, voided: obligation.receipts[number], files: fileFacts(submission) };
  const event: NewEvent = { type: 'submission-quarantined', at: foundAt, by: 'system', data };
  const mail = mailAbout(submission, 'quarantine', foundAt);
  const advanced = advance(obligation, event, { planned: nextNotice(fold(obligation, event)), mail });
  return { ...advanced, submission: { ...submission, status: 'quarantined' }, mail };
}
