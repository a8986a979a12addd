import type { Instant } from '../../lib/calendar/dates.ts';
import { maySee } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { parseObligationId } from '../../lib/obligations/obligation.ts';
import { whyDue } from '../../lib/obligations/why.ts';
import { deadlineOf } from '../../lib/regime/deadlines.ts';
import type { Account } from '../../lib/store/accounts.ts';
import { submissionId } from '../../lib/submissions/submission.ts';
import type { Deps } from './deps.ts';
import { toItem } from './obligations.ts';
import { submissionView } from './submission.ts';

const notFound = () => new Problem('not-found', 'Không có báo cáo này trong danh mục.');

function explain({ regimes, calendar }: Deps, found: { rule: string; period: string; regimeVersion: string }) {
  const regime = regimes.find(({ version }) => version === found.regimeVersion);
  const rule = regime?.rules.find(({ id }) => id === found.rule);
  const deadline = regime && deadlineOf(regime, found.rule, found.period);
  return regime && rule && deadline ? whyDue(regime, rule, deadline, calendar) : undefined;
}

/** One obligation with everything that led to where it stands. Another unit's is not found, rather than forbidden. */
export async function showObligation(deps: Deps, caller: Account, id: string, now: Instant) {
  const key = parseObligationId(id);
  if (!key || !maySee(caller, key.unit)) throw notFound();
  const obligation = await deps.obligations.get(key);
  if (!obligation) throw notFound();
  const [unit, history, submissions, notices] = await Promise.all([
    deps.units.get(key.unit),
    deps.obligations.history(id),
    deps.submissions.list(id),
    deps.notices.list(id),
  ]);
  const deliveries = await deps.mails.deliveries(notices.flatMap(({ messageId }) => messageId ?? []));
  return {
    ...toItem(obligation, now, deps),
    unitName: unit?.name ?? key.unit,
    openedAt: obligation.openedAt,
    history,
    submissions: submissions.map((submission) => ({
      ...submissionView(submission, now),
      id: submissionId(submission),
    })),
    notices: notices.map(({ about: _about, leaseUntil: _lease, ...notice }) => ({
      ...notice,
      ...(notice.messageId && deliveries.has(notice.messageId) ? { deliveries: deliveries.get(notice.messageId) } : {}),
    })),
    why: explain(deps, obligation),
  };
}
