import type { Instant } from '../../lib/calendar/dates.ts';
import { maySee, maySeeObligation } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import type { Notice } from '../../lib/notices/ledger.ts';
import { whyNotices } from '../../lib/notices/why.ts';
import { stepsOpenTo } from '../../lib/obligations/deciding.ts';
import type { HistoryEvent } from '../../lib/obligations/history.ts';
import { type Obligation, parseObligationId } from '../../lib/obligations/obligation.ts';
import { owingUnit } from '../../lib/obligations/owing-unit.ts';
import { whyDue } from '../../lib/obligations/why.ts';
import { awaitsWorkEnd } from '../../lib/obligations/work-end.ts';
import { deadlineOf, ruleOf } from '../../lib/regime/deadlines.ts';
import { sourceOf } from '../../lib/regime/occasions.ts';
import type { Request } from '../../lib/requests/request.ts';
import { whyAsked } from '../../lib/requests/why.ts';
import type { Account } from '../../lib/store/accounts.ts';
import { submissionId } from '../../lib/submissions/submission.ts';
import { mustHold } from './contents.ts';
import type { Deps } from './deps.ts';
import { toItem } from './obligations.ts';
import { submissionView } from './submission.ts';

const notFound = () => new Problem('not-found', 'Không có báo cáo này trong danh mục.');

/** What an explanation is made from, besides the letter. */
interface Told {
  history: readonly HistoryEvent[];
  notices: readonly Notice[];
  now: Instant;
}

function explain({ regimes, calendar }: Deps, found: Obligation, request: Request | undefined, told: Told) {
  const regime = regimes.find(({ version }) => version === found.regimeVersion);
  const source = regime && sourceOf(regime, found.rule);
  if (!regime || !source) return undefined;
  const notices = whyNotices(found, source.notices, told, calendar);
  const occasion = regime.occasions.find(({ id }) => id === found.rule);
  if (occasion) return { ...whyAsked(regime, occasion, found, request?.deadline), notices };
  const rule = ruleOf(regime, found.rule);
  const deadline = deadlineOf(regime, found.rule, found.period);
  return rule && deadline ? { ...whyDue(regime, rule, deadline, calendar), notices } : undefined;
}

/** One obligation with everything that led to where it stands. Another unit's is not found, rather than forbidden. */
export async function showObligation(deps: Deps, caller: Account, id: string, now: Instant) {
  const key = parseObligationId(id);
  if (!key || !maySee(caller, key.unit)) throw notFound();
  const obligation = await deps.obligations.get(key);
  if (!obligation || !maySeeObligation(caller, obligation)) throw notFound();
  const [unit, request, history, submissions, notices] = await Promise.all([
    deps.units.get(key.unit),
    obligation.request === undefined ? undefined : deps.requests.get(obligation.request),
    deps.obligations.history(id),
    deps.submissions.list(id),
    deps.notices.list(id),
  ]);
  const deliveries = await deps.mails.deliveries(notices.flatMap(({ messageId }) => messageId ?? []));
  const { name, category } = owingUnit(unit, obligation);
  return {
    ...toItem(obligation, now, deps),
    unitName: name,
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
    ...(obligation.log ? { log: obligation.log } : {}),
    ...(request && request.sections.length > 0 ? { sections: request.sections } : {}),
    mustHold: mustHold(deps, obligation, category, request).map(({ title, optional }) => ({
      title,
      ...(optional ? { optional } : {}),
    })),
    ...(awaitsWorkEnd(obligation) ? { awaitsWorkEnd: true as const } : {}),
    ...(caller.role === 'office' ? { steps: stepsOpenTo(obligation, now) } : {}),
    why: explain(deps, obligation, request, { history, notices, now }),
  };
}
