import * as z from 'zod';
import type { Instant } from '../../calendar/dates.ts';
import { type ObligationKey, parseObligationId } from '../../obligations/obligation.ts';
import type { Facts } from '../../obligations/verdict.ts';
import { objectKey, type Submission } from '../../submissions/submission.ts';
import { categoryName, categoryRank } from '../words.ts';
import { safeName } from './names.ts';

const sourceFileSchema = z.object({
  file: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  role: z.enum(['main', 'annex']),
  key: z.string(),
  objectVersion: z.string(),
});
export type SourceFile = z.infer<typeof sourceFileSchema>;

/** A submission that counts, as a compilation takes it up. */
export const sourceSubmissionSchema = z.object({
  unit: z.string(),
  name: z.string(),
  category: z.string(),
  folder: z.string(),
  number: z.int(),
  version: z.int(),
  /** Whether it is the unit's latest: the one that the draft speaks with. */
  newest: z.boolean(),
  status: z.enum(['received', 'accepted', 'returned']),
  documentNumber: z.string(),
  documentDate: z.string(),
  receivedAt: z.string(),
  /** How it came when not through the system: then the Office has it on paper, and there are no files. */
  channel: z.string().optional(),
  files: z.array(sourceFileSchema),
});
export type SourceSubmission = z.infer<typeof sourceSubmissionSchema>;

/** A unit that owes the report, and what it has sent. */
export interface ListedSource {
  unit: string;
  name: string;
  category: string;
  facts: Facts;
  submissions: SourceSubmission[];
}

const counted = ['received', 'accepted', 'returned'] as const;
const countedStatus = (submission: Submission) => counted.find((status) => status === submission.status);

/** The files of a submission, the main one first. */
function filesOf(key: ObligationKey, { number, files }: Submission): SourceFile[] {
  const listed = Object.entries(files).flatMap(([file, { name, size, type, role, stored }]) =>
    stored === undefined
      ? []
      : [{ file, name, type, size, role, key: objectKey(key, number, file), objectVersion: stored.objectVersion }],
  );
  return listed.sort(
    (a, b) => Number(a.role === 'annex') - Number(b.role === 'annex') || Number(a.file) - Number(b.file),
  );
}

/** What a unit has sent of a report up to an instant, the earliest first: all that was received and not rejected. */
export function sourceOf(
  unit: { id: string; name: string; category: string },
  facts: Facts,
  submissions: readonly Submission[],
  at: Instant,
): ListedSource {
  const { name, category } = unit;
  const folder = `${categoryRank(category) + 1}. ${safeName(categoryName(category))}`;
  const listed = submissions
    .flatMap((submission): SourceSubmission[] => {
      const { obligation, number, version, receivedAt, documentNumber, documentDate, channel } = submission;
      const status = countedStatus(submission);
      const key = parseObligationId(obligation);
      if (!status || !key || receivedAt === undefined || receivedAt > at) return [];
      return [
        {
          ...{ unit: unit.id, name, category, folder, number, version: version ?? number, newest: false, status },
          ...{ documentNumber, documentDate, receivedAt },
          ...(channel === undefined ? {} : { channel }),
          files: filesOf(key, submission),
        },
      ];
    })
    .sort((a, b) => a.version - b.version);
  const newest = listed.at(-1);
  return {
    unit: unit.id,
    name,
    category,
    facts,
    submissions: listed.map((one) => ({ ...one, newest: one === newest })),
  };
}
