import type { Units } from '../../api/types.ts';
import { useData } from '../../api/use-data.ts';

/** The name of a unit; its id as long as no name is known. */
export type NameOf = (unit: string) => string;

/** Names units by the registry, and those that are not in it yet by `others`. */
export function useUnitNames(others: readonly { unit: string; name: string }[] = []): NameOf {
  const units = useData('units', (api, signal) => api.get<Units>('/v1/units', signal));
  const names = new Map([
    ...(units.value?.items ?? []).map(({ id, name }) => [id, name] as const),
    ...others.map(({ unit, name }) => [unit, name] as const),
  ]);
  return (unit) => names.get(unit) ?? unit;
}
