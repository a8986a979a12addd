import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCognito } from '../../../../infra/local/identity/cognito.ts';
import { openCognitoFront } from '../../../../infra/local/identity/front.ts';
import { createTokenIssuer } from '../../../../infra/local/identity/tokens.ts';
import { temporaryFolder } from '../support/folders.ts';

const UserPoolId = 'ap-southeast-1_test';
const spec = {
  id: UserPoolId,
  issuer: `https://cognito-idp.ap-southeast-1.amazonaws.com/${UserPoolId}`,
  usernameAttributes: [],
  aliasAttributes: ['email'],
  client: {
    id: 'portal',
    UserPoolId,
    AllowedOAuthScopes: ['app/use'],
    AllowedOAuthFlows: [],
    CallbackURLs: [],
    LogoutURLs: [],
  },
  users: [{ name: 'office', attributes: [{ Name: 'email', Value: 'office@example.vn' }] }],
};

async function openPool(dataDir = temporaryFolder()) {
  const cognito = await openCognito(dataDir, spec);
  const front = await openCognitoFront(cognito);
  onTestFinished(() => front.close(0));
  const client = new CognitoIdentityProviderClient({
    endpoint: front.url,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  return { client, issuer: await createTokenIssuer(cognito), dataDir };
}

const unit = { UserPoolId, Username: 'so-tu-phap' };
const invitation = new AdminCreateUserCommand({
  ...unit,
  UserAttributes: [{ Name: 'email', Value: 'tp@example.vn' }],
  DesiredDeliveryMediums: ['EMAIL'],
});

describe('the user pool', () => {
  it('has the accounts of the template from the start', async () => {
    const { issuer } = await openPool();
    expect(await issuer.signIn('office')).toBeDefined();
    expect(await issuer.signIn('so-tu-phap')).toBeUndefined();
  });

  it('takes invitations from the real SDK, once each', async () => {
    const { client, issuer } = await openPool();
    const { User } = await client.send(invitation);
    expect(User).toMatchObject({ Username: 'so-tu-phap', UserCreateDate: expect.any(Date) });
    await expect(client.send(invitation)).rejects.toMatchObject({ name: 'UsernameExistsException' });
    expect(await issuer.signIn('so-tu-phap')).toBeDefined();
  });

  it('lets nobody in whose sign-in was deleted, nor renews one, until the name is invited anew', async () => {
    const { client, issuer } = await openPool();
    await client.send(invitation);
    const begun = await issuer.begin('so-tu-phap', 'app/use');
    await client.send(new AdminUserGlobalSignOutCommand(unit));
    await client.send(new AdminDeleteUserCommand(unit));
    expect(await issuer.signIn('so-tu-phap')).toBeUndefined();
    await client.send(invitation);
    expect(await issuer.signIn('so-tu-phap')).toBeDefined();
    expect(await issuer.renew(begun?.refresh_token ?? '')).toBeUndefined();
  });

  it('does not bring back an account of the template that was deleted', async () => {
    const { client, dataDir } = await openPool();
    await client.send(invitation);
    await client.send(new AdminDeleteUserCommand({ UserPoolId, Username: 'office' }));
    expect(await (await openPool(dataDir)).issuer.signIn('office')).toBeUndefined();
  });

  it('gives nobody the address by which another signs in, whatever its capitals', async () => {
    const { client } = await openPool();
    const UserAttributes = [{ Name: 'email', Value: 'Office@example.vn' }];
    const taken = { name: 'AliasExistsException' };
    await expect(client.send(new AdminCreateUserCommand({ ...unit, UserAttributes }))).rejects.toMatchObject(taken);
    await client.send(invitation);
    await expect(client.send(new AdminUpdateUserAttributesCommand({ ...unit, UserAttributes }))).rejects.toMatchObject(
      taken,
    );
  });

  it('signs in by the name, not by the address', async () => {
    const { issuer } = await openPool();
    expect(await issuer.signIn('office@example.vn')).toBeUndefined();
  });

  it('keeps its accounts', async () => {
    const { client, dataDir } = await openPool();
    await client.send(invitation);
    const again = await openPool(dataDir);
    expect(await again.client.send(new AdminGetUserCommand(unit))).toMatchObject({ Enabled: true });
    expect(await (await openPool(dataDir)).issuer.signIn('so-tu-phap')).toBeDefined();
  });

  it('answers an action that nobody knows, and an account that does not exist, as Cognito would', async () => {
    const { client } = await openPool();
    await expect(client.send(new AdminUserGlobalSignOutCommand(unit))).rejects.toMatchObject({
      name: 'UserNotFoundException',
    });
    await expect(
      client.send(new AdminDeleteUserCommand({ ...unit, UserPoolId: 'ap-southeast-1_none' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
