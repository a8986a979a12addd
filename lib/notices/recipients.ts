import type { Recipient } from '../regime/schema.ts';

export interface Addresses {
  contactEmail: string;
  headEmail?: string | undefined;
  /** Addresses of the unit to which mail is known not to arrive. */
  dead: ReadonlySet<string>;
  office: string;
}

/**
 * Whom a letter goes to: the unit first, others in copy. A dead address is left out; when the unit's own is dead,
 * whoever else was meant to read it becomes the addressee. Empty `to` means that nobody can be reached.
 */
export function recipientsOf(addresses: Addresses, meant: ReadonlySet<Recipient>): { to: string[]; cc: string[] } {
  const wanted: (string | undefined)[] = [
    meant.has('unit') ? addresses.contactEmail : undefined,
    meant.has('head') ? addresses.headEmail : undefined,
    meant.has('office') ? addresses.office : undefined,
  ];
  const alive = wanted.filter((address): address is string => address !== undefined && !addresses.dead.has(address));
  const [first, ...others] = [...new Set(alive)];
  return { to: first === undefined ? [] : [first], cc: others };
}
