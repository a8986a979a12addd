import type * as z from 'zod';
import { type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import { createHttpApp, type HttpContext, type HttpDeps, readJson, toLambda } from '../../lib/http/app.ts';
import { Problem } from '../../lib/http/problem.ts';
import { adHocSchema, centralCopySchema, ownReportSchema } from '../../lib/http/requests/request.ts';
import { parseOrRefuse } from '../../lib/http/validation.ts';
import { type Advance, begin } from '../../lib/obligations/advancing.ts';
import { born } from '../../lib/obligations/fold.ts';
import type { Obligation, OutboxEntry } from '../../lib/obligations/obligation.ts';
import {
  isOutOfTime,
  nextNumber,
  type Occurrence,
  occasionPeriod,
  occurrenceFacts,
  sameOccurrence,
} from '../../lib/obligations/occasions.ts';
import { addresses } from '../../lib/obligations/opening.ts';
import { occasionOf, regimeFor } from '../../lib/regime/occasions.ts';
import type { Occasion, Regime } from '../../lib/regime/schema.ts';
import type { AccountStore } from '../../lib/store/accounts.ts';
import type { ObligationStore } from '../../lib/store/obligations.ts';
import { type RegisteredUnit, registeredOn, type UnitStore } from '../../lib/store/units.ts';
import { validOn } from '../../lib/units/unit.ts';
import { firstNotice } from '../shared/first-notice.ts';
import type { Planned, RulePlan } from '../shared/plans.ts';
import { alertsFor } from './alerts.ts';

export interface Deps extends HttpDeps {
  accounts: Pick<AccountStore, 'get' | 'list'>;
  units: Pick<UnitStore, 'get'>;
  obligations: Pick<ObligationStore, 'listByRule' | 'open'>;
  planFor: (obligation: Planned) => RulePlan | undefined;
  /** Sends the mails that an opening causes; what fails stays in the outbox for the sweep. */
  sendAnswer: (opened: { obligation: Obligation }, now: Instant) => Promise<void>;
  regimes: readonly Regime[];
  officeAddress: string;
}

/** Two people of a unit may open one at the same moment; each gets a number of their own. */
const ATTEMPTS = 5;
const badFields = 'Đề nghị sửa các trường sau rồi gửi lại.';

/** Reports that nobody expected: unasked thematic ones (R14), ad hoc ones (R18), copies of what went to the centre (R17). */
export function createOpenReportHandler(deps: Deps) {
  const app = createHttpApp(deps);

  /** The unit that owes the report: the caller's own, or the one that the Office names. */
  async function unitOf(c: HttpContext, named: string | undefined): Promise<RegisteredUnit> {
    const { caller, now } = c.var;
    if (caller.role === 'leader') throw new Problem('forbidden', 'Tài khoản này không có quyền thực hiện.');
    if (caller.role === 'unit' && named !== undefined && named !== caller.unit)
      throw new Problem('forbidden', 'Đơn vị chỉ ghi nhận được báo cáo của mình.');
    const id = caller.role === 'unit' ? caller.unit : named;
    const found = id === undefined ? undefined : await deps.units.get(id);
    const unit = found && registeredOn(found, localDateOf(now));
    if (!unit || !validOn(unit, localDateOf(now)))
      throw new Problem('invalid-request', badFields, [
        { field: 'unit', message: id === undefined ? 'bắt buộc phải có' : 'không có đơn vị này hôm nay' },
      ]);
    return unit;
  }

  function govern(occurrence: Occurrence, unit: RegisteredUnit, now: Instant): { regime: Regime; occasion: Occasion } {
    const regime = regimeFor(deps.regimes, occurrence.rule, localDateOf(now));
    const occasion = regime && occasionOf(regime, occurrence.rule);
    if (!regime || !occasion || !addresses(occasion, unit))
      throw new Problem('invalid-request', 'Quy định hiện hành không yêu cầu đơn vị gửi loại báo cáo này.', [
        { field: 'unit', message: 'không thuộc đối tượng của quy định' },
      ]);
    return { regime, occasion };
  }

  /** Opens the report, or finds the one that the same words opened a moment ago: nobody is alerted twice. */
  async function open(
    unit: RegisteredUnit,
    occurrence: Occurrence,
    by: string,
    mails: OutboxEntry[],
    now: Instant,
  ): Promise<{ id: string; opened?: Advance }> {
    const { regime } = govern(occurrence, unit, now);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const known = await deps.obligations.listByRule(unit.id, occurrence.rule);
      const same = sameOccurrence(occurrence, known, now);
      if (same) return { id: same.id };
      const period = occasionPeriod(
        occurrence,
        nextNumber(
          occurrence,
          known.map((one) => one.period),
        ),
      );
      const key = { unit: unit.id, rule: occurrence.rule, period };
      const data = occurrenceFacts(occurrence, key, regime.version);
      const event = { type: 'opened' as const, at: now, by, data };
      const planned = firstNotice(deps.planFor, born(key, event), now);
      const opened = begin(key, event, planned, mails);
      if (await deps.obligations.open(opened.obligation, opened.event)) return { id: opened.obligation.id, opened };
    }
    throw new Problem('conflict', 'Nhiều người cùng ghi nhận một lúc, vui lòng thử lại.');
  }

  function route<Schema extends z.ZodType<{ unit?: string | undefined }>>(
    path: string,
    schema: Schema,
    dateField: string,
    occurrenceOf: (body: z.infer<Schema>) => Occurrence,
  ): void {
    app.post(path, async (c) => {
      const { caller, now, requestId: cause } = c.var;
      const body = parseOrRefuse(schema, await readJson(c), 'invalid-request', badFields);
      const unit = await unitOf(c, body.unit);
      const occurrence = occurrenceOf(body);
      if (isOutOfTime(occurrence, now))
        throw new Problem('wrong-date', badFields, [
          { field: dateField, message: 'không được ở tương lai, không quá một năm trước' },
        ]);
      const asked = { kind: 'asked' as const, subject: 1, scheduledFor: now, cause };
      const alerts =
        occurrence.rule === 'ad-hoc'
          ? alertsFor(await deps.accounts.list(), deps.officeAddress, { scheduledFor: now, cause })
          : [];
      const mails = [...alerts, ...(caller.role === 'office' ? [asked] : [])];
      const { id, opened } = await open(unit, occurrence, caller.user, mails, now);
      if (opened) {
        deps.log('info', 'report-opened', { obligation: id });
        await deps.sendAnswer(opened, now);
      }
      return c.json({ id }, 201, { location: `/v1/obligations/${id}` });
    });
  }

  route('/v1/thematic-reports', ownReportSchema, 'endedOn', ({ kind, subject, endedOn, official }) => ({
    rule: 'thematic',
    ...{ kind, subject, endedOn, official },
  }));
  route('/v1/ad-hoc-reports', adHocSchema, 'reportedAt', ({ reportedAt, reporter, receiver, channel }) => ({
    rule: 'ad-hoc',
    log: { reportedAt, reporter, receiver, channel },
  }));
  route('/v1/central-copies', centralCopySchema, 'sentOn', ({ agency, subject, sentOn }) => ({
    rule: 'central-copy',
    ...{ agency, subject, sentOn },
  }));
  return toLambda(app);
}
