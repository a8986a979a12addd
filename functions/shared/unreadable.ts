import { reportName } from '../../lib/notices/text/names.ts';
import { ownLastDay } from '../../lib/obligations/obligation.ts';
import { unreadableReasons, unreadableWords } from '../../lib/papers/reading/paragraph.ts';
import type { UnreadableFile } from '../../lib/papers/reporting/input.ts';
import type { Span } from '../../lib/papers/span.ts';
import type { ListedObligation } from '../../lib/store/obligations.ts';
import type { SubmissionStore } from '../../lib/store/submissions.ts';
import type { Submission } from '../../lib/submissions/submission.ts';
import { unitOn } from '../../lib/units/versions.ts';
import { type FiguresDeps, gatherSpan } from './figures.ts';

export interface UnreadableDeps extends FiguresDeps {
  submissions: Pick<SubmissionStore, 'list'>;
}

const PARALLEL = 16;
const counted = ['received', 'accepted', 'returned'];

/** Files of the latest submission that counts which gave no text when they were received. */
function filesOf(submissions: readonly Submission[]): { file: string; reason: string }[] {
  const newest = submissions.filter(({ status }) => counted.includes(status)).at(-1);
  return Object.values(newest?.files ?? {}).flatMap(({ name, stored }) => {
    const reason = unreadableReasons.find((known) => known === stored?.contents?.unreadable);
    return reason === undefined ? [] : [{ file: name, reason: unreadableWords[reason] }];
  });
}

/**
 * The files of a span that were received and could not be read. A query per report: of a quarter or a year, which have ten times
 * as many as anybody would go through, nothing is told.
 */
export async function unreadableOf(
  deps: UnreadableDeps,
  span: Span,
  { restricted }: { restricted: boolean },
): Promise<UnreadableFile[] | undefined> {
  if (span.kind === 'quarter' || span.kind === 'year') return undefined;
  const [obligations, registry] = await Promise.all([gatherSpan(deps, span), deps.units.list()]);
  const units = new Map(registry.map((unit) => [unit.id, unit]));
  const received = obligations.filter((one) => one.receivedAt !== undefined && (restricted || !one.restricted));
  const found = new Map<string, UnreadableFile[]>();
  const queue = received.values();
  const look = async (obligation: ListedObligation) => {
    const unit = units.get(obligation.unit);
    const name = unit ? unitOn(unit, ownLastDay(obligation)).name : obligation.unit;
    const files = filesOf(await deps.submissions.list(obligation.id));
    found.set(
      obligation.id,
      files.map((file) => ({ name, report: reportName(obligation), ...file })),
    );
  };
  const work = async () => {
    for (const obligation of queue) await look(obligation);
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return received.flatMap(({ id }) => found.get(id) ?? []);
}
