import type { Instant } from '../../lib/calendar/dates.ts';
import {
  type Discrepancy,
  discrepanciesOf,
  keysOf,
  type Objects,
  unknownFiles,
} from '../../lib/checking/discrepancies.ts';
import type { Log } from '../../lib/log/log.ts';
import type { Obligation } from '../../lib/obligations/obligation.ts';
import type { CheckStore } from '../../lib/store/checks.ts';
import type { NoticeStore } from '../../lib/store/notices.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import type { SubmissionStore } from '../../lib/store/submissions.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import type { Planned, RulePlan } from '../shared/plans.ts';
import { scheduledSchema } from '../shared/scheduled.ts';

export interface Deps {
  units: Pick<UnitStore, 'list'>;
  obligations: Pick<ObligationStore, 'listByUnit' | 'history'>;
  submissions: Pick<SubmissionStore, 'list'>;
  notices: Pick<NoticeStore, 'list'>;
  checks: Pick<CheckStore, 'put'>;
  /** Every version of every file under a prefix. */
  listObjects: (prefix: string) => Promise<Objects>;
  planFor: (obligation: Planned) => RulePlan | undefined;
  log: Log;
}

/** Enough reads in flight that 100,000 obligations take well under the five minutes there are. */
const PARALLEL = 16;
/** The alarm and the digest say how many; the log need not hold all of a burnt register. */
const MOST_LOGGED = 50;
const SUBMISSIONS = 'submissions/';

/** Something is as it should not be. Thrown once all is reported: the alarm must go off. */
export class DiscrepanciesFound extends Error {
  override readonly name = 'DiscrepanciesFound';
}

const countByKind = (found: readonly Discrepancy[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(found, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]));

/**
 * Looks each morning for what should not be: files, receipts and notices that a fault has left behind and that no queue and
 * no timer holds any more. It changes nothing; what was found is logged, kept for the Office's digest, and thrown.
 */
export function createCheckRegisterHandler(deps: Deps) {
  async function check(obligation: Obligation, objects: Objects, now: Instant) {
    const { id } = obligation;
    const [submissions, notices, history] = await Promise.all([
      obligation.submissionsDeclared > 0 ? deps.submissions.list(id) : [],
      deps.notices.list(id),
      deps.obligations.history(id),
    ]);
    const affairs = {
      ...{ obligation, submissions, notices },
      openedAt: history[0]?.at ?? now,
      plan: deps.planFor(obligation)?.plan,
    };
    return {
      found: discrepanciesOf(affairs, objects, now),
      keys: submissions.flatMap((submission) => keysOf(obligation, submission)),
    };
  }

  return async (event: unknown): Promise<Record<string, number>> => {
    const now = scheduledSchema.parse(event).scheduledTime;
    // First the files: one that is declared and stored while this runs is then not taken for unknown.
    const objects = await deps.listObjects(SUBMISSIONS);
    const units = await deps.units.list();
    const found: Discrepancy[] = [];
    const declared = new Set<string>();
    let checked = 0;
    const queue = units.values();
    const work = async () => {
      for (const { id } of queue)
        for (const obligation of await deps.obligations.listByUnit(id)) {
          const { found: more, keys } = await check(obligation, objects, now);
          found.push(...more);
          for (const key of keys) declared.add(key);
          checked += 1;
        }
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    found.push(...unknownFiles(objects, declared, now));
    for (const { kind, about } of found.slice(0, MOST_LOGGED)) deps.log('error', 'discrepancy-found', { kind, about });
    const counts = countByKind(found);
    await deps.checks.put({ checkedAt: now, counts });
    deps.log('info', 'register-checked', { obligations: checked, files: objects.size, found: found.length });
    if (found.length > 0) throw new DiscrepanciesFound(`${found.length} things are as they should not be`);
    return counts;
  };
}
