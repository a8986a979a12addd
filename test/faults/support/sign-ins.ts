import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { mockClient } from 'aws-sdk-client-mock';
import { createCognitoSignIn, type SignIn } from '../../../lib/store/sign-in.ts';
import type { Ground } from './ground.ts';
import type { Fuse } from './process.ts';

/** The user pool behind the real adapter: it makes a name once, and says so when it is asked for it again. */
export function fusedSignIn({ signIns }: Ground, fuse: Fuse): SignIn {
  const cognito = new CognitoIdentityProviderClient({ region: 'ap-southeast-1' });
  const pool = mockClient(cognito);
  const change = (change: () => void) =>
    fuse.around('sign-in', 'changes', async () => {
      change();
      return {};
    });
  pool.on(AdminCreateUserCommand).callsFake(({ Username }) =>
    change(() => {
      if (signIns.has(Username)) throw Object.assign(new Error(Username), { name: 'UsernameExistsException' });
      signIns.set(Username, 'enabled');
    }),
  );
  pool.on(AdminEnableUserCommand).callsFake(({ Username }) => change(() => signIns.set(Username, 'enabled')));
  pool.on(AdminDisableUserCommand).callsFake(({ Username }) => change(() => signIns.set(Username, 'disabled')));
  pool.on(AdminUpdateUserAttributesCommand).callsFake(() => change(() => {}));
  pool.on(AdminUserGlobalSignOutCommand).callsFake(() => change(() => {}));
  return createCognitoSignIn(cognito, 'pool');
}
