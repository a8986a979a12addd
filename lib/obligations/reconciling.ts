import type { Instant } from '../calendar/dates.ts';
import type { Deadline } from '../regime/deadlines.ts';
import type { Rule } from '../regime/schema.ts';
import { validOn } from '../units/unit.ts';
import type { DatedUnit } from '../units/versions.ts';
import { allowedFrom, type NewEvent, type WithdrawalReason } from './events.ts';
import type { ObligationFacts } from './obligation.ts';
import { debtors } from './opening.ts';

type Existing = Pick<ObligationFacts, 'unit' | 'status'>;

/** What sets the obligations of one period right: those to open, to withdraw and to bring back. */
export interface Reconciliation<Found extends Existing> {
  open: DatedUnit[];
  withdraw: { obligation: Found; reason: WithdrawalReason }[];
  reinstate: Found[];
}

/**
 * Compares who owes a report of a period with what the register holds, both ways (R25). What nobody answered yet and
 * nobody owes any more is withdrawn; what was withdrawn and is owed again comes back; a report that was received, waived
 * or returned stays. A unit that the registry does not know is left alone: silence ends nothing.
 */
export function reconcile<Found extends Existing>(
  rule: Pick<Rule, 'audience'>,
  deadline: Pick<Deadline, 'lastDay'>,
  registry: readonly DatedUnit[],
  existing: readonly Found[],
): Reconciliation<Found> {
  const owing = debtors(rule, deadline, registry);
  const owes = new Set(owing.map(({ id }) => id));
  const held = new Set(existing.map(({ unit }) => unit));
  const units = new Map(registry.map((unit) => [unit.id, unit]));
  const withdraw = existing.flatMap((obligation) => {
    const unit = units.get(obligation.unit);
    if (!unit || owes.has(unit.id) || !allowedFrom.withdrawn.includes(obligation.status)) return [];
    const reason: WithdrawalReason = validOn(unit, deadline.lastDay) ? 'unit-not-addressed' : 'unit-not-valid';
    return [{ obligation, reason }];
  });
  return {
    open: owing.filter(({ id }) => !held.has(id)),
    withdraw,
    reinstate: existing.filter(({ unit, status }) => owes.has(unit) && allowedFrom.reinstated.includes(status)),
  };
}

/** What happens to an obligation whose unit no longer owes it; by the system, as every consequence of the registry. */
export const withdrawal = (reason: WithdrawalReason, at: Instant): NewEvent => ({
  type: 'withdrawn',
  at,
  by: 'system',
  data: { reason },
});

/** What happens to a withdrawn obligation whose unit owes it again. */
export const reinstatement = (at: Instant): NewEvent => ({ type: 'reinstated', at, by: 'system', data: {} });
