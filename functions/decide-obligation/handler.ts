import type { Instant } from '../../lib/calendar/dates.ts';
import type { WorkingCalendar } from '../../lib/calendar/working-days.ts';
import {
  createHttpApp,
  type HttpContext,
  type HttpDeps,
  maySee,
  readJson,
  requireRole,
  toLambda,
} from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { decisionSchema, offSystemSchema } from '../../lib/http/requests/decision.ts';
import { workEndSchema } from '../../lib/http/requests/request.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import { advance, nextSeq } from '../../lib/obligations/advancing.ts';
import { decide, receiveOffSystem } from '../../lib/obligations/deciding.ts';
import { fold } from '../../lib/obligations/fold.ts';
import { type Obligation, parseObligationId } from '../../lib/obligations/obligation.ts';
import type { Decided } from '../../lib/obligations/refusing.ts';
import { endWork } from '../../lib/obligations/work-end.ts';
import { isAwaitedAgain, type Request } from '../../lib/requests/request.ts';
import type { Change, ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import type { SubmissionStore } from '../../lib/store/submissions.ts';
import { Conflict } from '../../lib/store/table.ts';
import { offSystemSubmission, reviewed } from '../../lib/submissions/reviewing.ts';
import { assess, type Submission } from '../../lib/submissions/submission.ts';
import { firstNotice } from '../shared/first-notice.ts';
import type { Planned, RulePlan } from '../shared/plans.ts';

export interface Deps extends HttpDeps {
  obligations: Pick<ObligationStore, 'get' | 'commit'>;
  submissions: Pick<SubmissionStore, 'get'>;
  requests: Pick<RequestStore, 'get'>;
  calendar: WorkingCalendar;
  planFor: (obligation: Planned) => RulePlan | undefined;
  /** Sends the mail that a decision causes; what fails stays in the outbox for the sweep. */
  sendAnswer: (decided: { obligation: Obligation }, now: Instant) => Promise<void>;
}

const stale = () =>
  new Problem('conflict', 'Báo cáo đã thay đổi kể từ khi mở trang; đề nghị xem lại trước khi quyết định.', [
    { field: 'version', message: 'không còn là bản mới nhất' },
  ]);
/** Of two decisions under one request at the same moment the second reads the request again; so does one that meets a note on a file. */
const ATTEMPTS = 5;

const badFields = 'Đề nghị sửa các trường sau rồi gửi lại.';

/** The Office's decisions about an obligation (R22) and receipts that came off-system (R19). */
export function createDecideObligationHandler(deps: Deps) {
  const app = createHttpApp(deps);

  async function read(c: HttpContext, id: string, version: number): Promise<Obligation> {
    const key = parseObligationId(id);
    const obligation = key && maySee(c.var.caller, key.unit) ? await deps.obligations.get(key) : undefined;
    if (!obligation) throw new Problem('not-found', 'Không có báo cáo này trong danh mục.');
    if (obligation.version !== version) throw stale();
    return obligation;
  }

  /** A submission as it was decided on, with what was noted on its files meanwhile: a clean scan, sections found. */
  async function withNotes(submission: Submission): Promise<Submission> {
    const files = (await deps.submissions.get(submission.obligation, submission.number))?.files ?? submission.files;
    if (assess(files).status === 'quarantined') throw stale();
    return { ...submission, files };
  }

  /**
   * Writes the change and, where it makes the report awaited again, that its request cannot be closed or stay so; gives
   * that request as it was before.
   */
  async function commit(obligation: Obligation, decided: Change): Promise<Request | undefined> {
    let change = decided;
    const under = isAwaitedAgain(obligation, change.obligation) ? obligation.request : undefined;
    for (let attempt = 1; ; attempt += 1) {
      const lapsing = under === undefined ? undefined : await deps.requests.get(under);
      try {
        await deps.obligations.commit({ ...change, ...(lapsing ? { lapsing } : {}) });
        return lapsing;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        const found = await deps.obligations.get(obligation);
        if (found?.version !== obligation.version || attempt === ATTEMPTS) throw stale();
        if (change.submission) change = { ...change, submission: await withNotes(change.submission) };
      }
    }
  }

  /** Writes what was decided as one transaction and tells the unit; somebody else's decision in between is a conflict. */
  async function carryOut(c: HttpContext, obligation: Obligation, decided: Decided, submission?: Submission) {
    if (!decided.ok) {
      const { code, detail, field } = decided.refusal;
      throw new Problem(code, detail, field === undefined ? undefined : [{ field, message: detail }]);
    }
    const { now, requestId: cause } = c.var;
    const mail = { kind: 'decision' as const, subject: nextSeq(obligation), scheduledFor: now, cause };
    const advanced = advance(obligation, decided.event, {
      planned: firstNotice(deps.planFor, fold(obligation, decided.event), now),
      mail,
    });
    const judged = submission && { ...submission, historyHash: submission.historyHash ?? advanced.event.hash };
    const request = await commit(obligation, { ...advanced, ...(judged ? { submission: judged } : {}) });
    deps.log('info', 'decision-taken', { obligation: obligation.id, decision: decided.event.type });
    if (request?.closedAt !== undefined)
      deps.log('info', 'request-reopened', { thematic: request.id, obligation: obligation.id });
    await deps.sendAnswer(advanced, now);
    const { id, status, version, lastDay, dueBefore, receivedAt } = advanced.obligation;
    return c.json({ id, status, version, lastDay, dueBefore, receivedAt, event: advanced.event }, 201);
  }

  app.post('/v1/obligations/:id/decisions', async (c) => {
    requireRole(c.var.caller, 'office');
    const { version, ...decision } = parseOrRefuse(decisionSchema, await readJson(c), 'invalid-request', badFields);
    const obligation = await read(c, c.req.param('id'), version);
    const decided = decide(obligation, decision, c.var.caller.user, c.var.now);
    const number = 'submission' in decision ? decision.submission : undefined;
    const submission = number === undefined ? undefined : await deps.submissions.get(obligation.id, number);
    return carryOut(c, obligation, decided, submission && reviewed(submission, decision.kind));
  });

  app.post('/v1/obligations/:id/receipts', async (c) => {
    requireRole(c.var.caller, 'office');
    const { version, ...receipt } = parseOrRefuse(offSystemSchema, await readJson(c), 'invalid-request', badFields);
    const obligation = await read(c, c.req.param('id'), version);
    const decided = receiveOffSystem(obligation, receipt, c.var.caller.user, c.var.now);
    return carryOut(c, obligation, decided, offSystemSubmission(obligation, receipt, c.var.caller.user, c.var.now));
  });

  app.post('/v1/obligations/:id/work-end', async (c) => {
    requireRole(c.var.caller, 'office', 'unit');
    const { version, endedOn } = parseOrRefuse(workEndSchema, await readJson(c), 'invalid-request', badFields);
    const obligation = await read(c, c.req.param('id'), version);
    return carryOut(c, obligation, endWork(obligation, endedOn, deps.calendar, c.var.caller, c.var.now));
  });
  return toLambda(app);
}
