import { createHash } from 'node:crypto';
import { unitFields } from './unit.ts';
import type { DatedUnit } from './versions.ts';

/**
 * A short name for the state of the whole registry: it differs as soon as anything in it does. A dry run gives it, and
 * the load that follows quotes it, so that nobody loads a list on top of one that they have not seen.
 */
export function basisOf(registry: readonly DatedUnit[]): string {
  const lines = registry
    .map((unit) => JSON.stringify([unit.id, ...unitFields.map((field) => unit[field] ?? null), unit.changes ?? []]))
    .sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32);
}
