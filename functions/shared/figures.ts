import pMap from 'p-map';
import type { Instant } from '../../lib/calendar/dates.ts';
import { complianceFigures, type Figured, type FiguredUnit, type Figures } from '../../lib/compliance/figures.ts';
import { ownLastDay } from '../../lib/obligations/obligation.ts';
import { owingUnit } from '../../lib/obligations/owing-unit.ts';
import { daysOf, type Span } from '../../lib/papers/span.ts';
import type { Regime } from '../../lib/regime/schema.ts';
import type { ListedObligation, ObligationStore } from '../../lib/store/obligations.ts';
import type { RequestStore } from '../../lib/store/requests.ts';
import type { UnitStore } from '../../lib/store/units.ts';
import { type Group, groupsBetween } from './groups.ts';

export interface FiguresDeps {
  obligations: Pick<ObligationStore, 'listByPeriod'>;
  requests: Pick<RequestStore, 'list'>;
  units: Pick<UnitStore, 'list'>;
  regimes: readonly Regime[];
}

/** Enough reads in flight that a year of weeks and months takes a second. */
const PARALLEL = 16;

const readGroups = async ({ obligations }: FiguresDeps, groups: readonly Group[]): Promise<ListedObligation[]> =>
  (await pMap(groups, ({ rule, period }) => obligations.listByPeriod(rule, period), { concurrency: PARALLEL })).flat();

/** The obligations of a span, those withdrawn among them. */
async function obligationsOf(deps: FiguresDeps, span: Span): Promise<ListedObligation[]> {
  if (span.kind === 'period') {
    const { rule, period } = span;
    return (await readGroups(deps, [{ rule, period }])).filter((obligation) => obligation.period === period);
  }
  const days = daysOf(span);
  if (days === undefined) return [];
  const all = await readGroups(deps, await groupsBetween(deps, { restricted: true }, days));
  return all.filter((obligation) => {
    // As lists tell years apart: by the report's own day, which no extension moves.
    const day = ownLastDay(obligation);
    return days.from <= day && day <= days.to;
  });
}

/** What a paper's figures are made of, read once. */
export interface Gathered {
  obligations: readonly ListedObligation[];
  /** The unit that owed a report, as it was when the report was due (R25). */
  unitOf: (obligation: Figured) => FiguredUnit;
}

/**
 * Reads a span. Reports on named officials are left out, whoever asks: they are the unit's and the Office's to see (R16), and
 * papers are written for others.
 */
export async function gather(deps: FiguresDeps, span: Span): Promise<Gathered> {
  const [obligations, registry] = await Promise.all([obligationsOf(deps, span), deps.units.list()]);
  const units = new Map(registry.map((unit) => [unit.id, unit]));
  const known = new Map<string, FiguredUnit>();
  const unitOf = (obligation: Figured): FiguredUnit => {
    const day = ownLastDay(obligation);
    const key = `${obligation.unit}#${day}`;
    const unit = units.get(obligation.unit);
    const found = known.get(key) ?? owingUnit(unit, obligation);
    known.set(key, found);
    return { name: found.name, category: found.category };
  };
  return { obligations: obligations.filter(({ restricted }) => !restricted), unitOf };
}

/** The figures of what was gathered, at an instant. */
export const figuresOf = ({ obligations, unitOf }: Gathered, now: Instant): Figures =>
  complianceFigures(obligations, unitOf, now);
