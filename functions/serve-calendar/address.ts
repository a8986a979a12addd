import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { unitIdPattern } from '../../lib/units/unit.ts';

const SECRET_BYTES = 32;
const pattern = /^(?<unit>[a-z0-9-]{1,80})\.(?<secret>[A-Za-z0-9_-]{43})(?:\.ics)?$/;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A new address of a unit's calendar, and what of it is kept: whoever reads the register cannot make the address. */
export function newAddress(unit: string): { path: string; hash: string } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { path: `/v1/calendars/${unit}.${secret}.ics`, hash: hashOf(secret) };
}

/** Reads the last part of an address; undefined when it is none. */
export function readAddress(text: string): { unit: string; hash: string } | undefined {
  const { unit, secret } = pattern.exec(text)?.groups ?? {};
  return unit && secret && unitIdPattern.test(unit) ? { unit, hash: hashOf(secret) } : undefined;
}

/** Whether two hashes are the same, in a time that does not depend on where they differ. */
export const sameHash = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
