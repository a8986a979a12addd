import type { Instant, LocalDate } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { type Advance, begin } from '../obligations/advancing.ts';
import { allowedFrom } from '../obligations/events.ts';
import type { ObligationFacts } from '../obligations/obligation.ts';
import { type Unit, validOn } from '../units/unit.ts';
import { askedOf, basisOf, type Request, requestTerm, type Target } from './request.ts';

/** The first notice still to come of a report's plan. */
export type FirstNotice = (
  facts: Pick<ObligationFacts, 'rule' | 'regimeVersion' | 'lastDay' | 'since'>,
) => Instant | undefined;

function titleOf(request: Request, { unit, official }: Target, period: string): string {
  if (official === undefined) return `Báo cáo theo ${basisOf(request)}`;
  const ofUnit = request.targets.filter((target) => target.unit === unit).length;
  const [, number] = /-No(\d+)$/.exec(period) ?? [];
  return `Báo cáo kiểm điểm cá nhân theo ${basisOf(request)}${ofUnit > 1 ? ` (${number})` : ''}`;
}

/**
 * The obligations that a request opens, one for each unit or official that it asks (R14). The same request gives the same
 * ones, so an opening that broke off can be done again. Each tells its unit by a letter.
 */
export function openRequested(
  request: Request,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
  firstNotice: FirstNotice,
): Advance[] {
  const { id, deadline, subject, kind, restricted, regimeVersion, openedAt, openedBy, documentDate, cause } = request;
  const term = requestTerm(deadline, calendar);
  const since = deadline.kind === 'at-once' ? deadline.endedOn : undefined;
  const limit = deadline.kind === 'at-once' ? deadline.limitWorkingDays : undefined;
  return askedOf(request).map(({ target, key }) => {
    const { official } = target;
    const data = {
      from: documentDate,
      to: term.lastDay ?? documentDate,
      ...term,
      regimeVersion,
      title: titleOf(request, target, key.period),
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
    const asked = {
      kind: 'asked' as const,
      subject: 1,
      scheduledFor: openedAt,
      ...(cause === undefined ? {} : { cause }),
    };
    return begin(key, { type: 'opened', at: openedAt, by: openedBy, data }, planned, [asked]);
  });
}

type Held = Pick<ObligationFacts, 'unit' | 'status' | 'lastDay' | 'original'>;

/**
 * Which of a request's obligations are owed no more, and which are again (R25): a unit owes one while it is valid on its
 * own last acceptable day, which no extension moves, or today when the report is due at once. What was answered stays; a
 * unit that the registry does not know is left alone.
 */
export function reconcileRequest<Found extends Held>(
  registry: ReadonlyMap<string, Pick<Unit, 'validFrom' | 'validTo'>>,
  existing: readonly Found[],
  today: LocalDate,
): { withdraw: Found[]; reinstate: Found[] } {
  const isValid = ({ unit: id, original, lastDay }: Held): boolean | undefined => {
    const unit = registry.get(id);
    return unit && validOn(unit, original?.lastDay ?? lastDay ?? today);
  };
  return {
    withdraw: existing.filter((one) => isValid(one) === false && allowedFrom.withdrawn.includes(one.status)),
    reinstate: existing.filter((one) => isValid(one) === true && allowedFrom.reinstated.includes(one.status)),
  };
}
