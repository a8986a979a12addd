import privateKey from 'cognito-local/lib/keys/cognitoLocal.private.json' with { type: 'json' };
import publicKey from 'cognito-local/lib/keys/cognitoLocal.public.json' with { type: 'json' };
import { createLocalJWKSet, decodeJwt, importJWK, type JWTPayload, SignJWT } from 'jose';
import type { Cognito } from './cognito.ts';

export interface Tokens {
  access: string;
  id: string;
}

/** What the token endpoint answers. */
export interface TokenAnswer {
  access_token: string;
  id_token: string;
  /** Not given again when a token is renewed. */
  refresh_token?: string;
  token_type: 'Bearer';
  expires_in: number;
}

/** Issues tokens for accounts of the user pool. */
export interface TokenIssuer {
  /** Undefined when there is no such account, or when it is disabled. */
  signIn(user: string): Promise<Tokens | undefined>;
  /** Whether the account is there and not disabled. */
  mayEnter(user: string): Promise<boolean>;
  /** The tokens of a sign-in that can be renewed. Undefined when the account may not sign in. */
  begin(user: string, scope: string): Promise<TokenAnswer | undefined>;
  /** New tokens. Undefined when the sign-in was ended, here or by the Office, or when the account may no longer sign in. */
  renew(refreshToken: string): Promise<TokenAnswer | undefined>;
  /** Ends the sign-in that a refresh token belongs to. */
  revoke(refreshToken: string): Promise<void>;
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
  const everyScope = (client.AllowedOAuthScopes ?? []).join(' ');
  const sign = (claims: JWTPayload) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: privateKey.jwk.kid, typ: 'JWT' }).sign(key);
  async function userOf(name: string) {
    const user = await pool.getUserByUsername(context, name);
    return user?.Username === name && user.Enabled ? user : undefined;
  }
  type User = NonNullable<Awaited<ReturnType<typeof userOf>>>;
  async function issue(user: User, scope: string) {
    const groups = await pool.listUserGroupMembership(context, user);
    const made = await services.tokenGenerator.generate(context, user, groups, client, undefined, 'HostedAuth');
    return {
      access: await sign({ ...decodeJwt(made.AccessToken), scope }),
      id: made.IdToken,
      refresh: made.RefreshToken,
    };
  }
  function answer({ access, id }: Tokens): TokenAnswer {
    const { exp = 0, iat = 0 } = decodeJwt(access);
    return { access_token: access, id_token: id, token_type: 'Bearer', expires_in: exp - iat };
  }
  return {
    sign,
    async signIn(name) {
      const user = await userOf(name);
      if (!user) return undefined;
      const { access, id } = await issue(user, everyScope);
      return { access, id };
    },
    mayEnter: async (name) => (await userOf(name)) !== undefined,
    async begin(name, scope) {
      const user = await userOf(name);
      if (!user) return undefined;
      const issued = await issue(user, scope);
      await pool.storeRefreshToken(context, issued.refresh, user);
      return { ...answer(issued), refresh_token: issued.refresh };
    },
    async renew(refreshToken) {
      const user = await pool.getUserByRefreshToken(context, refreshToken);
      return user?.Enabled ? answer(await issue(user, everyScope)) : undefined;
    },
    async revoke(refreshToken) {
      const user = await pool.getUserByRefreshToken(context, refreshToken);
      if (!user) return;
      await pool.saveUser(context, {
        ...user,
        RefreshTokens: user.RefreshTokens.filter((one) => one !== refreshToken),
      });
    },
  };
}
