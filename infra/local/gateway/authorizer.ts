import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { TokenRule } from '../template/access.ts';

export type Authorization =
  | { ok: true; claims: JWTPayload; scopes: readonly string[] | null }
  | { ok: false; code: 'unauthorized' | 'forbidden' };

/** API Gateway takes the token with or without its scheme. */
const tokenOf = (header: string | undefined): string | undefined =>
  header?.replace(/^Bearer\s+/i, '').trim() || undefined;

const hasAudience = ({ aud, client_id }: JWTPayload, audience: readonly string[]): boolean => {
  const claimed = aud === undefined ? [client_id] : [aud].flat();
  return claimed.some((one) => typeof one === 'string' && audience.includes(one));
};

/**
 * Judges a request's token as the JWT authorizer of API Gateway does: RS256 with the issuer's key, issuer, `aud` or
 * `client_id`, time, then scopes. An ID token carries no scope, so a route that asks for one refuses it.
 * The time is real time, not the simulated clock: people sign in now, and a token must outlive a move of the clock.
 */
export async function authorize(
  header: string | undefined,
  rule: TokenRule,
  keys: JWTVerifyGetKey,
): Promise<Authorization> {
  const token = tokenOf(header);
  if (!token) return { ok: false, code: 'unauthorized' };
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer: rule.issuer,
      requiredClaims: ['exp'],
    });
    if (!hasAudience(payload, rule.audience)) return { ok: false, code: 'unauthorized' };
    const carried = new Set(typeof payload.scope === 'string' ? payload.scope.split(' ') : []);
    if (rule.scopes.length > 0 && !rule.scopes.some((scope) => carried.has(scope)))
      return { ok: false, code: 'forbidden' };
    return { ok: true, claims: payload, scopes: rule.scopes.length > 0 ? rule.scopes : null };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return { ok: false, code: 'unauthorized' };
    throw error;
  }
}
