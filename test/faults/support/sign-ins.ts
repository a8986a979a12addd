import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import { createCognitoSignIn, type SignIn } from '../../../lib/store/sign-in.ts';
import type { Ground } from './ground.ts';
import type { Fuse } from './process.ts';

const refusal = (name: string, user: string) => Object.assign(new Error(user), { name });
const addressOf = (attributes?: { Name?: string; Value?: string }[]) =>
  attributes?.find(({ Name }) => Name === 'email')?.Value ?? '';

/** The user pool behind the real adapter: it makes a name once, and knows nothing of one that it was told to forget. */
export function fusedSignIn({ signIns }: Ground, fuse: Fuse): SignIn {
  const cognito = new CognitoIdentityProviderClient({ region: 'ap-southeast-1' });
  const pool = mockClient(cognito);
  const change = (change: () => void) =>
    fuse.around('sign-in', 'changes', async () => {
      change();
      return {};
    });
  const ofSomebody = (user: string, changed: () => void) =>
    change(() => {
      if (!signIns.has(user)) throw refusal('UserNotFoundException', user);
      changed();
    });
  pool.on(AdminCreateUserCommand).callsFake(({ Username, UserAttributes }) =>
    change(() => {
      if (signIns.has(Username)) throw refusal('UsernameExistsException', Username);
      signIns.set(Username, addressOf(UserAttributes));
    }),
  );
  pool
    .on(AdminUpdateUserAttributesCommand)
    .callsFake(({ Username, UserAttributes }) =>
      ofSomebody(Username, () => signIns.set(Username, addressOf(UserAttributes))),
    );
  pool.on(AdminUserGlobalSignOutCommand).callsFake(({ Username }) => ofSomebody(Username, () => {}));
  pool.on(AdminDeleteUserCommand).callsFake(({ Username }) => ofSomebody(Username, () => signIns.delete(Username)));
  return createCognitoSignIn(cognito, 'pool');
}
