import pMap from 'p-map';
import { type Instant, localDateOf } from '../../lib/calendar/dates.ts';
import { awaiting, currentTerm } from '../../lib/obligations/obligation.ts';
import { yearGroup } from '../../lib/obligations/occasions.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import type { ListedObligation, ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestSummary } from '../../lib/store/requests.ts';

export interface AtOnceDeps {
  obligations: Pick<ObligationStore, 'listByPeriod'>;
  regimes: readonly Regime[];
}

const PARALLEL = 16;

/**
 * Reports due at once, whose work has ended and that are not there (R15, R18), those waiting longest first. They have no day on
 * which they turn late, so the index of what is late does not hold them; they lie with their request, or with their year.
 */
export async function awaitedAtOnce(
  { obligations, regimes }: AtOnceDeps,
  open: readonly RequestSummary[],
  now: Instant,
): Promise<(ListedObligation & { since: string })[]> {
  const today = localDateOf(now);
  const thisYear = Number(today.slice(0, 4));
  const firstYear = Number((regimes[0]?.effectiveFrom ?? today).slice(0, 4));
  const years = Array.from({ length: thisYear - firstYear + 1 }, (_, i) => firstYear + i);
  const groups = [
    ...open
      .filter(({ deadline }) => deadline.kind === 'at-once')
      .flatMap(({ periods }) => periods.map((period) => ['thematic', period] as const)),
    ...(['thematic', 'ad-hoc'] as const).flatMap((rule) => years.map((year) => [rule, yearGroup(rule, year)] as const)),
  ];
  const found = await pMap(groups, ([rule, period]) => obligations.listByPeriod(rule, period), {
    concurrency: PARALLEL,
  });
  return found
    .flat()
    .flatMap((one) => {
      const { since, status } = one;
      const waits = awaiting.includes(status) && currentTerm(one) === undefined;
      return waits && since !== undefined && since <= today ? [{ ...one, since }] : [];
    })
    .sort((a, b) => (a.since + a.id < b.since + b.id ? -1 : 1));
}
