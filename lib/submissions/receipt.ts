import type { Instant } from '../calendar/dates.ts';
import { deadlineTerm, type Obligation } from '../obligations/obligation.ts';
import { judge, type Verdict } from '../obligations/verdict.ts';
import { type Submission, submissionId } from './submission.ts';

/** Proof of filing (biên nhận): who sent what, when the store had all of it, and the verdict at that moment. */
export interface Receipt {
  number: string;
  submission: string;
  obligation: string;
  unit: { id: string; name: string };
  report: {
    rule: string;
    name: string;
    period: string;
    from: string;
    to: string;
    /** Absent when the report was due at once, with no day set. */
    lastDay?: string;
    dueBefore?: string;
  };
  version: number;
  documentNumber: string;
  documentDate: string;
  signedBy: string;
  files: { name: string; size: number; type: string; role: 'main' | 'annex'; sha256: string }[];
  receivedAt: Instant;
  early: boolean;
  verdict: Verdict;
  daysLate?: number;
  regimeVersion: string;
  historyHash: string;
}

/**
 * The receipt of a received submission; undefined while there is nothing to prove. The verdict is the
 * obligation's, by its first receipt: a later version neither undoes an on-time filing nor mends a late one.
 */
export function receiptOf(
  obligation: Obligation,
  submission: Submission,
  names: { unit: string; rule: string },
): Receipt | undefined {
  const { receivedAt, version, historyHash } = submission;
  // A rejected submission keeps its times in the history, but its receipt is void (R22).
  if (['rejected', 'quarantined'].includes(submission.status) || !receivedAt || !version || !historyHash)
    return undefined;
  const { rule, period, from, to } = obligation;
  const id = submissionId(submission);
  return {
    number: `BN-${id}`,
    submission: id,
    obligation: obligation.id,
    unit: { id: obligation.unit, name: names.unit },
    report: { rule, name: names.rule, period, from, to, ...deadlineTerm(obligation) },
    version,
    documentNumber: submission.documentNumber,
    documentDate: submission.documentDate,
    signedBy: submission.signedBy,
    files: Object.values(submission.files).map(({ name, size, type, role, sha256 }) => ({
      name,
      size,
      type,
      role,
      sha256,
    })),
    receivedAt,
    early: submission.early,
    ...judge(obligation, receivedAt),
    regimeVersion: obligation.regimeVersion,
    historyHash,
  };
}
