import type { Instant } from '../calendar/dates.ts';
import type { Decision, OffSystemReceipt } from '../obligations/deciding.ts';
import type { Obligation } from '../obligations/obligation.ts';
import type { Submission } from './submission.ts';

const statusAfter = { acceptance: 'accepted', return: 'returned', rejection: 'rejected' } as const;

/** A submission as a review leaves it; decisions about the obligation alone leave it as it is. */
export function reviewed(submission: Submission, kind: Decision['kind']): Submission {
  return kind === 'extension' || kind === 'waiver' ? submission : { ...submission, status: statusAfter[kind] };
}

/** The submission that stands for a report received off-system: a document's particulars, and no file (R19). */
export function offSystemSubmission(
  obligation: Obligation,
  receipt: OffSystemReceipt,
  by: string,
  now: Instant,
): Submission {
  const { receivedAt, documentNumber, documentDate, signedBy, channel } = receipt;
  return {
    obligation: obligation.id,
    number: obligation.submissionsDeclared + 1,
    declaredAt: now,
    declaredBy: by,
    documentNumber,
    documentDate,
    signedBy,
    channel,
    early: false,
    files: {},
    status: 'received',
    receivedAt,
    version: obligation.versionsReceived + 1,
  };
}
