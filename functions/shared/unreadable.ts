import pMap from 'p-map';
import { reportName } from '../../lib/notices/text/names.ts';
import type { UnreadableFile } from '../../lib/papers/reporting/input.ts';
import type { ListedObligation } from '../../lib/store/obligations.ts';
import type { SubmissionStore } from '../../lib/store/submissions.ts';
import { unreadableWords } from '../../lib/submissions/readability.ts';
import { type Submission, whyUnread } from '../../lib/submissions/submission.ts';
import type { Gathered } from './figures.ts';

export interface UnreadableDeps {
  submissions: Pick<SubmissionStore, 'list'>;
}

/** A query per report: enough in flight that a year's thousand take some seconds. */
const PARALLEL = 32;
const counted = ['received', 'accepted', 'returned'];

/** Files of the latest submission that counts which gave no text when they were received. */
function filesOf(submissions: readonly Submission[]): { file: string; reason: string }[] {
  const newest = submissions.filter(({ status }) => counted.includes(status)).at(-1);
  return Object.values(newest?.files ?? {}).flatMap((file) => {
    const reason = whyUnread(file);
    return reason === undefined ? [] : [{ file: file.name, reason: unreadableWords[reason] }];
  });
}

/** The files that were received and could not be read, of all that was gathered. */
export async function unreadableOf(
  { submissions }: UnreadableDeps,
  { obligations, unitOf }: Gathered,
): Promise<UnreadableFile[]> {
  const received = obligations.filter(({ receivedAt }) => receivedAt !== undefined);
  const read = async (obligation: ListedObligation) => {
    const of = { name: unitOf(obligation).name, report: reportName(obligation) };
    return filesOf(await submissions.list(obligation.id)).map((file) => ({ ...of, ...file }));
  };
  const found = await pMap(received, read, { concurrency: PARALLEL });
  return found.flat();
}
