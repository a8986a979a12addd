import * as z from 'zod';
import { verdicts } from '../../../lib/obligations/verdict.ts';
import { contentsCheck } from './contents.ts';
import { receivedFile, submittedFile, uploads } from './files.ts';
import { count, date, instant } from './scalars.ts';

/** Submissions, file by file, and their receipts. */
export const submissionFields = {
  id: z.string(),
  obligation: z.string(),
  number: count,
  version: count.optional(),
  status: z.enum(['pending', 'received', 'quarantined', 'abandoned', 'accepted', 'returned', 'rejected']),
  channel: z.enum(['cipher', 'in-person', 'post', 'telephone']).optional(),
  declaredAt: instant,
  documentNumber: z.string(),
  documentDate: date,
  signedBy: z.string(),
  early: z.boolean().meta({ description: 'Declared before the period had ended' }),
  files: z.array(submittedFile),
  receivedAt: instant.optional(),
};

export const receipt = z
  .object({
    number: z.string(),
    submission: z.string(),
    obligation: z.string(),
    unit: z.object({ id: z.string(), name: z.string() }),
    report: z.object({
      rule: z.string(),
      name: z.string(),
      period: z.string(),
      from: date,
      to: date,
      lastDay: date.optional(),
      dueBefore: instant.optional(),
    }),
    version: count,
    documentNumber: z.string(),
    documentDate: date,
    signedBy: z.string(),
    files: z.array(receivedFile),
    receivedAt: instant,
    early: z.boolean(),
    verdict: z.enum(verdicts),
    daysLate: count.optional(),
    regimeVersion: z.string(),
    historyHash: z.string(),
  })
  .meta({ id: 'Receipt' });

export const submission = z
  .object({ ...submissionFields, contents: contentsCheck.optional(), receipt: receipt.optional() })
  .meta({ id: 'Submission' });

export const declared = z.object({ id: z.string(), uploads }).meta({ id: 'DeclaredSubmission' });
