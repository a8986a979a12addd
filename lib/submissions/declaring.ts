import { type Instant, localDateOf } from '../calendar/dates.ts';
import { type Advance, advance } from '../obligations/advancing.ts';
import { allowedFrom } from '../obligations/events.ts';
import type { Obligation } from '../obligations/obligation.ts';
import { type Refusal, refuse } from '../obligations/refusing.ts';
import { awaitsWorkEnd, refuseBeforeWorkEnd } from '../obligations/work-end.ts';
import type { Manifest } from './manifest.ts';
import type { Submission } from './submission.ts';

export interface Declared extends Advance {
  submission: Submission;
}

/** Why a unit cannot file a report as it stands; undefined when it can. */
export function filingRefusal(obligation: Obligation): Refusal | undefined {
  if (!allowedFrom['submission-declared'].includes(obligation.status))
    return refuse('wrong-state', 'Đơn vị không còn phải gửi báo cáo này theo danh sách đơn vị hiện hành.').refusal;
  return awaitsWorkEnd(obligation) ? refuseBeforeWorkEnd().refusal : undefined;
}

/**
 * Declares a new submission: the obligation takes note of it, the history too, and the files can be sent.
 * Filing before the period has ended is accepted and flagged (R12). `cause` is the request that declares it.
 */
export function declareSubmission(
  obligation: Obligation,
  manifest: Manifest,
  by: string,
  now: Instant,
  cause?: string,
): Declared {
  const number = obligation.submissionsDeclared + 1;
  const { documentNumber, documentDate, signedBy } = manifest;
  const files = Object.fromEntries(manifest.files.map((file, index) => [String(index + 1), { ...file }]));
  const submission: Submission = {
    obligation: obligation.id,
    number,
    declaredAt: now,
    declaredBy: by,
    ...(cause === undefined ? {} : { cause }),
    documentNumber,
    documentDate,
    signedBy,
    // Only a report that the calendar calls for has a window that can be still open.
    early: obligation.title === undefined && localDateOf(now) <= obligation.to,
    files,
    status: 'pending',
  };
  const data = { number, documentNumber, documentDate, signedBy, files: manifest.files.map((file) => ({ ...file })) };
  const event = { type: 'submission-declared' as const, at: now, by, data };
  return { ...advance(obligation, event, { planned: obligation.nextNoticeAt }), submission };
}
