import type { Instant } from '../calendar/dates.ts';
import { born, fold } from './fold.ts';
import { type HistoryEvent, readEvent } from './history.ts';
import type { ObligationFacts, ObligationKey } from './obligation.ts';

/** An obligation as it stood from an instant on, until the next state. */
export interface State {
  from: Instant;
  facts: ObligationFacts;
}

/** Every state that a history has led through, one per event; none when it does not begin with an opening. */
export function statesOf(key: ObligationKey, history: readonly HistoryEvent[]): State[] {
  const [first, ...rest] = history.map(readEvent);
  if (first?.type !== 'opened') return [];
  let facts = born(key, first);
  const states: State[] = [{ from: first.at, facts }];
  for (const event of rest) {
    facts = fold(facts, event);
    states.push({ from: event.at, facts });
  }
  return states;
}
