import { createHash, randomBytes } from 'node:crypto';

/** What a code of a sign-in is good for. */
export interface Grant {
  user: string;
  redirectUri: string;
  scope: string;
  /** The proof key's public half, S256. */
  challenge: string;
}

/** Codes live as long as Cognito's. Real time, as all of signing in. */
const LIFETIME_MS = 5 * 60 * 1000;

/** Text that nobody can guess. */
export const randomCode = (): string => randomBytes(32).toString('base64url');

/** Gives codes, and takes each back once. */
export interface Codes {
  issue(grant: Grant): string;
  /** The grant, if the code is unused and fresh and everything fits; the code is used up either way. */
  redeem(code: string, redirectUri: string, verifier: string): Grant | undefined;
}

export function createCodes(now: () => number = Date.now): Codes {
  const grants = new Map<string, Grant & { until: number }>();
  return {
    issue(grant) {
      const code = randomCode();
      grants.set(code, { ...grant, until: now() + LIFETIME_MS });
      return code;
    },
    redeem(code, redirectUri, verifier) {
      const grant = grants.get(code);
      grants.delete(code);
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      const fits = grant && now() < grant.until && grant.redirectUri === redirectUri && grant.challenge === challenge;
      return fits ? grant : undefined;
    },
  };
}
