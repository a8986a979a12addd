import type * as z from 'zod';
import type { Instant } from '../../lib/calendar/dates.ts';
import { countCompliance } from '../../lib/compliance/compliance.ts';
import { alongSuccessors, byUnit, lineageOf, lineOf } from '../../lib/compliance/succession.ts';
import { Problem } from '../../lib/http/problem.ts';
import type { Account } from '../../lib/store/accounts.ts';
import type { ListedObligation } from '../../lib/store/obligations.ts';
import type { Deps } from './deps.ts';
import { everyObligation, type Scope, scopeOf } from './obligations.ts';
import type { complianceQuerySchema } from './query.ts';

async function gather(deps: Deps, filters: readonly Scope[], now: Instant): Promise<ListedObligation[]> {
  const obligations: ListedObligation[] = [];
  for (const filter of filters)
    for await (const obligation of everyObligation(deps, filter, now)) obligations.push(obligation);
  return obligations;
}

/** The figures that a query asks for (clause 2: theo dõi), per unit or along successors. */
export async function showCompliance(
  deps: Deps,
  caller: Account,
  { along, ...asked }: z.infer<typeof complianceQuerySchema>,
  now: Instant,
) {
  const filters = scopeOf(caller, asked);
  if (along === 'unit') return { at: now, along, ...countCompliance(await gather(deps, [filters], now), now) };
  // What came before a unit is another unit's affair, and a unit sees its own.
  if (caller.role === 'unit') throw new Problem('forbidden', 'Đơn vị chỉ xem được số liệu của mình.');
  const registry = await deps.units.list();
  const { unit } = filters;
  const predecessors = unit === undefined ? [] : lineageOf(registry)(unit);
  const wanted = [unit, ...predecessors].map((member) => ({ ...filters, unit: member }));
  const compliance = countCompliance(await gather(deps, wanted, now), now);
  const units =
    unit === undefined ? alongSuccessors(compliance, registry) : [lineOf(unit, predecessors, byUnit(compliance))];
  return { at: now, along, ...compliance, units };
}
