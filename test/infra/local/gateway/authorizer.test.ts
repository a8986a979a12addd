import { decodeJwt, exportJWK, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { authorize } from '../../../../infra/local/gateway/authorizer.ts';
import { openCognito } from '../../../../infra/local/identity/cognito.ts';
import { createTokenIssuer, poolKeys, type TokenIssuer, type Tokens } from '../../../../infra/local/identity/tokens.ts';
import { sharedFolder } from '../support/folders.ts';

const ISSUER = 'https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_test';
const rule = { issuer: ISSUER, audience: ['portal'], scopes: ['app/use'] };
const HOUR = 3600;
const now = () => Math.floor(Date.now() / 1000);

const folder = sharedFolder();
let issuer: TokenIssuer;
let tokens: Tokens;
let claims: JWTPayload;

beforeAll(async () => {
  const cognito = await openCognito(folder, {
    id: 'ap-southeast-1_test',
    issuer: ISSUER,
    usernameAttributes: [],
    aliasAttributes: [],
    client: {
      id: 'portal',
      UserPoolId: 'x',
      AllowedOAuthScopes: ['openid', 'app/use'],
      AllowedOAuthFlows: [],
      CallbackURLs: [],
      LogoutURLs: [],
    },
    users: [{ name: 'office', attributes: [{ Name: 'email', Value: 'office@example.vn' }] }],
  });
  issuer = await createTokenIssuer(cognito);
  const issued = await issuer.signIn('office');
  if (!issued) throw new Error('no token');
  tokens = issued;
  claims = decodeJwt(tokens.access);
});

const judge = (token: string | undefined, scheme = 'Bearer ') =>
  authorize(token === undefined ? undefined : `${scheme}${token}`, rule, poolKeys);
const signed = (change: Record<string, unknown>) => issuer.sign({ ...claims, ...change });

describe('a token of the user pool', () => {
  it('lets its owner in, with the claims as they are', async () => {
    expect(await judge(tokens.access)).toMatchObject({
      ok: true,
      scopes: ['app/use'],
      claims: { username: 'office', client_id: 'portal', token_use: 'access', scope: 'openid app/use', iss: ISSUER },
    });
  });

  it('may come without its scheme, or with it in any case', async () => {
    expect(await judge(tokens.access, '')).toMatchObject({ ok: true });
    expect(await judge(tokens.access, 'bearer ')).toMatchObject({ ok: true });
  });

  it('needs no scope where the route asks for none', async () => {
    const open = { ...rule, scopes: [] };
    expect(await authorize(tokens.id, open, poolKeys)).toMatchObject({ ok: true, scopes: null });
  });
});

describe('refused as not signed in', () => {
  it.each([
    ['no token', async () => undefined],
    ['an empty one', async () => ''],
    ['rubbish', async () => 'a.b.c'],
    ['one that has expired', () => signed({ exp: now() - 1 })],
    ['one that never expires', () => signed({ exp: undefined })],
    ['one that is not valid yet', () => signed({ nbf: now() + HOUR })],
    ['one of another issuer', () => signed({ iss: `${ISSUER}x` })],
    ['one for another client', () => signed({ client_id: 'other' })],
    ['one for no client', () => signed({ client_id: undefined })],
    [
      'one whose claims were changed',
      async () =>
        tokens.access.replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify({ ...claims, username: 'leader' })).toString('base64url')}.`,
        ),
    ],
    [
      'one without a signature',
      async () =>
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`,
    ],
    [
      'one signed with another key',
      async () => {
        const { privateKey } = await generateKeyPair('RS256');
        return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'CognitoLocal' }).sign(privateKey);
      },
    ],
    [
      'one signed with the public key as a secret',
      async () => {
        const { n } = await exportJWK((await generateKeyPair('RS256', { extractable: true })).publicKey);
        const secret = await importJWK({ kty: 'oct', k: Buffer.from(n ?? '').toString('base64url') }, 'HS256');
        return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'CognitoLocal' }).sign(secret);
      },
    ],
  ])('is %s', async (_, token) => {
    expect(await judge(await token())).toEqual({ ok: false, code: 'unauthorized' });
  });
});

describe('refused as not allowed', () => {
  it('is an ID token, which has no scope', async () => {
    expect(decodeJwt(tokens.id)).toMatchObject({ token_use: 'id', aud: 'portal' });
    expect(await judge(tokens.id)).toEqual({ ok: false, code: 'forbidden' });
  });

  it.each(['openid', '', 'app/user', 'app/use,openid'])('is a token with the scope %j', async (scope) => {
    expect(await judge(await signed({ scope }))).toEqual({ ok: false, code: 'forbidden' });
  });
});
