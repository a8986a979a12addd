import type { Instant } from '../../lib/calendar/dates.ts';
import { maySee, maySeeObligation } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { reportName } from '../../lib/notices/text/names.ts';
import { obligationId } from '../../lib/obligations/obligation.ts';
import { owingUnit } from '../../lib/obligations/owing-unit.ts';
import type { Account } from '../../lib/store/accounts.ts';
import { receiptOf } from '../../lib/submissions/receipt.ts';
import {
  objectKey,
  parseSubmissionId,
  type Submission,
  statusAt,
  submissionId,
} from '../../lib/submissions/submission.ts';
import { contentsOf, mustHold } from './contents.ts';
import type { Deps } from './deps.ts';

const notFound = () => new Problem('not-found', 'Không có lần gửi này.');

/** A submission as the API shows it. */
export function submissionView(submission: Submission, now: Instant) {
  const { number, version, channel, declaredAt, documentNumber, documentDate, signedBy, early, receivedAt } =
    submission;
  return {
    id: submissionId(submission),
    obligation: submission.obligation,
    number,
    ...(version === undefined ? {} : { version }),
    ...(channel === undefined ? {} : { channel }),
    status: statusAt(submission, now),
    declaredAt,
    documentNumber,
    documentDate,
    signedBy,
    early,
    files: Object.entries(submission.files).map(([file, { name, size, type, role, sha256, stored }]) => ({
      file,
      name,
      size,
      type,
      role,
      sha256,
      ...(stored ? { storedAt: stored.at } : {}),
      ...(stored && stored.refused.length > 0 ? { refused: stored.refused } : {}),
    })),
    ...(receivedAt === undefined ? {} : { receivedAt }),
  };
}

/** Finds a submission that the caller may see; another unit's is not found, rather than forbidden. */
export async function findSubmission(deps: Pick<Deps, 'submissions' | 'obligations'>, caller: Account, id: string) {
  const place = parseSubmissionId(id);
  if (!place || !maySee(caller, place.obligation.unit)) throw notFound();
  // One after the other: an obligation that is read before its submission may not know yet of the receipt.
  const submission = await deps.submissions.get(obligationId(place.obligation), place.number);
  const obligation = submission && (await deps.obligations.get(place.obligation));
  if (!submission || !obligation || !maySeeObligation(caller, obligation)) throw notFound();
  return { place, submission, obligation, key: (file: string) => objectKey(place.obligation, place.number, file) };
}

/** A submission, file by file, with its receipt once it is received. */
export async function showSubmission(deps: Deps, caller: Account, id: string, now: Instant) {
  const { place, submission, obligation } = await findSubmission(deps, caller, id);
  const view = submissionView(submission, now);
  if (submission.receivedAt === undefined) return view;
  const [unit, request] = await Promise.all([
    deps.units.get(place.obligation.unit),
    obligation.request === undefined ? undefined : deps.requests.get(obligation.request),
  ]);
  const { name, category } = owingUnit(unit, obligation);
  const names = { unit: name, rule: reportName(obligation) };
  const contents = contentsOf(submission, mustHold(deps, obligation, category, request));
  return { ...view, ...(contents ? { contents } : {}), receipt: receiptOf(obligation, submission, names) };
}
