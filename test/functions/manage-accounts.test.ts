import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createManageAccountsHandler } from '../../functions/manage-accounts/handler.ts';
import { type Cognito, openCognito } from '../../infra/local/identity/cognito.ts';
import { openCognitoFront } from '../../infra/local/identity/front.ts';
import { createAccountStore } from '../../lib/store/accounts.ts';
import { createCognitoSignIn, type SignIn } from '../../lib/store/sign-in.ts';
import { createUnitStore } from '../../lib/store/units.ts';
import { temporaryFolder } from '../infra/local/support/folders.ts';
import { call } from '../support/api-event.ts';
import { startRegister } from '../support/register.ts';

const AT = '2026-10-26T01:00:00Z';
const POOL = 'ap-southeast-1_test';
const LEADER = { role: 'leader', email: 'bi-thu@dienbien.example' };
const OTHER = { role: 'leader', email: 'pho-bi-thu@dienbien.example' };

let register: Awaited<ReturnType<typeof startRegister>>;
let cognito: Cognito;
/** What the sign-in is asked next fails, as when Cognito is out of reach. */
let broken: keyof SignIn | undefined;
let handler: unknown;

beforeEach(async () => {
  register = await startRegister();
  broken = undefined;
  cognito = await openCognito(temporaryFolder(), {
    id: POOL,
    issuer: `https://cognito-idp.ap-southeast-1.amazonaws.com/${POOL}`,
    usernameAttributes: [],
    aliasAttributes: ['email'],
    client: { id: 'portal', UserPoolId: POOL, ...noFlows },
    users: [{ name: 'office', attributes: [{ Name: 'email', Value: 'vanphong@dienbien.example' }] }],
  });
  const front = await openCognitoFront(cognito);
  onTestFinished(() => front.close(0));
  const client = new CognitoIdentityProviderClient({
    endpoint: front.url,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  const signIn = createCognitoSignIn(client, POOL);
  const unlessBroken = (step: keyof SignIn) => {
    if (broken !== step) return;
    broken = undefined;
    throw new Error('Cognito is out of reach');
  };
  handler = createManageAccountsHandler({
    accounts: createAccountStore(register.table),
    units: createUnitStore(register.table),
    bootstrapOfficeUser: 'office',
    waitFor: () => 0,
    log: () => {},
    signIn: {
      invite: async (user, email) => {
        unlessBroken('invite');
        await signIn.invite(user, email);
      },
      remove: async (user) => {
        unlessBroken('remove');
        await signIn.remove(user);
      },
    },
  });
});
afterEach(() => register.stop());

const noFlows = { AllowedOAuthScopes: [], AllowedOAuthFlows: [], CallbackURLs: [], LogoutURLs: [] };

const put = (user: string, body: object, by = 'office') =>
  call(handler, { method: 'PUT', path: `/v1/accounts/${user}`, body, user: by, at: AT });
const remove = (user: string, by = 'office') =>
  call(handler, { method: 'DELETE', path: `/v1/accounts/${user}`, user: by, at: AT });
const itemOf = async (user: string) => {
  const { client, name: TableName } = register.table;
  return (await client.send(new GetCommand({ TableName, Key: { PK: `ACCOUNT#${user}`, SK: 'ACCOUNT' } }))).Item;
};
const signInOf = (user: string) => cognito.pool.getUserByUsername(cognito.context, user);
/** What tells one sign-in of a name from the next. */
const identityOf = async (user: string) => (await signInOf(user))?.Attributes.find(({ Name }) => Name === 'sub')?.Value;

describe('of whoever leaves', () => {
  it('name and role stay, and the address is forgotten in the register and in the user pool', async () => {
    await put('bi-thu', LEADER);
    expect(await remove('bi-thu')).toMatchObject({ status: 204 });
    const item = await itemOf('bi-thu');
    expect(item?.summary).toEqual({ user: 'bi-thu', role: 'leader', active: false });
    expect(JSON.stringify(item)).not.toContain('@');
    expect(await signInOf('bi-thu')).toBeNull();
    expect(JSON.stringify(await cognito.pool.listUsers(cognito.context))).not.toContain(LEADER.email);
  });

  it('the access ends although the user pool is out of reach, and the removal repeated does the rest', async () => {
    await put('bi-thu', LEADER);
    broken = 'remove';
    expect(await remove('bi-thu')).toMatchObject({ status: 500 });
    expect(await itemOf('bi-thu')).toMatchObject({ active: false });
    expect(await signInOf('bi-thu')).not.toBeNull();
    expect(await remove('bi-thu')).toMatchObject({ status: 204 });
    expect(await signInOf('bi-thu')).toBeNull();
    expect(await remove('bi-thu')).toMatchObject({ status: 204 });
  });

  it('the name can be invited anew, and the address given to another', async () => {
    await put('bi-thu', LEADER);
    await remove('bi-thu');
    expect(await put('bi-thu-moi', LEADER)).toMatchObject({ status: 200 });
    expect(await put('bi-thu', OTHER)).toMatchObject({ status: 200, body: { active: true, email: OTHER.email } });
  });

  it('the sign-in is not the next one’s under the same name, even where its removal broke off', async () => {
    await put('bi-thu', LEADER);
    const before = await identityOf('bi-thu');
    broken = 'remove';
    await remove('bi-thu');
    expect(await put('bi-thu', OTHER)).toMatchObject({ status: 200 });
    const after = await identityOf('bi-thu');
    expect(after).toBeDefined();
    expect(after).not.toBe(before);
  });
});

describe('the first account of the Office', () => {
  it('can be removed by another before it has an item, and has no rights from then on', async () => {
    await put('van-phong', { role: 'office', email: 'van-phong-2@dienbien.example' });
    expect(await itemOf('office')).toBeUndefined();
    expect(await remove('office', 'van-phong')).toMatchObject({ status: 204 });
    expect(await signInOf('office')).toBeNull();
    expect(await put('bi-thu', LEADER)).toMatchObject({ status: 403, body: { code: 'no-account' } });
  });
});

describe('an address by which another signs in', () => {
  const refusal = {
    status: 400,
    body: { code: 'invalid-request', errors: [{ field: 'email', message: 'đã là địa chỉ của một tài khoản khác' }] },
  };

  it('is refused to a new account, and to one that changes its address', async () => {
    await put('bi-thu', LEADER);
    expect(await put('pho-bi-thu', LEADER)).toMatchObject(refusal);
    expect(await itemOf('pho-bi-thu')).toBeUndefined();
    await put('pho-bi-thu', OTHER);
    expect(await put('pho-bi-thu', LEADER)).toMatchObject(refusal);
    expect(await itemOf('pho-bi-thu')).toMatchObject({ email: OTHER.email });
  });

  it('is one’s own as often as it is said again', async () => {
    await put('bi-thu', LEADER);
    expect(await put('bi-thu', LEADER)).toMatchObject({ status: 200 });
  });
});
