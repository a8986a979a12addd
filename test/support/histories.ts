import type { Instant, LocalDate } from '../../lib/calendar/dates.ts';
import { advance, begin } from '../../lib/obligations/advancing.ts';
import type { NewEvent } from '../../lib/obligations/events.ts';
import type { HistoryEvent } from '../../lib/obligations/history.ts';
import type { Obligation, ObligationKey } from '../../lib/obligations/obligation.ts';
import { termOf } from '../../lib/obligations/obligation.ts';

const grounds = { reason: 'Mưa lũ chia cắt địa bàn', authority: 'Thường trực Tỉnh ủy' };

/** What can happen to an obligation, short to write; dates are last acceptable days. */
export const happenings = {
  received: (at: Instant, number = 1): NewEvent => ({
    type: 'submission-received',
    at,
    by: 'clerk',
    data: { number, version: number, receivedAt: at },
  }),
  extended: (at: Instant, lastDay: LocalDate): NewEvent => ({
    type: 'extended',
    at,
    by: 'office',
    data: { ...termOf(lastDay), ...grounds, afterDeadline: false },
  }),
  waived: (at: Instant): NewEvent => ({ type: 'waived', at, by: 'office', data: grounds }),
  returned: (at: Instant, lastDay: LocalDate, number = 1): NewEvent => ({
    type: 'returned',
    at,
    by: 'office',
    data: { number, ...termOf(lastDay), ...grounds },
  }),
  rejected: (at: Instant, number = 1): NewEvent => ({
    type: 'rejected',
    at,
    by: 'office',
    data: { number, ...grounds },
  }),
  accepted: (at: Instant, number = 1): NewEvent => ({ type: 'accepted', at, by: 'office', data: { number } }),
};

/** An obligation that was opened and then lived through events, with the history that it left. */
export function lived(
  key: ObligationKey,
  opened: { at: Instant; from: LocalDate; to: LocalDate; lastDay: LocalDate; regimeVersion: string },
  ...events: NewEvent[]
): { obligation: Obligation; history: HistoryEvent[] } {
  const { at, lastDay, from, to, regimeVersion } = opened;
  const data = { from, to, ...termOf(lastDay), regimeVersion };
  const opening = begin(key, { type: 'opened', at, by: 'system', data }, undefined);
  let { obligation } = opening;
  const history = [opening.event];
  for (const event of events) {
    const next = advance(obligation, event, {});
    obligation = next.obligation;
    history.push(next.event);
  }
  return { obligation, history };
}
