import { type Instant, type LocalDate, localDateOf } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { type Advance, begin } from '../obligations/advancing.ts';
import type { ObligationFacts, ObligationKey } from '../obligations/obligation.ts';
import { basisOf, periodsOf, type Request, requestTerm } from './request.ts';

/** The first notice still to come of a report's plan. */
export type FirstNotice = (
  facts: Pick<ObligationFacts, 'rule' | 'regimeVersion' | 'lastDay' | 'since'>,
) => Instant | undefined;

const titleOf = (request: Request, index: number): string => {
  const officials = request.targets.filter(({ official }) => official !== undefined).length;
  const what = officials > 0 ? 'Báo cáo kiểm điểm cá nhân' : 'Báo cáo';
  return `${what} theo ${basisOf(request)}${officials > 1 ? ` (${index + 1})` : ''}`;
};

/**
 * The obligations that a request opens, one for each unit or official that it asks (R14). The same request gives the same
 * ones, so an opening that broke off can be done again. Each tells its unit by a letter.
 */
export function openRequested(
  request: Request,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
  firstNotice: FirstNotice,
): Advance[] {
  const { id, deadline, subject, kind, restricted, regimeVersion, openedAt, openedBy, documentDate } = request;
  const periods = periodsOf(request);
  const term = requestTerm(deadline, calendar);
  const since = deadline.kind === 'at-once' ? deadline.endedOn : undefined;
  const limit = deadline.kind === 'at-once' ? deadline.limitWorkingDays : undefined;
  return request.targets.map(({ unit, official }, index) => {
    const key: ObligationKey = { unit, rule: 'thematic', period: periods[official === undefined ? 0 : index] ?? id };
    const data = {
      from: documentDate,
      to: term.lastDay ?? documentDate,
      ...term,
      regimeVersion,
      title: titleOf(request, index),
      subject,
      kind,
      request: id,
      basis: basisOf(request),
      ...(official === undefined ? {} : { official }),
      ...(restricted ? { restricted } : {}),
      ...(since === undefined ? {} : { since }),
      ...(limit === undefined ? {} : { limitWorkingDays: limit }),
    };
    const planned = firstNotice({ rule: key.rule, ...data });
    const asked = { kind: 'asked' as const, subject: 1, scheduledFor: openedAt };
    return begin(key, { type: 'opened', at: openedAt, by: openedBy, data }, planned, [asked]);
  });
}

/** The last day on which a unit must be valid to be asked: the last acceptable day, or today when due at once. */
export const dayOfAudience = (request: Pick<Request, 'deadline'>, now: Instant, calendar: WorkingCalendar): LocalDate =>
  requestTerm(request.deadline, calendar).lastDay ?? localDateOf(now);
