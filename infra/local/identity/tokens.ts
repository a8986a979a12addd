import privateKey from 'cognito-local/lib/keys/cognitoLocal.private.json' with { type: 'json' };
import publicKey from 'cognito-local/lib/keys/cognitoLocal.public.json' with { type: 'json' };
import { createLocalJWKSet, decodeJwt, importJWK, type JWTPayload, SignJWT } from 'jose';
import type { Cognito } from './cognito.ts';

export interface Tokens {
  access: string;
  id: string;
}

/** Issues tokens for accounts of the user pool. */
export interface TokenIssuer {
  /** Undefined when there is no such account, or when it is disabled. */
  signIn(user: string): Promise<Tokens | undefined>;
  /** Signs any claims with the pool's key, as a test of the gateway needs. */
  sign(claims: JWTPayload): Promise<string>;
}

/** The keys by which tokens of the pool are verified, as its `jwks.json` would give them. */
export const poolKeys = createLocalJWKSet({ keys: [publicKey.jwk] });

/**
 * Signs in as the hosted page of Cognito does. cognito-local makes the tokens; its access token carries the one
 * scope of the API's own sign-in, so it is signed again with the scopes of the client.
 */
export async function createTokenIssuer({ pool, client, services, context }: Cognito): Promise<TokenIssuer> {
  const key = await importJWK(privateKey.jwk, 'RS256');
  const sign = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: privateKey.jwk.kid, typ: 'JWT' }).sign(key);
  return {
    sign,
    async signIn(name) {
      const user = await pool.getUserByUsername(context, name);
      if (!user || user.Username !== name || !user.Enabled) return undefined;
      const groups = await pool.listUserGroupMembership(context, user);
      const made = await services.tokenGenerator.generate(context, user, groups, client, undefined, 'HostedAuth');
      const scope = (client.AllowedOAuthScopes ?? []).join(' ');
      return { access: await sign({ ...decodeJwt(made.AccessToken), scope }), id: made.IdToken };
    },
  };
}
